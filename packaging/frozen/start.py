"""Where the frozen app begins."""

from __future__ import annotations

import multiprocessing
import sys

from report_desk.__main__ import main

if __name__ == "__main__":
    multiprocessing.freeze_support()  # `export --all` uses all cores
    sys.exit(main())
