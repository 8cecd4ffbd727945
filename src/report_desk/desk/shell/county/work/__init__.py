"""What takes a while in a folder: following it, and telling how far something is, which can be given up."""
