"""The page in LibreOffice, where it is installed: HTML in, PDF out, a process each time."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.export_peers.markup import html

if TYPE_CHECKING:
    from collections.abc import Callable


def builder(fonts: Path) -> Callable[[dict[str, Any]], bytes]:
    """Something that turns a page into PDF; ModuleNotFoundError where it is not installed."""
    program = shutil.which("soffice")
    if program is None:
        raise ModuleNotFoundError("soffice")

    def build(page: dict[str, Any]) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "page.html"
            source.write_text(html(page, fonts), encoding="utf-8")
            command = [
                program,
                "--headless",
                f"-env:UserInstallation=file://{folder}/profile",
                "--convert-to",
                "pdf",
            ]
            subprocess.run([*command, "--outdir", folder, str(source)], check=True, capture_output=True)
            return (Path(folder) / "page.pdf").read_bytes()

    return build
