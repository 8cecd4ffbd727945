"""Find and replace over the prose: what is found, and the bar that asks for it."""
