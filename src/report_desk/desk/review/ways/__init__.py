"""Two ways of working, filling and reviewing: which one is proposed, and what a page for reading refuses."""
