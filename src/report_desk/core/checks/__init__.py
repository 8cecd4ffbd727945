"""What can be wrong with a report: each check, what it found, and which cell is at fault."""
