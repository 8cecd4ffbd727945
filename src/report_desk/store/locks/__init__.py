"""Who saves: locks on this computer's disks and on shares, and whether their owners still live."""
