"""The board of a folder: its lines, the table that shows them, and the filters beside it."""
