"""Holds what is downloaded, and what is installed, to its size: `sizes.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST = {"*-setup.exe": 42, "*.deb": 50}
"""Million bytes of a file in dist/."""
INSTALLED = 140
"""Million bytes of an assembled folder."""


def main() -> int:
    """0 where everything is within its size."""
    files = [(path, most) for pattern, most in MOST.items() for path in sorted((ROOT / "dist").glob(pattern))]
    folders = [(path, INSTALLED) for path in sorted((ROOT / "build").glob("*/report-desk")) if path.is_dir()]
    code = 0
    for path, most in (*files, *folders):
        parts = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        size = sum(part.stat().st_size for part in parts) / 1e6
        code = code or int(size > most)
        print(f"{path.relative_to(ROOT)}: {size:.1f} MB of {most}{' - TOO LARGE' if size > most else ''}")
    return code


if __name__ == "__main__":
    sys.exit(main())
