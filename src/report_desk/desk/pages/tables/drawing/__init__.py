"""How a statutory table is drawn: where each place stands, its labels broken, its marks."""
