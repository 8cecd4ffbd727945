"""Build pages with one peer in this process and say how long each took.

usage: python -m benchmarks.export_peers PEER FONTS OUT PAGE.json [PAGE.json …]

Prints one JSON object: milliseconds per page file (reading the data left out) and bytes.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
from pathlib import Path


def _load(path: Path) -> object:
    return json.loads(path.read_text(encoding="utf-8"))


def main() -> None:
    """Run."""
    peer, fonts, out, *files = sys.argv[1:]
    module = importlib.import_module(f"benchmarks.export_peers.{peer}_page")
    build, load = module.builder(Path(fonts)), getattr(module, "load", _load)
    took, sizes = [], []
    for file in files:
        page = load(Path(file))
        start = time.perf_counter()
        data = build(page)
        took.append((time.perf_counter() - start) * 1000)
        sizes.append(len(data))
        (Path(out) / (Path(file).stem + f".{peer}.pdf")).write_bytes(data)
    print(json.dumps({"ms": took, "bytes": sizes}))


if __name__ == "__main__":
    main()
