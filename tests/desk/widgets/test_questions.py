"""Questions: how they stand on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QMessageBox, QWidget

from report_desk.desk.files.watching.notice import Notice
from report_desk.desk.widgets.questions import ask, tell

if TYPE_CHECKING:
    import pytest
    from pytestqt.qtbot import QtBot

    from report_desk.desk.theme.look import Look


def test_the_words_begin_where_the_buttons_do(
    qtbot: QtBot,
    look: Look,  # noqa: ARG001 - the style decides where things stand
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    edges: list[int] = []

    def see(box: QMessageBox) -> int:
        box.show()
        parts = [*box.findChildren(QLabel), *box.findChildren(QDialogButtonBox)]
        edges.extend(part.mapTo(box, QPoint(0, 0)).x() for part in parts if part.isVisible())
        box.close()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", see)
    monkeypatch.setattr(QMessageBox, "clickedButton", lambda _: None)
    assert ask(window, "没有保存。", "可以另存。", {"另存": 1, "先不存": 0}, escape=0) == 0
    assert len(edges) == 3
    assert len(set(edges)) == 1


def test_a_name_from_outside_turns_no_sentence_round(
    qtbot: QtBot, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Signs that nobody sees have Qt show all that follows from right to left."""
    window = QWidget()
    qtbot.addWidget(window)
    said: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: said.extend((box.text(), box.informativeText())))
    sentence = "找不到文件「年\u2067报\u202egpj.rdesk」。它可能被移走、改名。"
    tell(window, sentence, sentence)
    bar = Notice(look)
    qtbot.addWidget(bar)
    bar.say(sentence)
    said += [label.text() for label in bar.findChildren(QLabel) if "找不到" in label.text()]
    assert [words.replace("\u200b", "") for words in said] == [
        "找不到文件「年报gpj.rdesk」。它可能被移走、改名。"
    ] * 3
