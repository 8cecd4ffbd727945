"""What the window does with files: new, open, recent, another window, and leaving without losing anything."""
