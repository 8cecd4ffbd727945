"""Pictures of a document from outside being confirmed, light and dark, always the same.

usage: python -m tests.journeys.import_pictures FOLDER
"""

from __future__ import annotations

import io
import os
import random
import zipfile
from typing import TYPE_CHECKING

from msgspec.structs import replace

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import shiboken6
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QMessageBox

from report_desk import app, resources
from report_desk.desk.files.new_dialog import NewReportDialog
from report_desk.desk.theme.look import Appearance
from tests.data.intake import make
from tests.desk.rooms import report_in
from tests.intake.making import Rows, docx, figures_of, page, paragraph_xml, report_docx, rows_of, table_html
from tests.journeys.pictures import SIZE, Camera, run, services, wait

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.desk.shell.window import MainWindow

FORM = resources.format_by_id("2021")
DRAWN = 900
"""Milliseconds until a page of a PDF is drawn."""
LOST = ("五、信息处理费情况", "本年度没有收取政府信息公开信息处理费，减免 2 件。")


def doubtful() -> list[Rows]:
    """The tables of a report in which a note, a mark and a mistyped label stand."""
    tables = [rows_of(table, figures_of(FORM, random.Random(7))) for table in FORM.tables]
    for rows in tables:
        for row in rows:
            for cell in row:
                if cell.address == "requests.partial.individual":
                    cell.text = "22（其中修订16件）"
                elif cell.address == "disclosure.rules.issued":
                    cell.text = "/"
                elif "正在制作" in cell.text or "重复申请" in cell.text:
                    cell.text = cell.text.replace("重复", "反复")
    return tables


def documents() -> dict[str, bytes]:
    """A report in each kind of file, with something doubtful in it."""
    tables = doubtful()
    heading = FORM.sections[-2].heading
    with zipfile.ZipFile(io.BytesIO(report_docx(FORM, tables))) as package:
        xml = package.read("word/document.xml").decode()
    body = xml[xml.index("<w:body>") + 8 : xml.index("</w:body>")]
    lost = "".join(map(paragraph_xml, LOST))
    word = docx(body.replace(paragraph_xml(heading), lost + paragraph_xml(heading)))
    html = page(FORM, [table_html(rows) for rows in tables], preface=make.PREFACE).decode()
    html = html.replace(f"<h2>{heading}", f"<h2>{LOST[0]}</h2><p>{LOST[1]}</p><h2>{heading}")
    return {
        "docx": word,
        "pdf": make.pdf(tables),
        "xlsx": make.workbook(tables),
        "html": html.encode(),
    }


def scan() -> bytes:
    """A PDF of a picture: a page of the other one, drawn."""
    import pypdfium2  # noqa: PLC0415 - for one file
    from reportlab.lib.utils import ImageReader  # noqa: PLC0415 - as above
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - as above

    drawn = pypdfium2.PdfDocument(make.pdf(doubtful()))
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    for number in range(2):
        picture = drawn[number].render(scale=1.5)
        canvas.drawImage(ImageReader(picture.to_pil()), 0, 280, 595, 562)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def take_all(folder: Path, appearance: Appearance, scratch: Path) -> None:
    """All pictures in one appearance."""
    backing = QSettings(str(scratch / "settings.ini"), QSettings.Format.IniFormat)
    ports = replace(services(scratch, appearance), papers=app.real_services(backing).papers)
    window = app.make_frame(backing)
    app.furnish(window, ports)
    window.showNormal()
    window.resize(*SIZE)
    camera = Camera(window, folder, "" if appearance is Appearance.LIGHT else "-dark")
    QCursor.setPos(SIZE[0] // 2, SIZE[1] - 1)
    take_documents(window, camera, scratch)
    take_prose(window, camera)
    take_scan(window, camera, scratch)
    window.forget_report()
    window.background.wait()
    window.reckoning.wait()
    window.close()
    shiboken6.delete(window)


def take_documents(window: MainWindow, camera: Camera, scratch: Path) -> None:
    """Each kind as it comes up, and at a doubt."""
    for kind, data in documents().items():
        path = scratch / f"2024年政府信息公开工作年度报告（定稿）.{kind}"
        path.write_bytes(data)
        window.forget_report()  # nobody is asked about what is given up
        assert window.open(path)
        camera.take(f"import-{kind}")
        for _ in range(3):
            window.actions_by_name["next_finding"].trigger()
        wait(DRAWN)
        camera.take(f"import-{kind}-doubt")


def take_prose(window: MainWindow, camera: Camera) -> None:
    """Prose without a place, placed by hand, and what cannot be taken as it is."""
    report = report_in(window)
    assert report is not None
    report.confirming.step(-1)
    for number in report.confirming.settling.unplaced:
        report.confirming._show(number)
        camera.take("import-prose")
        report.confirming.settling.place(number, "other")
    camera.take("import-prose-placed")
    report.confirming.take_all()
    camera.take("import-rest")


def take_scan(window: MainWindow, camera: Camera, folder: Path) -> None:
    """The question about a scan, and the empty form beside its pages."""
    path = folder / "2024年度报告（扫描）.pdf"
    path.write_bytes(scan())

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewReportDialog)
        dialog.organ.setText("示例区图书馆分馆")  # an organ that has no report of this year yet
        camera.take_open("import-scan-new", dialog)
        dialog.accept()

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        camera.take_open("import-scan-asked", box)
        QTimer.singleShot(0, window, accept)
        box.defaultButton().click()

    window.forget_report()
    QTimer.singleShot(200, window, look)
    assert window.open(path)
    report = report_in(window)
    assert report is not None
    report.workspace.show_page("requests_note")
    wait(DRAWN)
    camera.take("import-scan")


if __name__ == "__main__":
    run(take_all)
