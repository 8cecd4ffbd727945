"""The window: start page or report, the header's actions, settings, and what happens when all is wrong."""
