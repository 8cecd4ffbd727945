"""The file of an open report as others leave it: watched, and what happened to it said on a notice."""
