"""The county office: a folder of reports as a room: board, roster, queue, and the region's report."""
