"""A statutory table on screen: drawn like the printed form, filled like a spreadsheet."""
