"""Copies beside the file: backups, crash drafts, notes of what was seen, and how copies are related."""
