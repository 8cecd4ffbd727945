"""What this computer knows of files without reading them again: TinyDB tables shared by several programs."""
