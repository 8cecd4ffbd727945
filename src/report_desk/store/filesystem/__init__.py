"""What disks can do: durable writes, renames and exchanges, names, owners, rights and attributes."""
