"""A PDF of ours read back: the record it carries, and whether its pages are what that record prints."""
