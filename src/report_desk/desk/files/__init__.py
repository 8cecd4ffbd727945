"""Opening, saving, closing and recovering files, with the questions they ask."""
