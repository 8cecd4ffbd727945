"""PDF: the pages written as a tagged archive file, and what such a file carries read back and proven."""
