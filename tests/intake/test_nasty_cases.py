"""The nastiest cases of real reports: each is read, or declined in words that name the cells."""

from __future__ import annotations

import random
import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from report_desk import api, resources
from report_desk.core.ports import UnreadableFileError
from report_desk.intake.cell_reading import CellState
from report_desk.intake.document import NotAReportError
from report_desk.intake.readers.doc.compound_file import compound
from tests.intake.making import (
    ORGAN,
    MadeCell,
    Rows,
    docx,
    figures_of,
    page,
    paragraph_xml,
    report_docx,
    rows_of,
    table_html,
    table_xml,
)
from tests.intake.measuring import measure, read

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from report_desk.intake.imported import Imported

FORM = resources.format_by_id("2021")
OLD = resources.format_by_id("2019")
FIGURES = figures_of(FORM, random.Random(7))
HEADS = [section.heading for section in FORM.sections]


def tables() -> list[Rows]:
    return [rows_of(table, FIGURES) for table in FORM.tables]


def from_page(made: list[Rows], **options: object) -> Imported:
    return read(page(FORM, [table_html(rows) for rows in made], **options))  # type: ignore[arg-type]


def changed(index: int, change: Callable[[Rows], object]) -> Imported:
    made = tables()
    change(made[index])
    return from_page(made)


def cell(rows: Rows, address: str) -> MadeCell:
    return next(one for row in rows for one in row if one.address == address)


def row_of(rows: Rows, place: str) -> list[MadeCell]:
    return next(row for row in rows if any(one.address.startswith(f"{place}.") for one in row))


def doubts(found: Imported, address: str) -> list[str]:
    return [doubt.sentence for doubt in found.doubts if address in doubt.cells]


def test_a_page_as_it_should_be_leaves_no_doubt() -> None:
    found = from_page(tables())
    assert measure(found, FIGURES).right == len(FORM.cells)
    assert found.doubts == ()
    assert (found.organ, found.year) == (ORGAN, 2024)


def test_both_editions_are_read_from_word() -> None:
    for form in (FORM, OLD):
        figures = figures_of(form, random.Random(3))
        found = read(report_docx(form, [rows_of(table, figures) for table in form.tables]))
        assert found.form.id == form.id
        assert measure(found, figures).right == len(form.cells)
        assert found.doubts == ()


def test_the_words_of_the_tables_decide_the_edition_and_not_the_year() -> None:
    figures = figures_of(OLD, random.Random(3))
    made = [table_html(rows_of(table, figures)) for table in OLD.tables]
    found = read(page(OLD, made, title=f"<h1>{ORGAN}2022年政府信息公开工作年度报告</h1>"))
    assert (found.form.id, found.year) == ("2019", 2022)
    assert "原件的格式" in found.doubts[0].sentence


def test_heads_and_bodies_that_disagree_in_their_columns_are_read() -> None:
    def lose_spans(rows: Rows) -> None:
        for one in rows[1]:
            one.across = 1

    assert measure(changed(1, lose_spans), FIGURES).right == len(FORM.cells)


def test_a_one_row_group_of_the_older_edition_goes_by_its_alias() -> None:
    def join(rows: Rows) -> None:
        first = next(i for i, row in enumerate(rows) if row[0].text == "（六）其他处理")
        rows[first : first + 3] = [[MadeCell("（六）其他处理", across=2), *rows[first + 2][1:]]]

    found = changed(1, join)
    address = "requests.other_misc.individual"
    assert found.cells[address].state is CellState.BY_ALIAS  # type: ignore[index]
    assert "「（六）其他处理」记入" in doubts(found, address)[0]
    assert "没有找到这些行" in doubts(found, "requests.other_fee_unpaid.individual")[0]


def test_a_total_that_does_not_balance_is_shown_and_not_repaired() -> None:
    found = changed(2, lambda rows: setattr(cell(rows, "remedies.review.total"), "text", "99999"))
    assert found.declared["remedies.review.total"] == 99999  # type: ignore[index]
    assert found.figures["remedies.review.upheld"] == FIGURES["remedies.review.upheld"]  # type: ignore[index]
    assert "原件如此" in doubts(found, "remedies.review.total")[0]


def test_a_row_that_is_not_there_is_not_zero() -> None:
    found = changed(0, lambda rows: rows.pop(2))
    assert "disclosure.rules.issued" not in found.figures
    assert "规章" in doubts(found, "disclosure.rules.issued")[0]


@pytest.mark.parametrize(
    ("text", "figure", "state", "says"),
    [
        ("22（其中修订16件）", 22, CellState.NOTE_STRIPPED, "其中修订16件"),
        ("22 件", 22, CellState.UNIT_STRIPPED, "去掉了单位"),
        ("2，022", 2022, CellState.AS_READ, ""),
        ("２２", 22, CellState.AS_READ, ""),
        ("/", "/", CellState.AS_READ, "「/」"),
        ("-", "-", CellState.AS_READ, "「-」"),
        ("无", "无", CellState.AS_READ, "「无」"),
        ("02025", None, CellState.NOT_FOUND, "以 0 开头"),
        ("2 2", None, CellState.NOT_FOUND, "中间有空白"),
        ("22②", None, CellState.NOT_FOUND, "上标或带圈"),
        ("约22", None, CellState.NOT_FOUND, "不是数"),
        ("2.5", None, CellState.NOT_FOUND, "整数"),
        ("", None, CellState.NOT_FOUND, "空白"),
    ],
)
def test_what_stands_in_a_cell_is_taken_as_it_is_or_not_at_all(
    text: str, figure: object, state: CellState, says: str
) -> None:
    address = "disclosure.rules.issued"
    found = changed(0, lambda rows: setattr(cell(rows, address), "text", text))
    reading = found.cells[address]  # type: ignore[index]
    assert (reading.figure, reading.state) == (figure, state)
    assert all(says in sentence for sentence in doubts(found, address))
    assert bool(doubts(found, address)) == bool(says)
    assert reading.text == text.strip()


def test_an_amount_fused_with_the_count_before_it_is_declined() -> None:
    figures = figures_of(OLD, random.Random(3))
    made = [rows_of(table, figures) for table in OLD.tables]
    row = row_of(made[0], "disclosure.procurement")
    row[-2].text = "82059.2090万元"
    row.pop()
    found = read(page(OLD, [table_html(rows) for rows in made]))
    assert "disclosure.procurement.items" not in found.figures
    assert "有 1 个数，应有 2 个" in doubts(found, "disclosure.procurement.amount")[0]


def test_a_head_in_another_unit_is_declined() -> None:
    def in_yuan(rows: Rows) -> None:
        for row in rows:
            for one in row:
                one.text = one.text.replace("单位：万元", "单位：元")

    found = changed(0, in_yuan)
    assert "disclosure.fees.amount" not in found.figures
    assert "单位是元" in doubts(found, "disclosure.fees.amount")[0]


def test_two_years_in_one_table_are_declined() -> None:
    def double(rows: Rows) -> None:
        for row in rows:
            for place in reversed([index for index, one in enumerate(row) if one.address]):
                row.insert(place, MadeCell("5"))

    found = changed(1, double)
    assert not [address for address in found.figures if address.startswith("requests.")]
    assert "有 14 个数，应有 7 个" in doubts(found, "requests.new.individual")[0]


def test_an_extra_table_of_fees_changes_nothing() -> None:
    made = [table_html(rows) for rows in tables()]
    made[0] += (
        "<p>收费情况如下。</p><table><tr><td>项目</td><td>金额</td></tr><tr><td>行政事业性收费</td><td>39</td></tr></table>"
    )
    found = read(page(FORM, made))
    measured = measure(found, FIGURES)
    assert measured.silent == ()
    assert found.sections["disclosure_note"] == "收费情况如下。"


def test_the_same_row_twice_with_other_figures_is_declined() -> None:
    def again(rows: Rows) -> None:
        row = row_of(rows, "requests.new")
        rows.append([MadeCell(one.text + ("1" if one.address else ""), one.across) for one in row])

    found = changed(1, again)
    assert "requests.new.individual" not in found.figures
    assert "几处不同的数" in doubts(found, "requests.new.individual")[0]


def test_a_row_that_a_page_broke_is_put_together() -> None:
    made = tables()
    place = next(i for i, row in enumerate(made[1]) if row[-1].address == "requests.refuse_reconfirm.total")
    label = made[1][place][0]
    rest = MadeCell(label.text[12:])
    label.text = label.text[:12]
    above = made[1][: place + 1]
    below = [[MadeCell(""), MadeCell(""), rest, *(MadeCell("") for _ in range(7))], *made[1][place + 1 :]]
    parts = [table_html(made[0]), table_html(above) + "<p></p>" + table_html(below), table_html(made[2])]
    found = read(page(FORM, parts))
    assert measure(found, FIGURES).right == len(FORM.cells)
    assert found.doubts == ()


@pytest.mark.parametrize(
    "title",
    [
        f"<p>2024年度{ORGAN}政府信息公开工作年度报告</p>",
        f"<p>{ORGAN}2024年政府信息公开</p><p>工作年度报告</p>",
        f"<p>{ORGAN}关于报送2024年政府信息公开工作年度报告的函</p>",
        f"<p>关于印发《{ORGAN}2024年政府信息公开工作年度报告》的通知</p>",
        f"<p>{ORGAN}二〇二四年政府信息公开工作年度报告</p>",
        f"<div>示例市政府网</div><p>当前位置：首页 &gt; 年报 &gt; {ORGAN}2024年政府信息公开工作年度报告</p>",
        f"<p>导航</p><p>首页</p><p>{ORGAN}</p><p>2024年政府信息公开工作年度报告</p><p>发布日期：2025-01-20</p>",
        f"<p>{ORGAN}政府信息公开工作年度报告</p><p>（2024年度）</p>",
        f"<p>{ORGAN}政府信息公开工作2024年度报告</p>",
        f"<p>2024年度政府信息公开工作年度报告（{ORGAN}）</p>",
        f"<p>示局函〔2025〕3号</p><p>{ORGAN}2024年政府信息公开工作年度报告</p>",
        f"<p>索引号：000/2025-1</p><p>发文机关：{ORGAN}</p><p>标题：{ORGAN}2024年度政府信息公开工作报告</p>",
        f"<p>生成日期 2025-01-20</p><p>{ORGAN}２０２４年政府信息公开工作年度报告</p>",
        "".join(f"<p>{head}</p>" for head in HEADS) + f"<p>{ORGAN}2024年政府信息公开工作年度报告</p>",
    ],
)
def test_the_title_is_found_whatever_it_looks_like(title: str) -> None:
    found = from_page(tables(), title=title)
    assert (found.organ, found.year) == (ORGAN, 2024)
    assert found.sections["preface"].startswith("根据条例")


def test_of_the_titles_of_several_years_the_report_s_own_is_taken_and_doubted() -> None:
    others = "".join(f"<li>{year}年{ORGAN}政府信息公开工作年度报告</li>" for year in (2023, 2022))
    own = f"<h1>2024年{ORGAN}政府信息公开工作年度报告</h1>"
    found = from_page(tables(), title=f"<ul>{others}</ul>{own}")
    assert (found.organ, found.year) == (ORGAN, 2024)
    assert "几个年度的标题" in next(doubt.sentence for doubt in found.doubts if doubt.where == "year")
    period = "本报告所列数据的统计期限自2023年1月1日起至2023年12月31日止。"
    found = from_page(tables(), title=f"<ul>{others}</ul>{own}", preface=period)
    assert found.year == 2023


def test_a_title_that_contradicts_the_period_is_doubted() -> None:
    found = from_page(tables(), preface="统计期限为2023年1月1日至2023年12月31日。")
    assert found.year == 2024
    assert "统计期限却是 2023 年" in next(d.sentence for d in found.doubts if d.where == "year")


def test_without_a_title_organ_and_year_are_taken_from_the_preface_and_doubted() -> None:
    found = from_page(
        tables(), title="", preface=f"现公布{ORGAN}2024年政府信息公开工作年度报告，比2023年增加。"
    )
    assert (found.organ, found.year) == (ORGAN, 2024)
    assert {doubt.where for doubt in found.doubts} >= {"organ", "year"}


def test_a_document_that_names_no_year_is_declined() -> None:
    with pytest.raises(NotAReportError, match="不知道是哪一年"):
        from_page(tables(), title="", preface="本报告。")


@pytest.mark.parametrize(
    "heads",
    [
        [f"## {head}" for head in HEADS],
        [head.replace("行政复议", "行政法复议") for head in HEADS],
        [re.sub("^(.)、", r"第\1部分 ", head) for head in HEADS],
        [head[2:] for head in HEADS],
        [re.sub("^(.)、", r"（\1）", head) for head in HEADS],
    ],
)
def test_headings_are_found_whatever_they_look_like(heads: list[str]) -> None:
    found = from_page(tables(), heads=heads)
    assert found.doubts == ()
    assert found.sections["problems"] == "这里写问题与改进。"


def test_a_subsection_that_is_named_like_a_section_stays_where_it_is() -> None:
    text = page(FORM, [table_html(rows) for rows in tables()]).decode()
    found = read(
        text.replace("这里写总体情况。</p>", "甲。</p><p>（一）主动公开情况</p><p>乙。</p>").encode()
    )
    assert found.sections["overview"] == "甲。\n（一）主动公开情况\n乙。"
    assert found.doubts == ()


def test_six_free_sections_are_taken_by_their_place_and_doubted() -> None:
    found = from_page(
        tables(), heads=["一、概貌", "二、晒", "三、收与办", "四、争议", "五、不足", "六、别的"]
    )
    assert measure(found, FIGURES).right == len(FORM.cells)
    assert found.sections["problems"] == "这里写问题与改进。"
    assert sum("按位置当作" in doubt.sentence for doubt in found.doubts) == 6


def test_tables_whose_numbering_begins_anew_leave_the_free_sections_theirs() -> None:
    """Six sections of free text, and behind them an annex of tables numbered 一 to 三 once more."""
    heads = [
        "一、概述",
        "二、主动公开情况",
        "三、依申请公开情况",
        "四、复议诉讼情况",
        "五、问题和改进",
        "六、其他事项",
    ]
    prose = "".join(f"<h2>{head}</h2><p>这里写{head[2:]}。</p>" for head in heads)
    names = [section.heading[2:] for section in FORM.sections if section.table]
    annex = "".join(
        f"<h3>{numeral}、{name}</h3>{table_html(rows)}"
        for numeral, name, rows in zip("一二三", names, tables(), strict=True)
    )
    title = f"<h1>{ORGAN}</h1><h1>2024年政府信息公开工作年度报告</h1>"
    found = read(f"<html><body>{title}{prose}<h2>附表</h2>{annex}</body></html>".encode())
    assert measure(found, FIGURES).right == len(FORM.cells)
    assert measure(found, FIGURES).silent == ()
    assert found.sections["overview"] == "这里写概述。"
    assert found.sections["problems"] == "这里写问题和改进。"
    assert found.sections["other"] == "这里写其他事项。\n附表"


def test_an_inserted_section_is_kept_aside() -> None:
    made = [table_html(rows) for rows in tables()]
    made[2] += "<h2>五、信息处理费</h2><p>全年没有收费。</p>"
    heads = [*HEADS[:4], "六、存在的主要问题及改进情况", "七、其他需要报告的事项"]
    found = read(page(FORM, made, heads=heads))
    assert found.sections["problems"] == "这里写问题与改进。"
    assert [(one.heading, one.text) for one in found.unplaced] == [("五、信息处理费", "全年没有收费。")]


def test_what_a_page_puts_below_the_report_is_kept_aside() -> None:
    found = from_page(tables(), below="<p>主办单位：示例市人民政府办公室</p><p>示ICP备1号</p>")
    assert found.sections["other"] == "这里写其他事项。"
    assert "示ICP备1号" in found.unplaced[0].text


def test_a_whole_report_inside_a_layout_table_is_read() -> None:
    inner = page(FORM, [table_html(rows) for rows in tables()]).decode()
    found = read(f"<html><body><table><tr><td>导航</td><td>{inner}</td></tr></table></body></html>".encode())
    assert measure(found, FIGURES).right == len(FORM.cells)
    assert found.organ == ORGAN


def test_a_cell_that_is_framed_by_a_table_of_its_own_is_read() -> None:
    made = [
        re.sub(r"<p>(.*?)</p>", r"<table><tr><td>\1</td></tr></table>", table_html(rows)) for rows in tables()
    ]
    assert measure(read(page(FORM, made)), FIGURES).right == len(FORM.cells)
    body = "".join(map(paragraph_xml, (f"{ORGAN}2024年政府信息公开工作年度报告", HEADS[1])))
    cell_xml = r"<w:tbl><w:tr><w:tc>\1</w:tc></w:tr></w:tbl><w:p/></w:tc>"
    word = re.sub(r"(<w:p><w:r><w:t>\d+</w:t></w:r></w:p>)</w:tc>", cell_xml, table_xml(tables()[0]))
    found = read(docx(body + word))
    assert found.figures["disclosure.permit.decisions"] == FIGURES["disclosure.permit.decisions"]  # type: ignore[index]


@pytest.mark.parametrize("sides", [(0, 1), (2, 0), (1, 1)])
def test_blank_columns_beside_the_tables_change_nothing(sides: tuple[int, int]) -> None:
    before, after = ([MadeCell("") for _ in range(count)] for count in sides)
    found = from_page([[[*before, *row, *after] for row in rows] for rows in tables()])
    measured = measure(found, FIGURES)
    assert (measured.right, measured.silent) == (len(FORM.cells), ())


def test_a_sheet_saved_as_a_page_has_its_title_and_prose_in_the_table() -> None:
    words = [f"{ORGAN}2024年政府信息公开工作年度报告", "根据条例第五十条公布。"]
    made = iter(tables())
    rows: Rows = [[MadeCell(text, 10)] for text in words]
    for section in FORM.sections:
        rows.append([MadeCell(section.heading, 10)])
        rows += next(made) if section.table else [[MadeCell(f"这里写{section.short}。", 10)]]
    found = read(f"<html><body>{table_html(rows)}</body></html>".encode())
    assert (found.organ, found.year) == (ORGAN, 2024)
    assert measure(found, FIGURES).right == len(FORM.cells)
    assert found.sections["problems"] == "这里写问题与改进。"


def test_wide_digits_of_a_text_cell_become_plain_ones() -> None:
    figures = figures_of(OLD, random.Random(3))
    made = [rows_of(table, figures) for table in OLD.tables]
    for rows in made:
        for row in rows:
            for one in row:
                if one.address == "disclosure.procurement.amount":
                    one.text = "".join(chr(ord(s) + 0xFEE0) if s in "0123456789." else s for s in one.text)
    found = read(page(OLD, [table_html(rows) for rows in made]))
    assert measure(found, figures).right == len(OLD.cells)


def test_prose_with_numbers_after_a_table_stays_prose() -> None:
    made = [table_html(rows) for rows in tables()]
    note = "全年新收申请95件，同比增长2.5%，其中3件结转下年度。"
    made[1] += f"<p>{note}</p>"
    found = read(page(FORM, made))
    assert measure(found, FIGURES).right == len(FORM.cells)
    assert found.sections["requests_note"] == note
    assert found.doubts == ()


def test_the_kind_of_a_file_is_told_by_its_content_and_not_by_its_name(tmp_path: Path) -> None:
    named = tmp_path / "报告.txt"
    named.write_bytes(page(FORM, [table_html(rows) for rows in tables()]))
    assert api.import_document(named).doubts == ()
    with zipfile.ZipFile(named, "w") as package:
        package.writestr("OFD.xml", "<ofd/>")
    with pytest.raises(UnreadableFileError, match="OFD"):
        api.import_document(named)


def test_old_upper_case_pages_without_end_tags_are_read() -> None:
    text = page(FORM, [table_html(rows) for rows in tables()]).decode()
    for tag in ("td", "tr", "table", "p"):
        text = text.replace(f"<{tag}", f"<{tag.upper()}").replace(
            f"</{tag}>", "" if tag != "table" else "</TABLE>"
        )
    assert measure(read(text.encode("gb18030")), FIGURES).right == len(FORM.cells)


def test_tracked_changes_and_content_controls_are_read_as_accepted() -> None:
    made = report_docx(FORM, tables())
    from io import BytesIO  # noqa: PLC0415

    xml = zipfile.ZipFile(BytesIO(made)).read("word/document.xml").decode()
    body = xml[xml.index("<w:body>") + 8 : xml.index("</w:body>")]
    value = str(FIGURES["disclosure.permit.decisions"])
    run = f"<w:r><w:t>{value}</w:t></w:r>"
    assert run in body
    deleted = "<w:del><w:r><w:delText>9</w:delText></w:r></w:del>"
    body = body.replace(
        run, f"<w:ins>{run}</w:ins>{deleted}<w:r><w:rPr><w:vanish/></w:rPr><w:t>8</w:t></w:r>"
    )
    body = body.replace("<w:tbl>", "<w:sdt><w:sdtContent><w:tbl>").replace(
        "</w:tbl>", "</w:tbl></w:sdtContent></w:sdt>"
    )
    body = body.replace("<w:tc>", "<w:sdt><w:sdtContent><w:tc>").replace(
        "</w:tc>", "</w:tc></w:sdtContent></w:sdt>"
    )
    found = read(docx(body))
    assert measure(found, FIGURES).right == len(FORM.cells)
    assert found.doubts == ()


def test_struck_and_raised_signs_never_become_digits() -> None:
    made = tables()
    xml = table_xml(made[0])
    value = f"<w:t>{FIGURES['disclosure.permit.decisions']}</w:t></w:r>"
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    struck = "<w:r><w:rPr><w:strike/></w:rPr><w:t>7</w:t></w:r>"
    head = paragraph_xml(f"{ORGAN}2024年政府信息公开工作年度报告") + paragraph_xml(HEADS[1])
    found = read(docx(head + xml.replace(value, value + raised)))
    assert found.figures["disclosure.permit.decisions"] == FIGURES["disclosure.permit.decisions"]  # type: ignore[index]
    assert found.cells["disclosure.permit.decisions"].state is CellState.NOTE_STRIPPED  # type: ignore[index]
    found = read(docx(head + xml.replace(value, value + struck)))
    assert "disclosure.permit.decisions" not in found.figures
    assert "划掉" in doubts(found, "disclosure.permit.decisions")[0]


def test_footnotes_are_named_and_the_year_before_is_not_the_report_s() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote>{paragraph_xml("含下属单位。")}</w:footnote></w:footnotes>'
    )
    body = "".join(
        map(
            paragraph_xml, (ORGAN, "2024年政府信息公开工作年度报告", "2023年我局受到表扬。", HEADS[0], "好。")
        )
    )
    found = read(docx(body, footnotes_xml=notes))
    assert found.year == 2024
    assert "含下属单位" in found.doubts[0].sentence


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空的"),
        (b"\x89PNG\r\n\x1a\n", "图片"),
        (b"{\\rtf1 }", "RTF"),
        (b"Rar!\x1a\x07", "解压"),
        (b"PK\x03\x04 broken", "损坏"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"x" * 600, "损坏"),
        (b"%PDF-1.7 broken", "PDF 损坏"),
        (b"\0\1\2\3" * 40, "不认识|不是文本"),
        ("一篇文章。".encode(), "找不到标题"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(data: bytes, says: str) -> None:
    with pytest.raises(NotAReportError, match=says):
        read(data)


def locked_pdf() -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, encrypt=StandardEncryption("secret"))
    canvas.drawString(100, 100, "1")
    canvas.save()
    return stream.getvalue()


def locked_zip() -> bytes:
    made = bytearray(report_docx(FORM, tables()))
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):  # the flag of a locked part, in both its places
        place = -1
        while (place := made.find(mark, place + 1)) >= 0:
            made[place + (6 if mark[2] == 3 else 8)] |= 1
    return bytes(made)


LOCKED = {
    "DOCX, XLSX": lambda: compound({"EncryptedPackage": b"x" * 600, "EncryptionInfo": b"x"}),
    "XLS": lambda: compound({"Workbook": b"\x09\x08\x04\x00\x00\x06\x05\x00" + b"\x2f\x00\x02\x00\x01\x00"}),
    "PDF": locked_pdf,
    "a part": locked_zip,
}


@pytest.mark.parametrize("kind", LOCKED)
def test_a_file_with_a_password_is_refused_with_the_way_out(kind: str) -> None:
    with pytest.raises(NotAReportError, match=r"加了密码；请用原来的程序.*去掉密码另存一份"):
        read(LOCKED[kind]())


def test_two_figures_in_a_cell_make_the_rest_of_the_row_doubtful() -> None:
    def fuse(rows: Rows) -> None:
        row = row_of(rows, "requests.new")
        at = next(index for index, one in enumerate(row) if one.address)
        row[at].text = "6、-20"
        row.pop(at + 1)
        row.append(MadeCell(""))

    found = changed(1, fuse)
    taken = [cell for cell in found.figures if cell.startswith("requests.new.")]
    assert all(doubts(found, cell) for cell in taken)
