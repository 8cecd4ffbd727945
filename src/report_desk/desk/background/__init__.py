"""Work off the window's thread: jobs, waiting for a disk with patience, and where garbage is collected."""
