"""What an installed program finds around it: fonts, input methods, printing, its file type; for a self-test.

Qt itself is not started: what is looked at are the files of its plugins, and what the system knows.
"""

from __future__ import annotations

import ctypes
import importlib.util
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from report_desk import resources

FACES = ("title", "hei", "kai", "fang", "song", "wide", "signs", "latin")
"""The faces of the page, and those behind them."""
_INPUT = {"libibusplatforminputcontextplugin": "ibus", "libfcitxplatforminputcontextplugin": "fcitx"}
_TYPE = "application/x-report-desk"
_CLASS = r"Software\Classes\.rdesk"
_PATIENCE = 10


def fonts() -> str | None:
    """The bundled faces, by name; None where one is missing or is no font."""
    files = [resources.path(f"fonts/{name}.ttf") for name in FACES]
    return "、".join(file.stem for file in files) if all(map(_is_font, files)) else None


def input_methods() -> str:
    """The input methods that Qt's plugins know, in words."""
    if sys.platform == "win32":
        return "系统自带（IMM）"
    files = _plugins("platforminputcontexts")
    known = [name for stem, name in _INPUT.items() if any(file.stem == stem for file in files)]
    return "、".join(known) or "没有"


def printing() -> str:
    """What prints, in words."""
    if sys.platform == "win32":
        return "系统打印服务"
    if not _plugins("printsupport"):
        return "没有打印组件，只能导出 PDF"
    with suppress(OSError):
        ctypes.CDLL("libcups.so.2")
        return "CUPS"
    return "系统没有 CUPS，只能导出 PDF"


def file_type() -> str:
    """What opens ``.rdesk`` by a double click, in words."""
    return _registered() if sys.platform == "win32" else _default_application()


def _plugins(kind: str) -> list[Path]:
    """The files of Qt's plugins of a kind; Qt is found, not loaded."""
    spec = importlib.util.find_spec("PySide6")
    places = spec.submodule_search_locations if spec else None
    folders = [Path(place, *inner, "plugins", kind) for place in places or () for inner in (("Qt",), ())]
    return sorted(file for folder in folders if folder.is_dir() for file in folder.iterdir())


def _is_font(file: Path) -> bool:
    with suppress(OSError), file.open("rb") as opened:
        return opened.read(4) in {b"\0\1\0\0", b"OTTO"}
    return False


def _default_application() -> str:
    with suppress(OSError, subprocess.SubprocessError):
        asked = ["xdg-mime", "query", "default", _TYPE]
        done = subprocess.run(asked, capture_output=True, text=True, check=False, timeout=_PATIENCE)  # noqa: S603 - fixed words
        return done.stdout.strip() or "没有登记"
    return "这个系统没有 xdg-mime，不知道"


def _registered() -> str:
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - Windows alone has it

        with suppress(OSError):
            return winreg.QueryValue(winreg.HKEY_CURRENT_USER, _CLASS) or "没有登记"
    return "没有登记"
