"""The command line as a script uses it: verbs, JSON keys and exit codes are a contract."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from report_desk import resources
from report_desk.cli.verbs import exporting
from report_desk.publish.pdf.proving.carried import carried_record
from report_desk.store.places import Places
from tests.cli.conftest import Run, figures

if TYPE_CHECKING:
    from report_desk.core.output.printout import PrintOptions

SHOWN_KEYS = {
    "id",
    "format",
    "year",
    "organ",
    "state",
    "revision",
    "fingerprint",
    "approval",
    "approved_fingerprint",
    "history",
    "details",
    "sections",
    "raw_sections",
    "figures",
    "totals",
    "declared",
    "previous",
    "explanations",
    "remarks",
}
DATA = Path(__file__).resolve().parents[1] / "data"


@pytest.fixture
def report(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "报告.rdesk"
    assert run("new", path, "--organ", "示例 局", "--year", 2024).code == 0
    return path


def test_a_new_report_is_blank_and_never_overwrites(report: Path, run: Run) -> None:
    shown = run("show", report, "--json").json()
    assert set(shown) == SHOWN_KEYS
    assert (shown["format"], shown["year"], shown["organ"]) == ("2021", 2024, "示例局")
    assert (shown["state"], shown["revision"], shown["figures"]) == ("draft", 1, {})
    again = run("new", report, "--organ", "别的局", "--year", 2024)
    assert (again.code, "已经存在" in again.err) == (2, True)
    assert run("show", report, "--json").json() == shown


def test_last_year_is_carried_over(tmp_path: Path, sample: Path, run: Run) -> None:
    path = tmp_path / "2026.rdesk"
    assert run("new", path, "--organ", "示例区文化和旅游局", "--year", 2026, "--from", sample).code == 0
    shown = run("show", path, "--json").json()
    assert shown["figures"]["requests.carried_in.individual"] == 2
    assert shown["figures"]["disclosure.normative.in_force"] == 10
    assert shown["details"]["phone"] == "010-62000000"
    assert shown["previous"]["year"] == 2025
    wrong = run("new", tmp_path / "x.rdesk", "--organ", "局", "--year", 2025, "--from", sample)
    assert (wrong.code, "2025 年的报告" in wrong.err) == (2, True)


def test_the_figures_of_a_real_city_are_typed_and_balance(tmp_path: Path, report: Path, run: Run) -> None:
    data = json.loads((DATA / "huaian-2024.json").read_text("utf-8"))
    values = figures(tmp_path, {**data["figures"], **data["declared"]})
    prose = tmp_path / "prose.txt"
    prose.write_text("2024年，受理⟦requests.new.total⟧件。\r\n收取信息处理费3940元。\n", "utf-8")
    sections = [f"--section={name}={prose}" for name in ("overview", "problems", "other")]
    details = tmp_path / "details.json"
    details.write_text('{"phone": "0517-83605210", "level": "city"}', "utf-8")
    assert run("fill", report, "--figures", values, "--details", details, *sections).code == 0
    shown = run("show", report, "--json").json()
    assert shown["figures"] == data["figures"]
    assert shown["declared"] == data["declared"]
    assert {place: shown["totals"][place] for place in data["declared"]} == data["declared"]
    assert shown["sections"]["overview"] == "2024年，受理3119件。\n收取信息处理费3940元。"
    assert shown["raw_sections"]["overview"].startswith("2024年，受理⟦requests.new.total⟧件。")
    checked = run("check", report, "--json")
    assert [finding for finding in checked.json()["findings"] if finding["level"] == "must_fix"] == []
    assert checked.code == 0
    run("fill", report, "--figures", figures(tmp_path, {"requests.new.individual": 3002}))
    checked = run("check", report, "--json")
    broken = [finding for finding in checked.json()["findings"] if finding["level"] == "must_fix"]
    assert checked.code == 1
    assert {(finding["rule"], finding["cells"][0]) for finding in broken} == {
        ("requests-balance", "requests.total.individual"),
        ("requests-row-sum", "requests.new.total"),
    }
    assert "疑似填错一格：requests.new.individual 改成 3001" in run("check", report).out
    for finding in broken:
        assert (finding["suspect"], finding["remedy"]) == ("requests.new.individual", 3001)
        assert abs(finding["difference"]) == 1
        assert finding["left"] - finding["right"] == finding["difference"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--figures", {"requests.new.nobody": 1}), "没有「requests.new.nobody」"),
        (("--figures", {"requests.new.individual": "/"}), "没有就填 0"),
        (("--section", "overview"), "ID=文本文件"),
        (("--section", "nothing=figures.json"), "没有「nothing」"),
        (("--section", "overview=no-such-file"), "找不到文件"),
        (("--details", {"age": "3"}), "没有「age」"),
    ],
)
def test_one_thing_that_cannot_be_filled_saves_nothing(
    tmp_path: Path, report: Path, run: Run, arguments: tuple[str, Any], says: str
) -> None:
    before = report.read_bytes()
    option, value = arguments
    given = (
        figures(tmp_path, value)
        if isinstance(value, dict)
        else value.replace("figures", str(figures(tmp_path, {}))[:-5])
    )
    refused = run("fill", report, option, given, "--zero-blanks")
    assert refused.code == 2
    assert says in refused.err
    assert report.read_bytes() == before


def test_zeros_fill_what_is_blank_last(tmp_path: Path, report: Path, run: Run) -> None:
    values = figures(tmp_path, {"requests.new.individual": None, "disclosure.fees.amount": "18.8710"})
    assert run("fill", report, "--figures", values, "--zero-blanks").code == 0
    shown = run("show", report, "--json").json()["figures"]
    assert shown["requests.new.individual"] == 0
    assert shown["disclosure.fees.amount"] == "18.8710"


def test_check_compares_with_a_given_last_year(tmp_path: Path, sample: Path, run: Run) -> None:
    assert run("check", sample).out == "没有发现问题。\n"
    last = tmp_path / "2024.rdesk"
    last.write_bytes(resources.path("samples/2024.rdesk").read_bytes())
    run("fill", last, "--figures", figures(tmp_path, {"requests.carried_out.legal": 3}))
    checked = run("check", sample, "--previous", last, "--json")
    (finding,) = checked.json()["findings"]
    assert (checked.code, finding["rule"], finding["left"], finding["right"]) == (1, "carry-over", 1, 3)
    assert finding["previous_cells"] == ["requests.carried_out.legal"]
    said = run("check", sample, "--previous", last)
    assert "须说明" in said.out


def test_reviewer_findings_are_for_reviewers(tmp_path: Path, sample: Path, run: Run) -> None:
    prose = tmp_path / "same.txt"
    prose.write_text(run("show", sample, "--json").json()["previous"]["sections"]["problems"], "utf-8")
    run("fill", sample, "--section", f"problems={prose}")
    levels = [finding["level"] for finding in run("check", sample, "--json").json()["findings"]]
    assert "notice" in levels
    assert "reviewer" not in levels
    reviewed = run("check", sample, "--reviewer", "--json").json()["findings"]
    assert ("same-prose", "reviewer") in [(finding["rule"], finding["level"]) for finding in reviewed]


def test_export_refuses_errors_but_never_a_draft(tmp_path: Path, report: Path, run: Run) -> None:
    pdf = tmp_path / "out.pdf"
    refused = run("export", report, "-o", pdf)
    assert (refused.code, pdf.exists(), "必须改" in refused.err) == (1, False, True)
    assert run("export", report, "-o", pdf, "--draft").code == 0
    assert pdf.read_bytes().startswith(b"%PDF-")


def test_the_fonts_of_the_program_alone_can_be_asked_for(tmp_path: Path, sample: Path, run: Run) -> None:
    pdf = tmp_path / "o.pdf"
    told = run("export", sample, "-o", pdf, "--bundled-fonts")
    assert (told.code, "Desk Fang" in told.out, "本机" in told.out) == (0, True, False)
    assert run("verify", pdf, sample).code == 0
    assert b"bundled_fonts" in (carried_record(pdf.read_bytes()) or b"")


def test_export_by_ending(tmp_path: Path, sample: Path, run: Run) -> None:
    assert run("export", sample, "-o", tmp_path / "o.json").code == 0
    assert json.loads((tmp_path / "o.json").read_bytes()) == run("show", sample, "--json").json()
    wrong = run("export", sample, "-o", tmp_path / "o.docx")
    assert (wrong.code, wrong.err) == (2, "导出的文件名要以 .pdf 或 .json 结尾，这里是「o.docx」。\n")
    assert run("export", sample, "-o", tmp_path / "no" / "folder" / "o.pdf").code == 2
    assert run("export", "-o", tmp_path / "o.pdf").code == 2
    assert run("export", sample, "--all", tmp_path, "-o", tmp_path).code == 2


def test_our_own_pdf_gives_the_report_that_it_prints(tmp_path: Path, sample: Path, run: Run) -> None:
    pdf, back = tmp_path / "o.pdf", tmp_path / "back.rdesk"
    run("export", sample, "-o", pdf)
    assert run("import", pdf, "-o", back, "--json").json() == {"doubts": []}
    keys = ("fingerprint", "figures", "totals", "sections", "declared", "organ", "year")
    before, after = run("show", sample, "--json").json(), run("show", back, "--json").json()
    assert {key: before[key] for key in keys} == {key: after[key] for key in keys}
    assert after["id"] != before["id"]
    assert (after["remarks"], after["previous"], after["revision"]) == ([], None, 1)


def test_a_folder_is_exported_and_one_bad_file_does_not_stop_it(
    tmp_path: Path, sample: Path, run: Run
) -> None:
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("甲", "乙", "丙"):
        (folder / f"{name}.rdesk").write_bytes(sample.read_bytes())
    (folder / "坏.rdesk").write_bytes(b"{")
    run("new", folder / "空.rdesk", "--organ", "局", "--year", 2024)
    done = run("export", "--all", folder, "-o", out)
    assert sorted(path.name for path in out.iterdir()) == ["丙.pdf", "乙.pdf", "甲.pdf"]
    assert "导出 3 份，没有导出 2 份" in done.out
    assert "坏.rdesk：" in done.err
    assert "空.rdesk：没有导出" in done.err
    assert run("export", "--all", tmp_path / "nothing", "-o", out).code == 2


def test_no_fault_of_one_report_costs_the_others(
    tmp_path: Path, sample: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A bug is said in a sentence without a traceback, and so is a process that dies."""
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for name in ("乙", "坏", "死", "甲"):
        (folder / f"{name}.rdesk").write_bytes(sample.read_bytes())
    really = exporting.export_one

    def export_one(file: Path, target: Path, options: PrintOptions) -> dict[str, str]:
        if file.stem == "坏":
            raise ZeroDivisionError("secret")
        if file.stem == "死":
            os._exit(9)
        return really(file, target, options)

    monkeypatch.setattr(exporting, "export_one", export_one)  # the workers are forked
    done = run("export", "--all", folder, "-o", out)
    assert sorted(path.name for path in out.iterdir()) == ["乙.pdf", "甲.pdf"]
    assert "坏.rdesk：程序出错（ZeroDivisionError）" in done.err
    assert "死.rdesk：程序出错（进程意外结束）" in done.err
    assert "secret" not in done.err
    assert (done.code, done.out) == (1, "导出 2 份，没有导出 2 份。\n")


def test_import_says_what_is_doubtful(tmp_path: Path, shared: Path, run: Run) -> None:
    path = tmp_path / "s.rdesk"
    doubts = run("import", shared / "seed" / "zhangdian-2020.txt", "-o", path, "--json").json()["doubts"]
    assert {tuple(doubt) for doubt in doubts} == {("where", "cells", "state", "source", "sentence")}
    shown = run("show", path, "--json").json()
    assert (shown["year"], shown["format"], shown["organ"]) == (2020, "2019", "淄博市张店区融媒体中心")
    spoken = run("import", shared / "seed" / "zhangdian-2020.txt", "-o", tmp_path / "t.rdesk")
    assert "请核对" in spoken.out


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.docx", b"PK\3\4", "文件损坏"),
        ("a.txt", b"\xe4\xbd\xa0", "找不到标题"),
        ("a.pdf", b"%PDF-1.4\n%%EOF", "读不进来"),
    ],
)
def test_what_cannot_be_imported_is_refused(
    tmp_path: Path, run: Run, name: str, data: bytes, says: str
) -> None:
    source = tmp_path / name
    source.write_bytes(data)
    refused = run("import", source, "-o", tmp_path / "o.rdesk")
    assert refused.code == 2
    assert says in refused.err
    assert not (tmp_path / "o.rdesk").exists()


def test_a_damaged_attachment_is_told_without_names_of_fields(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.pdf"
    source.write_bytes(b"%PDF-1.4\n%%EOF")
    for module in ("proof", "carried"):
        monkeypatch.setattr(
            f"report_desk.publish.pdf.proving.{module}.carried_record",
            lambda _: b'{"report": {"1": {"year": 1}}}',
        )
    refused = run("import", source, "-o", tmp_path / "o.rdesk")
    assert refused.code == 2
    assert "随附的数据读不出来：" in refused.err
    assert "report." not in refused.err


@pytest.mark.parametrize("verb", ["show", "check", "fill"])
def test_files_that_are_not_there_or_no_reports(tmp_path: Path, run: Run, verb: str) -> None:
    assert run(verb, tmp_path / "no.rdesk").code == 2
    (tmp_path / "bad.rdesk").write_bytes(b'{"report": 1}')
    assert run(verb, tmp_path / "bad.rdesk").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ["frobnicate"],
        ["new", "x.rdesk"],
        ["new", "x", "--organ", "局", "--year", "abc"],
        ["show", "--colour"],
    ],
)
def test_a_command_that_is_not_one_gets_a_sentence(run: Run, arguments: list[str]) -> None:
    refused = run(*arguments)
    assert refused.code == 2
    assert "--help" in refused.err


@pytest.mark.parametrize(
    ("organ", "year", "says"), [("局", "1999", "从 2019 年起"), ("局", "2100", "2100"), (" ", "2025", "空")]
)
def test_a_report_that_cannot_be_begun(tmp_path: Path, run: Run, organ: str, year: str, says: str) -> None:
    refused = run("new", tmp_path / "x.rdesk", "--organ", organ, "--year", year)
    assert (refused.code, says in refused.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


def test_help_names_every_verb(run: Run) -> None:
    said = run("--help").out
    for verb in ("new", "fill", "show", "check", "import", "export", "self-test"):
        assert f"  {verb} " in said
        assert "--help" in run(verb, "--help").out


def test_show_reads_well_without_json(sample: Path, run: Run) -> None:
    said = run("show", sample).out
    assert "示例区文化和旅游局 2025 年" in said
    assert "一、总体情况" in said
    assert "总计：50" in said


def test_the_program_proves_itself(run: Run) -> None:
    said = run("self-test").out
    assert "自检通过。" in said
    for word in (
        "字体：title、hei、kai、fang、song、wide、signs",
        "输入法：",
        "打印：",
        "双击 .rdesk 打开：",
    ):
        assert word in said


def test_the_installed_command_works_as_typed(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("report-desk")
    done = subprocess.run(
        [command, "new", "a.rdesk", "--organ", "示例局", "--year", "2025"],
        cwd=tmp_path,
        env=os.environ,
        capture_output=True,
        check=True,
        text=True,
    )
    assert done.stdout == "已新建 a.rdesk（2021 格式）。\n"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has file names that are no text")
@pytest.mark.parametrize(
    "words", ["check", "submit --by 张", "fill --figures figures.json", "export --draft -o NAME.pdf", "merge"]
)
def test_a_file_whose_name_is_no_text_is_answered_for(sample: Path, words: str) -> None:
    """What a verb has done would end in a traceback otherwise, where its output takes none but text."""
    stem = os.fsdecode("年报".encode("gbk"))  # from an old stick
    named = sample.rename(sample.with_name(f"{stem}.rdesk"))
    figures(sample.parent, {"requests.new.individual": 3})
    verb, *options = words.replace("NAME", stem).split()
    if verb == "merge":
        options = [named.name, named.name, "-o", f"{stem}2.rdesk"]
    done = subprocess.run(
        [sys.executable, "-m", "report_desk", verb, named.name, *options],
        cwd=sample.parent,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode("utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("arguments", [("show", "样例.rdesk", "--json"), ("show", "样例.rdesk"), ("--help",)])
def test_an_answer_that_cannot_be_written_is_no_success(sample: Path, arguments: tuple[str, ...]) -> None:
    command = Path(sys.executable).with_name("report-desk")
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [command, *arguments],
            cwd=sample.parent,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
            text=True,
        )
    assert (done.returncode, done.stderr) == (2, "写不出结果：磁盘已满。\n")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("new", "缺少 OUT；用 report-desk new --help 看用法。"),
        ("new b.rdesk", "缺少 --organ；用 report-desk new --help 看用法。"),
        ("new --organ 某局 --year 今年 b.rdesk", "--year 要写整数；用 report-desk new --help 看用法。"),
        ("new --year", "--year 后面要写一个值；"),
        ("export --draft=1 a.rdesk", "--draft 后面不写值；"),
        ("show a.rdesk b c", "多写了「b c」；用 report-desk show --help 看用法。"),
        ("show --nope a.rdesk", "没有 --nope 这个选项；用 report-desk show --help 看用法。"),
        ("--nope", "没有 --nope 这个选项；用 report-desk --help 看用法。"),
    ],
)
def test_a_command_written_wrongly_is_told_in_the_users_words(run: Run, words: str, says: str) -> None:
    answer = run(*words.split())
    assert answer.code == 2
    assert answer.err.startswith(says)


def test_a_backup_that_fails_is_told_once_and_the_save_stands(
    run: Run, sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = tmp_path / "taken"
    taken.touch()
    monkeypatch.setattr(Places, "of_this_user", lambda: Places.under(taken))
    typed = tmp_path / "figures.json"
    typed.write_text('{"requests.new.individual": 7}')
    filled = run("fill", sample, "--figures", typed)
    assert filled.code == 0
    assert filled.err == "已经保存，但没有做成备份：放备份的文件夹不见了，或者被一个文件占了名字。\n"
    assert run("show", sample, "--json").json()["figures"]["requests.new.individual"] == 7


CORPUS = Path(__file__).parents[1] / "data" / "intake"


@pytest.mark.parametrize("ending", ["docx", "doc", "html", "xlsx", "xls", "pdf", "txt"])
def test_import_reads_any_kind_of_file_whatever_it_is_called(ending: str, tmp_path: Path, run: Run) -> None:
    source = tmp_path / "去年.dat"
    source.write_bytes((CORPUS / f"report.{ending}").read_bytes())
    doubts = run("import", source, "-o", tmp_path / "o.rdesk", "--json").json()["doubts"]
    expected = json.loads((CORPUS / "figures.json").read_text("utf-8"))["figures"]
    shown = run("show", tmp_path / "o.rdesk", "--json").json()
    assert {**shown["figures"], **shown["declared"]} == expected
    assert all(doubt["cells"] and doubt["state"] == "split" and doubt["source"] for doubt in doubts)


def test_import_as_previous_fills_last_year_of_another_report(tmp_path: Path, run: Run) -> None:
    this = tmp_path / "今年.rdesk"
    assert run("new", this, "--organ", "示例市示例局", "--year", "2025").code == 0
    done = run("import", CORPUS / "report.docx", "-o", tmp_path / "去年.rdesk", "--as-previous", this)
    assert "作为去年的数据" in done.out
    shown = run("show", this, "--json").json()
    assert shown["previous"]["year"] == 2024
    assert shown["figures"] == {}
    other = tmp_path / "前年.rdesk"
    assert run("new", other, "--organ", "示例市示例局", "--year", "2023").code == 0
    refused = run("import", CORPUS / "report.docx", "-o", tmp_path / "x.rdesk", "--as-previous", other)
    assert refused.code == 2
    assert "不是 2023 年报告的去年" in refused.err
    assert not (tmp_path / "x.rdesk").exists()
