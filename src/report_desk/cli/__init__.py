"""The command line: a composition root, with one module for each group of verbs."""
