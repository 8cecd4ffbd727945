"""What a hand does to many cells at once: paste, fill, zero the blanks, move."""
