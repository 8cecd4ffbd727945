"""关于: what the program is, and on what it runs here."""

from __future__ import annotations

import platform
from contextlib import suppress
from importlib.metadata import version
from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QGuiApplication

from report_desk import resources
from report_desk.desk.language import tr

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import PurePath


class Facts(Struct, frozen=True):
    """Versions and places, as text; ``build`` is empty where the program runs from its sources.

    ``system`` is the operating system and its C library, ``platform`` what Qt draws on (``xcb``).
    """

    version: str
    build: str
    python: str
    qt: str
    platform: str
    system: str
    fonts: int
    log: str


def facts(log: Callable[[], PurePath]) -> Facts:
    """All of it, of this computer; ``log`` finds the log."""
    place = ""
    with suppress(OSError):
        place = str(log())
    return Facts(
        version=version("report-desk"),
        build=resources.build(),
        python=platform.python_version(),
        qt=QLibraryInfo.version().toString(),
        platform=QGuiApplication.platformName(),
        system=" ".join(filter(None, (platform.system(), platform.release(), *platform.libc_ver()))),
        fonts=len(list(resources.path("fonts").glob("*.ttf"))),
        log=place,
    )


def about(known: Facts) -> tuple[str, str]:
    """The headline, and what stands below it."""
    lines = [
        tr("离线填报、检查、打印政府信息公开工作年度报告。程序不连网。"),
        "",
        tr("构建：{build}").format(build=known.build or tr("源码")),
        tr("系统：{system}").format(system=known.system),
        tr("Python {python}，Qt {qt}（{platform}）").format(
            python=known.python, qt=known.qt, platform=known.platform
        ),
        tr("字体：随程序 {count} 种，在 {folder}").format(count=known.fonts, folder=resources.path("fonts")),
        tr("日志：{log}").format(log=known.log or tr("没有可写的地方")),
        "",
        tr(
            "Apache-2.0 许可。使用 Qt（LGPL-3.0）、ReportLab、TinyDB 等开源软件和开源字体，"
            "各自的许可见随程序附带的 THIRD_PARTY_NOTICES.md。"
        ),
    ]
    return tr("年报台 {version}").format(version=known.version), "\n".join(lines)
