"""关于: what a helper at the telephone asks for."""

from __future__ import annotations

import platform
from importlib.metadata import version
from pathlib import PurePath

import pytest

from report_desk import resources
from report_desk.desk.help.about import about, facts

pytestmark = pytest.mark.usefixtures("qapp")
LOG = PurePath("/some/where/report-desk.log")


def test_it_names_version_build_qt_the_c_library_fonts_and_log() -> None:
    known = facts(lambda: LOG)
    headline, words = about(known)
    assert headline == f"年报台 {version('report-desk')}"
    for said in ("源码", platform.python_version(), known.qt, "offscreen", str(LOG)):
        assert said in words
    assert " ".join(platform.libc_ver()).strip() in words
    assert f"随程序 {len(list(resources.path('fonts').glob('*.ttf')))} 种" in words


def test_without_a_place_for_a_log_it_says_so() -> None:
    def nowhere() -> PurePath:
        raise OSError

    assert "没有可写的地方" in about(facts(nowhere))[1]


def test_an_installed_program_names_its_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "build", lambda: "0d47eed linux-x86_64")
    assert "构建：0d47eed linux-x86_64" in about(facts(lambda: LOG))[1]
