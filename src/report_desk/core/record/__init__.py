"""The record: what a report is in a file, read strictly and written canonically."""
