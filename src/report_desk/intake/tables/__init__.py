"""The tables of a document: their cells, grids out of lines of text, tables that only lay out a page."""
