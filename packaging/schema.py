"""Renew resources/schema: what is said of stored files, made from the structs that they are read into."""

from __future__ import annotations

import json
from pathlib import Path

from report_desk.core.record.schema import published_schema, record_schema

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "schema"
NAMES = {"report": record_schema, "published": published_schema}


def texts() -> dict[Path, str]:
    """What each file is to hold."""
    return {
        FOLDER / f"{name}.schema.json": json.dumps(make(), ensure_ascii=False, indent=2) + "\n"
        for name, make in NAMES.items()
    }


def main() -> None:
    """Write them, and say which have changed."""
    for path, text in texts().items():
        if not path.is_file() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")
            print(f"renewed {path.name}")


if __name__ == "__main__":
    main()
