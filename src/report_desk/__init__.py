"""年报台: fills, checks, saves and prints the annual report on government information disclosure."""
