"""Word's and WPS's binary files: the compound file, its streams, pieces of text, marks of cells."""
