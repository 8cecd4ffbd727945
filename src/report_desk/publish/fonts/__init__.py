"""Which face prints a character: the faces at hand, their glyphs, the chain that sets a role."""
