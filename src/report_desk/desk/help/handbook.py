"""The handbook as one Markdown text: written chapters, what an edition says of itself, and the keys.

It is a Chinese document, as the form is, whatever the window speaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.output.handbook import definitions, mistakes, plain
from report_desk.desk.actions import KNOWN, MENUS
from report_desk.desk.pages.tables.gestures.keys import KEYS

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.core.form.edition import ReportFormat


def handbook(folder: Path, form: ReportFormat) -> str:
    """All chapters in their order; ``folder`` holds the written ones, numbered, and ``images/``."""
    written = [file.read_text("utf-8") for file in sorted(folder.glob("*.md"))]
    return "\n\n".join((written[0], definitions(form), mistakes(form), *written[1:], keys()))


def keys() -> str:
    """Every key of the program: those of the menus, and those of a table beside Excel's."""
    lines = ["# 按键", ""]
    menus = [(title, [name for name in names.split() if name in KNOWN]) for title, names in MENUS]
    listed = {name for _, names in menus for name in names}
    for title, names in (*menus, ("其他", [name for name in KNOWN if name not in listed])):
        known = [KNOWN[name] for name in names if KNOWN[name].key]
        lines += [f"## {plain(title)}", ""]
        lines += [f"- **{plain(words.key)}** {plain(words.text.removesuffix('…'))}" for words in known]
        lines.append("")
    lines += ["## 在表格里，和 Excel、WPS 一样", ""]
    lines += [f"- **{plain('、'.join(binding.keys))}** {plain(binding.words)}" for binding in KEYS]
    return "\n".join(lines)
