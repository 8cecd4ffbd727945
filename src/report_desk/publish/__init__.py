"""The printed page: a printout becomes a tagged, archival PDF in the manner of GB/T 9704-2012."""
