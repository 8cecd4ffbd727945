"""How the window looks: colours, type, spacing and icons, all in one place."""
