"""Holds what is downloaded to its size, and prints what is installed: `sizes.py`."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MOST = {"*-setup.exe": 42, "*.deb": 50}
"""Million bytes of a file in dist/."""
INSTALLED = 140
"""Million bytes that an assembled folder should have at most; printed, and not reached everywhere yet."""


def main() -> int:
    """0 where all that is downloaded is within its size."""
    files: list[tuple[Path, int]] = [
        (path, most) for pattern, most in MOST.items() for path in sorted((ROOT / "dist").glob(pattern))
    ]
    folders = [(path, INSTALLED) for path in sorted((ROOT / "build").glob("*/report-desk")) if path.is_dir()]
    code, bound = 0, {path for path, _ in files}
    for path, most in (*files, *folders):
        parts = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        size = sum(part.stat().st_size for part in parts) / 1e6
        code = code or int(size > most and path in bound)
        print(f"{path.relative_to(ROOT)}: {size:.1f} MB of {most}{' - TOO LARGE' if size > most else ''}")
    return code


if __name__ == "__main__":
    sys.exit(main())
