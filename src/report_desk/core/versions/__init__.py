"""Several states of one report: which goes back to which, what differs, and how two become one."""
