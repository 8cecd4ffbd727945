"""Whether a format file is a sound edition: its mistakes by line, and its checks run on their examples."""
