"""The pure heart of the program: no Qt, no files, no clock, no logging."""
