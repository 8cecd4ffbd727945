"""The window: one report on screen, filled, checked, previewed and exported."""
