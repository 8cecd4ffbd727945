"""Clerk and supervisor at one report: whose turn it is, remarks and answers, and the steps between them."""
