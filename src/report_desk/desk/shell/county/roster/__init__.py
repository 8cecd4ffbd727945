"""Who must report, as the window shows it."""
