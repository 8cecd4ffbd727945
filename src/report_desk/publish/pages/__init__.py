"""Pages: what they are filled with, and where each piece of it stands."""
