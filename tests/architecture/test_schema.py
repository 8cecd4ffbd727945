"""The published schemas are those of the structs: a change of a struct needs `make schema`."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_published_schemas_are_current() -> None:
    spec = importlib.util.spec_from_file_location("schema", ROOT / "packaging" / "schema.py")
    assert spec is not None
    assert spec.loader is not None
    program = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(program)
    texts = program.texts()
    assert len(texts) == len(list((ROOT / "resources" / "schema").iterdir()))
    for path, text in texts.items():
        assert path.read_text(encoding="utf-8") == text, "make schema"
