"""A format file's TOML → an edition of the form, or every mistake of it with its path and line."""
