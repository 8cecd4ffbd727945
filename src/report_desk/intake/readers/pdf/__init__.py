"""PDF with a text layer: characters, ruling lines, and the tables between them."""
