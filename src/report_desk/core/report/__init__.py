"""What a report is, as typed, and what its figures and texts mean: totals, tokens, prose, fingerprint."""
