"""Where things are in a report, as values and in words; no widgets."""
