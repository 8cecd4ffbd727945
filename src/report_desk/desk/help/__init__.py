"""The handbook: offline, searchable, and printed by the program's own page."""
