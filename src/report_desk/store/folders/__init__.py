"""A folder of reports on a disk: what each file is, and who must report."""
