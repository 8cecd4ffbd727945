"""A compiled edition is used only while nothing that read it has changed."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import pytest
from msgspec import msgpack

from report_desk import resources
from report_desk.core.form.reading.edition_reader import FormatMistakesError

CORE = Path(resources.__file__).with_name("core")


def imported(module: str) -> set[str]:
    """The modules of the core that a module of the core imports."""
    found = set()
    for node in ast.walk(ast.parse((CORE / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("report_desk.core"):
            inside = (node.module or "").removeprefix("report_desk.core").strip(".").replace(".", "/")
            named = [f"{inside}/{name.name}".strip("/") for name in node.names]
            found |= {name for name in (inside, *named) if (CORE / f"{name}.py").is_file()}
    return found


def test_every_module_that_reads_an_edition_is_looked_at() -> None:
    found, open_ones = set(), {"form/reading/edition_reader", "form/reading/extending"}
    while open_ones:
        module = open_ones.pop()
        found.add(module)
        open_ones |= imported(module) - found
    assert found == set(resources._READERS)


def test_where_the_readers_cannot_be_seen_nothing_compiled_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a frozen program: a newer one may have been put in the place of the one that compiled it."""
    edition = tmp_path / "2021.toml"
    shutil.copy(resources.path("formats/2021.toml"), edition)
    read = resources._format.__wrapped__
    form = read(edition)
    compiled = tmp_path / "__pycache__" / "2021.msgpack"
    stale = msgpack.decode(compiled.read_bytes())
    assert stale["source"]
    monkeypatch.setattr(resources, "__file__", str(tmp_path / "resources.py"))
    stale["form"] = {}
    for source in (stale["source"], ""):
        stale["source"] = source
        compiled.write_bytes(msgpack.encode(stale))
        before = compiled.read_bytes()
        assert msgpack.encode(read(edition)) == msgpack.encode(form)
        assert compiled.read_bytes() == before


def test_an_edition_is_read_again_where_the_one_that_it_extends_has_changed(tmp_path: Path) -> None:
    for name in ("2019", "2021"):
        shutil.copy(resources.path(f"formats/{name}.toml"), tmp_path)
    read, base = resources._format.__wrapped__, tmp_path / "2021.toml"
    assert read(tmp_path / "2019.toml").sections[0].short == "总体情况"
    assert read(tmp_path / "2019.toml").sections[0].short == "总体情况"
    base.write_text(base.read_text("utf-8").replace('short = "总体情况"', 'short = "概况"'), "utf-8")
    assert read(tmp_path / "2019.toml").sections[0].short == "概况"
    base.unlink()
    with pytest.raises(FormatMistakesError, match="没有「2021」这一版格式"):
        read(tmp_path / "2019.toml")
