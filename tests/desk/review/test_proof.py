"""The 定稿指纹 in the window: a code from paper and a PDF are held against the open report."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication

from report_desk.core.output.proof import Pages, Proof
from report_desk.desk.review.steps.fingerprint_dialog import ProofDialog
from tests.desk.hands import Key, press, type_text
from tests.desk.rooms import open_report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from report_desk.core.sheet import Sheet
    from report_desk.desk.shell.window import MainWindow
    from tests.desk.memory import MemoryPapers
    from tests.desk.scene import Scene

PDF = PurePath("/out/年报.pdf")
FULL_WIDTH = {ord("-"): "—"} | {code: code + 0xFEE0 for code in range(ord("0"), ord("Z") + 1)}


def drop(path: PurePath, target: ProofDialog | MainWindow) -> None:
    """Let one file go over a widget."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    target.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys))


@pytest.fixture
def dialog(scene: Scene, zeros: Sheet) -> Iterator[ProofDialog]:
    scene.open(zeros)
    made = ProofDialog(zeros, scene.services, scene.window.background, scene.window._look, scene.window)
    made.show()
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize(
    "written",
    [
        str,
        str.lower,
        lambda code: code.replace("-", " "),
        lambda code: f"定稿指纹：{code.translate(FULL_WIDTH)}",
    ],
    ids=["as it is", "small", "blanks", "Chinese keyboard"],
)
def test_a_code_is_checked_as_any_keyboard_types_it(
    dialog: ProofDialog, zeros: Sheet, written: type[str]
) -> None:
    assert dialog.code.hasFocus()
    type_text(written(zeros.fingerprint))
    assert dialog.code.text() == written(zeros.fingerprint)
    press(Key.Key_Return)
    assert dialog.verdict.text().startswith("指纹一致")
    assert dialog.verdict.property("tone") == "done"
    assert dialog.isVisible()


def test_a_mistyped_code_and_the_code_of_another_report_are_told_apart(
    dialog: ProofDialog, zeros: Sheet
) -> None:
    code = zeros.fingerprint
    dialog.code.setText(code[:-1] + ("0" if code[-1] != "0" else "1"))
    dialog.check.click()
    assert "抄错" in dialog.verdict.text()
    assert dialog.verdict.property("tone") == "must_fix"
    other = replace(zeros, report=replace(zeros.report, organ="别的局"))
    dialog.code.setText(other.fingerprint)
    dialog.check.click()
    assert dialog.verdict.text().startswith("指纹不一致：抄下来的指纹没有抄错")
    dialog.code.setText("  ")
    dialog.check.click()
    assert "先把纸上的指纹抄在这里" in dialog.verdict.text()


def test_the_code_can_be_copied(dialog: ProofDialog, zeros: Sheet) -> None:
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == zeros.fingerprint


@pytest.mark.parametrize(
    ("shown", "says", "tone"),
    [
        (Pages.SAME_BYTES, "数据一致", "done"),
        (Pages.SAME_GLYPHS, "页面一致：文件由别的软件存过，或由别的版本导出", "done"),
        (Pages.SAME_TEXT, "页面不一致", "must_fix"),
        (Pages.DIFFERENT, "第 3 页和文件印出来的不同", "must_fix"),
        (Pages.OTHER_FACES, "没有的字体（仿宋_GB2312）", "must_fix"),
        (Pages.NOT_COMPARED, "页面没有核对", "must_fix"),
        (None, "数据不一致", "must_fix"),
    ],
)
def test_a_dropped_pdf_is_held_against_the_report(  # noqa: PLR0913, PLR0917 - a row of the table
    dialog: ProofDialog,
    scene: Scene,
    papers: MemoryPapers,
    zeros: Sheet,
    shown: Pages | None,
    says: str,
    tone: str,
) -> None:
    """``shown`` is None where the data are another report's."""
    proof = Proof(zeros.report, "7F3A", has_same_data=shown is not None, pages=shown or Pages.NOT_COMPARED)
    papers.proofs[PDF] = replace(proof, page=3, faces=("仿宋_GB2312",))
    drop(PDF, dialog)
    assert "正在核对" in dialog.verdict.text()
    scene.qtbot.waitUntil(lambda: "正在核对" not in dialog.verdict.text())
    assert says in dialog.verdict.text()
    assert dialog.verdict.property("tone") == tone
    assert dialog.paper.isEnabled()


def test_a_foreign_pdf_is_told(dialog: ProofDialog, scene: Scene) -> None:
    scene.will_choose(PDF)
    dialog.paper.click()
    scene.qtbot.waitUntil(lambda: "没有随附的年报数据" in dialog.verdict.text())


def test_a_pdf_dropped_on_the_window_of_a_report_is_held_against_it(
    scene: Scene, zeros: Sheet, papers: MemoryPapers
) -> None:
    scene.open(zeros)
    papers.proofs[PDF] = Proof(zeros.report, "", has_same_data=True, pages=Pages.SAME_BYTES)
    said: list[str] = []

    def look(dialog: ProofDialog) -> int:
        scene.qtbot.waitUntil(lambda: "数据一致" in dialog.verdict.text())
        said.append(dialog.verdict.text())
        return 0

    scene.monkeypatch.setattr(ProofDialog, "exec", look)
    drop(PDF, scene.window)
    assert "页面一致" in said[0]


def test_a_pdf_of_ours_is_opened_as_the_report_that_it_carries(
    scene: Scene, zeros: Sheet, papers: MemoryPapers
) -> None:
    bare = replace(zeros.report, id="")
    papers.proofs[PDF] = Proof(bare, "", has_same_data=True, pages=Pages.SAME_BYTES)
    drop(PDF, scene.window)
    document = scene.report.document
    assert document.sheet.report == replace(bare, id=document.sheet.report.id)
    assert document.sheet.report.id
    assert document.is_dirty
    assert document.place.path is None


def test_a_foreign_pdf_is_not_opened_and_says_why(scene: Scene) -> None:
    scene.will_choose(PDF)
    scene.will_answer("知道了")
    scene.trigger("open")
    assert open_report(scene.window) is None
    assert "没有随附的年报数据" in scene.asked[-1]
