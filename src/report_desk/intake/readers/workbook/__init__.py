"""Excel and WPS workbooks, old and new."""
