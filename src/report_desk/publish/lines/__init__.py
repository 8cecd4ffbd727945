"""Paragraphs into lines: where a line may end, and how it is made flush."""
