"""找回: the backups and crash drafts of a report, listed, looked at beside, and brought back."""
