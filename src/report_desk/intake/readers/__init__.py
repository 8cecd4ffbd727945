"""One reader for each kind of file: bytes → the neutral document, and nothing is understood yet."""
