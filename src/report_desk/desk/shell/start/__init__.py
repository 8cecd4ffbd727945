"""The start page: new, open, recover, recent files."""
