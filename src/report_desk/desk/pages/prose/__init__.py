"""A prose section on screen: plain text on paper, with numbers bound to cells."""
