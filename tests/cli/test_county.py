"""The county office by script: a folder of sixty reports, what is wrong in it, its sum and its sources."""

from __future__ import annotations

import csv
import json
import time
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec
import openpyxl
import pdfplumber
import pytest
from msgspec.structs import replace

from report_desk.core.form.edition import Address
from report_desk.core.form.kinds import KindName
from report_desk.core.record import codec
from report_desk.core.report.model import Revision
from report_desk.core.report.totals import numbers
from report_desk.store.filesystem import names
from report_desk.store.locks.open_note import Note
from tests import county

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run

NEW = Address("requests.new.individual")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "收件"
    county.fill(folder, parts=12)
    return folder


def roster(path: Path, names: list[str]) -> Path:
    path.write_text("单位,电话\n" + "".join(f"{name},62000000\n" for name in names), "utf-8")
    return path


def change(path: Path, place: Address, by: int) -> None:
    """Put another figure into an approved report, and approve it again, as an organ might."""
    one = codec.read(path.read_bytes()).report
    figures = {**one.figures, place: int(one.figures[place]) + by}
    path.write_bytes(codec.write(county.approved(replace(one, figures=figures, history=()))))


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_sixty_organs_add_up_to_the_citys_published_figures(tmp_path: Path, run: Run, seed: int) -> None:
    folder = tmp_path / "收件"
    county.fill(folder, seed)
    out = tmp_path / "示例区.rdesk"
    answer = run("consolidate", folder, "-o", out, "--organ", "示例区", "--year", 2024, "--json")
    assert answer.code == 0
    assert len(answer.json()["taken"]) == county.ORGANS
    assert (answer.json()["left_out"], answer.json()["missing"]) == ([], [])
    shown = run("show", out, "--json").json()
    assert numbers(county.FORM, shown["figures"]) == county.city().numbers
    assert run("trace", out, folder).code == 0
    assert run("check", out, "--json").code in {0, 1}
    assert run("export", out, "-o", tmp_path / "区.pdf", "--draft").code == 0


def test_everything_that_is_wrong_in_a_folder_is_named(folder: Path, run: Run, tmp_path: Path) -> None:
    names = [county.organ_name(at) for at in range(13)]
    first = codec.read((folder / "示例区第1局.rdesk").read_bytes()).report
    county.put(folder, replace(first, revision=Revision(2, "new", ("r-示例区第1局",))), "新.rdesk")
    second = codec.read((folder / "示例区第2局.rdesk").read_bytes()).report
    county.put(folder, replace(second, id="other"), "另一份.rdesk")
    third = codec.read((folder / "示例区第3局.rdesk").read_bytes()).report
    for name in ("左", "右"):
        county.put(folder, replace(third, revision=Revision(2, name, ("r-示例区第3局",))), f"{name}.rdesk")
    (folder / "示例区第4局.rdesk").write_bytes((folder / "示例区第4局.rdesk").read_bytes()[:900])
    fifth = codec.read((folder / "示例区第5局.rdesk").read_bytes()).report
    county.put(folder, county.submitted(county.report(fifth.organ, fifth.figures, year=2023)))
    total = next(cell.address for cell in county.FORM.computed)
    county.put(folder, county.submitted(county.report("示例区第6局", {}, declared={total: 99})))
    county.put(folder, county.report("外地局", {}))
    (folder / "第七局年报.docx").write_bytes(b"PK\x03\x04")
    answer = run("status", folder, "--roster", roster(tmp_path / "单位.csv", names), "--json")
    assert answer.code == 1
    found = answer.json()
    assert found["year"] == 2024
    assert list(found) == ["year", "counts", "organs", "problems"]
    kinds = {(one["file"], one["kind"]) for one in found["problems"]}
    assert kinds >= {
        ("示例区第1局.rdesk", "stale"),
        ("示例区第4局.rdesk", "damaged"),
        ("示例区第5局.rdesk", "wrong_year"),
        ("示例区第6局.rdesk", "unbalanced"),
        ("外地局.rdesk", "unknown_organ"),
        ("第七局年报.docx", "not_a_report"),
    }
    assert {file for file, kind in kinds if kind == "double"} & {"另一份.rdesk", "示例区第2局.rdesk"}
    assert {file for file, kind in kinds if kind == "double"} & {"左.rdesk", "右.rdesk"}
    states = {one["organ"]: one["state"] for one in found["organs"]}
    assert states["示例区第4局"] == "unreadable"
    assert states["示例区第5局"] == states["示例区第13局"] == "missing"
    assert states["示例区第6局"] == "submitted"
    assert states["示例区第7局"] == "approved"
    assert sum(found["counts"].values()) == len(found["organs"]) == 13
    assert "未交  示例区第13局（62000000）" in run("status", folder, "--roster", tmp_path / "单位.csv").out


def test_a_whole_folder_is_code_0_and_nothing_in_it_is_touched(folder: Path, run: Run) -> None:
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()}
    assert run("status", folder, "--json").code == 0
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in folder.iterdir()} == before


def test_trace_names_the_one_report_that_changed(folder: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "区.rdesk"
    assert run("consolidate", folder, "-o", out, "--organ", "示例区", "--year", 2024).code == 0
    same = run("trace", out, folder, "--cell", NEW, "--json")
    assert same.code == 0
    assert (same.json()["same"], same.json()["changed"]) == (True, [])
    cell = same.json()["cells"][NEW]
    assert list(same.json()["cells"]) == [NEW]
    assert (cell["sum"], cell["corrections"]) == (county.city_figures()[NEW], 0)
    assert sum(part["value"] for part in cell["parts"]) == cell["sum"]
    assert len(cell["parts"]) == 12
    change(folder / "示例区第3局.rdesk", NEW, 7)
    after = run("trace", out, folder, "--json")
    assert after.code == 1
    (changed,) = after.json()["changed"]
    assert (changed["organ"], changed["file"]) == ("示例区第3局", "示例区第3局.rdesk")
    assert str(int(county.city_figures()[NEW]) + 7) in changed["sentence"]
    assert len(after.json()["cells"]) == len(
        [c for c in county.FORM.cells.values() if c.kind is not KindName.TEXT]
    )


def test_trace_names_what_is_gone_what_came_and_what_was_typed_over(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    late = folder / "示例区第5局.rdesk"
    kept = late.read_bytes()
    late.unlink()
    names = [county.organ_name(at) for at in range(12)]
    out = tmp_path / "区.rdesk"
    listed = roster(tmp_path / "单位.csv", names)
    made = run(
        "consolidate", folder, "-o", out, "--organ", "示例区", "--year", 2024, "--roster", listed, "--json"
    )
    assert (made.code, made.json()["missing"]) == (1, ["示例区第5局"])
    assert run("trace", out, folder).code == 0
    late.write_bytes(kept)
    (folder / "示例区第1局.rdesk").unlink()
    changed = run("trace", out, folder, "--json").json()["changed"]
    assert [one["organ"] for one in changed] == ["示例区第1局", "示例区第5局"]
    county.put(folder, county.approved(county.report("示例区第1局", {})), "乱入.rdesk")
    typed = tmp_path / "typed.json"
    typed.write_text(json.dumps({NEW: 1}), "utf-8")
    whole = tmp_path / "全.rdesk"
    assert run("consolidate", folder, "-o", whole, "--organ", "示例区", "--year", 2024).code == 0
    assert run("fill", whole, "--figures", typed).code == 0
    answer = run("trace", whole, folder, "--json")
    assert answer.code == 1
    assert [one["organ"] for one in answer.json()["changed"]] == ["示例区"]


def test_what_is_left_out_has_a_reason_and_states_can_be_chosen(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    county.put(folder, county.submitted(county.report("示例区第1局", county.split(1, 12)[0])))
    first = run("consolidate", folder, "-o", tmp_path / "1.rdesk", "--organ", "区", "--year", 2024, "--json")
    assert first.code == 1
    (left,) = first.json()["left_out"]
    assert (left["organ"], left["reason"]) == ("示例区第1局", "送审了，还没有定稿")
    out = tmp_path / "区.rdesk"
    for states in ("all", "approved,submitted"):
        out = tmp_path / f"{states}.rdesk"
        answer = run(
            "consolidate", folder, "-o", out, "--organ", "区", "--year", 2024, "--states", states, "--json"
        )
        assert answer.code == 0
        assert len(answer.json()["taken"]) == 12
    assert (
        run(
            "consolidate",
            folder,
            "-o",
            tmp_path / "x.rdesk",
            "--organ",
            "区",
            "--year",
            2024,
            "--states",
            "x",
        ).code
        == 2
    )
    assert run("consolidate", folder, "-o", out, "--organ", "区", "--year", 2024).code == 2
    assert run("consolidate", folder, "-o", tmp_path / "y.rdesk", "--organ", "区", "--year", 2020).code == 2
    assert run("status", tmp_path / "没有").code == 2
    assert run("trace", folder / "示例区第2局.rdesk", folder).code == 2


def test_last_years_region_stays_beside_the_sum_and_in_its_own_folder(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    last = tmp_path / "去年.rdesk"
    figures = {**county.city_figures(), Address("requests.carried_out.individual"): 5}
    last.write_bytes(codec.write(county.report("示例区", figures, year=2023, details={"phone": "123"})))
    out = folder / "示例区.rdesk"
    answer = run("consolidate", folder, "-o", out, "--organ", "示例区", "--year", 2024, "--previous", last)
    assert answer.code == 0
    shown = run("show", out, "--json").json()
    assert shown["previous"]["year"] == 2023
    assert shown["details"]["phone"] == "123"
    assert shown["figures"][NEW] == county.city_figures()[NEW]
    assert run("trace", out, folder).code == 0
    assert run("status", folder, "--json").code == 0
    odd = run(
        "consolidate", folder, "-o", tmp_path / "z.rdesk", "--organ", "区", "--year", 2024, "--previous", out
    )
    assert odd.code == 2


def test_every_figure_of_a_folder_as_a_table(folder: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "数.csv"
    assert run("collect", folder, "-o", out).code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["organ", "year", "edition", "state", "address", "label", "value"]
    assert sum(int(row["value"]) for row in rows if row["address"] == NEW) == county.city_figures()[NEW]
    assert {(row["year"], row["edition"], row["state"]) for row in rows} == {("2024", "2021", "approved")}
    wide = tmp_path / "宽.csv"
    assert run("collect", folder, "-o", wide, "--wide").code == 0
    with wide.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.DictReader(file))
    assert len(lines) == 12
    assert sum(int(line[NEW]) for line in lines) == county.city_figures()[NEW]
    book = tmp_path / "数.xlsx"
    assert run("collect", folder, "-o", book, "--wide").code == 0
    sheet = openpyxl.load_workbook(book)["figures"]
    head = [cell.value for cell in sheet[1]]
    values = [row[head.index(NEW)].value for row in sheet.iter_rows(min_row=2)]
    assert sum(values) == county.city_figures()[NEW]
    assert run("collect", folder, "-o", tmp_path / "数.txt").code == 2


def test_parquet_by_duckdb(folder: Path, run: Run, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    money = next(cell.address for cell in county.FORM.typed if cell.kind is KindName.MONEY)
    out, wide = tmp_path / "数.parquet", tmp_path / "宽.parquet"
    assert run("collect", folder, "-o", out).code == 0
    assert run("collect", folder, "-o", wide, "--wide").code == 0
    with duckdb.connect() as database:
        query = "SELECT sum(CAST(value AS DECIMAL(28, 8))) FROM read_parquet($file) WHERE address = $place"
        ((total,),) = database.execute(query, {"file": str(out), "place": money}).fetchall()
        relation = database.read_parquet(str(wide))
        ((again,),) = relation.sum(f'"{money}"').fetchall()
    assert total == again == Decimal(str(county.city_figures()[money]))


def test_an_organs_name_is_no_formula(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    county.put(folder, county.report("=1+1", {}), "a.rdesk")
    assert run("collect", folder, "-o", tmp_path / "a.csv").code == 0
    assert "'=1+1" in (tmp_path / "a.csv").read_text("utf-8-sig")
    assert run("collect", folder, "-o", tmp_path / "a.xlsx").code == 0
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["figures"]["A2"].data_type == "s"


def test_a_roster_comes_from_a_workbook_or_an_old_text(run: Run, folder: Path, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["序号", "应报单位", "电话"])
    book.active.append([1, "示例区第1局", "123"])
    book.active.append([2, "缺席局", None])
    book.save(tmp_path / "单位.xlsx")
    (tmp_path / "单位.txt").write_bytes("示例区第1局\r\n缺席局\r\n".encode("gb18030"))
    for name in ("单位.xlsx", "单位.txt"):
        found = run("status", folder, "--roster", tmp_path / name, "--json").json()
        assert [one["organ"] for one in found["organs"]] == ["示例区第1局", "缺席局"]
    (tmp_path / "空.txt").write_bytes(b"")
    assert run("status", folder, "--roster", tmp_path / "空.txt").code == 2
    (tmp_path / "重.txt").write_bytes("缺席局\n缺席 局\n".encode())
    assert "「重.txt」里「缺席 局」列了不止一次" in run("status", folder, "--roster", tmp_path / "重.txt").err


def consolidated(folder: Path, out: Path, run: Run, *more: object) -> Path:
    run("consolidate", folder, "-o", out, "--organ", "示例区", "--year", 2024, *more)
    return out


def test_a_regions_report_and_its_pdf_are_verified_against_their_folder(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    out, pdf = consolidated(folder, tmp_path / "区.rdesk", run), tmp_path / "区.pdf"
    assert run("export", out, "-o", pdf, "--draft", "--bundled-fonts").code == 0
    for paper in (out, pdf):
        same = run("verify", paper, folder)
        assert (same.code, "来源一致：用文件夹里的 12 份报告重算" in same.out) == (0, True)
    change(folder / "示例区第3局.rdesk", NEW, 7)
    for paper in (out, pdf):
        other = run("verify", paper, folder)
        assert other.code == 1
        assert "来源不一致：「示例区第3局」的报告（示例区第3局.rdesk）在汇总以后改过。" in other.err
    elsewhere = tmp_path / "别处.pdf"
    elsewhere.write_bytes(pdf.read_bytes())
    alone = run("verify", elsewhere, folder)
    assert (alone.code, "PDF 里没有来源" in alone.err) == (2, True)
    (folder / "本地区.rdesk").write_bytes(out.read_bytes())
    assert run("verify", elsewhere, folder).code == 1
    assert run("verify", folder / "示例区第2局.rdesk", folder).code == 2
    assert run("verify", tmp_path / "没有.pdf", folder).code == 2


def test_the_annex_is_a_pdf_or_a_workbook(folder: Path, run: Run, tmp_path: Path) -> None:
    names = [county.organ_name(at) for at in range(13)]
    county.put(folder, county.submitted(county.report("示例区第1局", county.split(1, 12)[0])))
    listed = roster(tmp_path / "单位.csv", names)
    out = consolidated(folder, tmp_path / "区.rdesk", run, "--roster", listed)
    assert (
        "这份汇总不全，没有交来 1 个：「示例区第13局」；没有算进 1 个：「示例区第1局」"
        in run("check", out).out
    )
    pdf, book = tmp_path / "底稿.pdf", tmp_path / "底稿.xlsx"
    assert run("export", out, "--annex", folder, "-o", pdf).code == 0
    assert run("export", out, "--annex", folder, "-o", book).code == 0
    with pdfplumber.open(pdf) as document:
        said = "".join(page.extract_text() for page in document.pages).replace("\n", "")
    for words in (
        "汇总底稿",
        "没有交来的1个：示例区第13局",
        "没有算进「示例区第1局」",
        "是同样的数",
        "五、上年结转",
    ):
        assert words in said.replace(" ", "")
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames[-1] == "上年结转"
    assert [cell.value for cell in sheets["来源"][2]][:4] == [
        "示例区第2局",
        "示例区第2局.rdesk",
        "算进",
        "定稿",
    ]
    change(folder / "示例区第3局.rdesk", NEW, 7)
    again = run("export", out, "--annex", folder, "-o", pdf)
    assert (again.code, "示例区第3局" in again.err) == (0, True)
    assert run("export", out, "--annex", folder, "-o", tmp_path / "底稿.txt").code == 2
    assert run("export", folder / "示例区第2局.rdesk", "--annex", folder, "-o", pdf).code == 2


def test_an_organ_that_was_renamed_is_traced_by_the_roster_given(
    folder: Path, run: Run, tmp_path: Path
) -> None:
    out = tmp_path / "示例区.rdesk"
    assert run("consolidate", folder, "-o", out, "--organ", "示例区", "--year", 2024).code == 0
    path = folder / "示例区第3局.rdesk"
    one = codec.read(path.read_bytes()).report
    path.write_bytes(codec.write(county.approved(replace(one, organ="示例区第3分局", history=()))))
    names = [county.organ_name(at) for at in range(12) if at != 2]
    known = tmp_path / "名单.csv"
    known.write_text("\n".join(["单位,曾用名", "示例区第3分局,示例区第3局", *names]), "utf-8")
    answer = run("trace", out, folder, "--roster", known, "--json")
    (changed,) = answer.json()["changed"]
    assert (answer.code, changed["organ"]) == (1, "示例区第3局")
    assert "现在的名称是「示例区第3分局」" in changed["sentence"]


def test_status_says_who_has_a_report_open(folder: Path, run: Run) -> None:
    assert {one["held_by"] for one in run("status", folder, "--json").json()["organs"]} == {None}
    left = names.note_path(folder / "示例区第2局.rdesk")
    left.write_bytes(msgspec.json.encode(Note("办公室电脑/1", 7, time.time(), "id", person="王某")))
    held = {one["organ"]: one["held_by"] for one in run("status", folder, "--json").json()["organs"]}
    assert held.pop("示例区第2局") == "正由 王某 在电脑「办公室电脑」打开"
    assert set(held.values()) == {None}
    assert "必须改 4）  正由 王某 在电脑「办公室电脑」打开\n" in run("status", folder).out


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path, run: Run) -> None:
    empty = tmp_path / "县 收件（2024 年）"
    empty.mkdir()
    assert run("status", empty).out == "还没有报告，0 个单位\n"
    assert run("status", empty, "--json").json()["year"] == 0


def test_a_sum_of_nothing_says_why_it_is_empty(tmp_path: Path, run: Run) -> None:
    folder = tmp_path / "收件"
    folder.mkdir()
    for at, figures in enumerate(county.split(1, 2)):
        county.put(folder, county.submitted(county.report(county.organ_name(at), figures)))
    county.put(folder, county.report(county.organ_name(2), {}))
    out = tmp_path / "示例区.rdesk"
    answer = run("consolidate", folder, "-o", out, "--organ", "示例区", "--year", 2024)
    assert (answer.code, out.exists()) == (1, True)
    assert not codec.read(out.read_bytes()).report.figures
    assert "2 份送审了，还没有定稿；1 份还是草稿，没有送审" in answer.err
    assert "--states" in answer.err


def test_who_adds_the_table_up_is_told_what_counts_twice(folder: Path, run: Run, tmp_path: Path) -> None:
    quiet = run("collect", folder, "-o", tmp_path / "数.csv")
    assert quiet.err == ""
    second = codec.read((folder / "示例区第2局.rdesk").read_bytes()).report
    county.put(folder, replace(second, id="other"), "另一份.rdesk")
    assert run("consolidate", folder, "-o", folder / "区.rdesk", "--organ", "区", "--year", 2024).code == 0
    told = run("collect", folder, "-o", tmp_path / "数.csv")
    assert told.code == 0
    assert "「示例区第2局」2024 年有 2 份（另一份.rdesk、示例区第2局.rdesk）" in told.err
    assert "「区.rdesk」本身是汇总出来的" in told.err


def test_many_are_returned_each_for_itself(folder: Path, run: Run) -> None:
    paths = [folder / f"示例区第{at}局.rdesk" for at in range(1, 5)]
    for path in (paths[0], paths[3]):
        one = codec.read(path.read_bytes()).report
        path.write_bytes(codec.write(county.submitted(replace(one, history=()))))
    note = Note("办公室电脑/1", 7, time.time(), "id", person="王某")
    names.note_path(paths[3]).write_bytes(msgspec.json.encode(note))
    paths[2].write_bytes(paths[2].read_bytes()[:900])
    answer = run("return", *paths, "--by", "审核人", "--reason", "请核对")
    assert answer.code == 1
    assert f"{paths[0]}：退回修改（修订 2）。" in answer.out
    assert f"{paths[1]}：现在是「已定稿」，不能退回修改。" in answer.err
    assert "缺了一截" in answer.err
    assert f"{paths[3]}：正由 王某 在电脑「办公室电脑」打开，没有动它。" in answer.err
    alone = run("return", paths[3], "--by", "审核人", "--reason", "请核对")
    assert alone.code == 0, "whoever names the one file means it"


def test_many_are_approved_each_for_itself(folder: Path, run: Run) -> None:
    zeros = {cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in county.FORM.typed}
    paths = [county.put(folder, county.submitted(county.report(name, zeros))) for name in ("甲局", "乙局")]
    faulty = county.put(folder, county.submitted(county.report("丙局", {**zeros, NEW: 7})))
    answer = run("approve", *paths, faulty, "--by", "审核人")
    assert (answer.code, answer.out.count("定稿指纹")) == (1, 2)
    assert f"{faulty}：还不能定稿" in answer.err
    refused = run("approve", *paths, "--by", "审核人", "--expect", answer.out.split()[-1])
    assert refused.code == 2
    assert "--expect" in refused.err
