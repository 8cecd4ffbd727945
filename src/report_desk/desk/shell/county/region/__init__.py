"""The region's report in the window: added up, traced to its organs, corrected with a reason."""
