"""One thread at a time in pdfium: the library knows nothing of threads and may end the program.

A check of a PDF, the preview and printing each have a worker of their own; whoever calls pdfium takes its
turn first, for a page or for a band of one.
"""

from __future__ import annotations

import threading

TURN = threading.Lock()
"""Held by whoever is in pdfium."""
