"""What colours mean in a page and in its pictures: ICC profiles, as an archive asks for."""
