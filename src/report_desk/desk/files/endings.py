"""The names that documents from outside end with; the kind itself is told by content."""

from __future__ import annotations

PAPER = ".pdf"
ENDINGS = (PAPER, ".docx", ".doc", ".wps", ".xlsx", ".xls", ".et", ".html", ".htm", ".txt")
"""What is offered in file dialogs and may be dropped."""
PATTERNS = " ".join(f"*{ending}" for ending in ENDINGS)
"""The same for a file dialog."""
