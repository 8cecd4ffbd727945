"""Two or three states of a report side by side: what differs, and merging them by hand."""
