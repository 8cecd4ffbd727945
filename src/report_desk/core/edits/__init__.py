"""Every way to change a report: one pure door for filling and reviewing, and what prepares edits."""
