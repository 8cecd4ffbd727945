"""The statutory form as data: an edition's sections, tables and checks, and how its TOML is read."""
