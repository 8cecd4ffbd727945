"""Proves a built program: `python packaging/self_test.py PROGRAM [WORD…]`.

Runs the program's own self-test, then every verb that its help names: a report's way from nothing to an
approved PDF, back by import, two copies into one, a folder at once, a region's sum. Then it opens it in the
window, without a screen, where Qt must speak Chinese. Every step must end as it should (a refusal with
code 2). WORDs come after the program in every call. It needs nothing but Python itself.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

LONG = "政府信息公开工作年度报告" * 7
"""With it a path is longer than the 260 characters that Windows once had."""


DETAILS = {
    "level": "county",
    "address": "示例区文化路1号",
    "postcode": "100000",
    "phone": "010-62000000",
    "email": "wlj@example.cn",
    "website": "www.example.cn",
    "contact_office": "办公室",
}


class Proof:
    """The program and a folder for its files; remembers which verbs it has run."""

    def __init__(self, program: list[str], folder: Path) -> None:
        self.program, self.folder = program, folder
        self.verbs: set[str] = set()

    def run(self, *words: str | Path, code: int = 0, **environment: str) -> str:
        """One call of the program; ends the proof when it ends otherwise than expected."""
        self.verbs.add(str(words[0]))
        done = subprocess.run(
            [*self.program, *map(str, words)],
            env={**os.environ, "PYTHONNOUSERSITE": "1", **environment},
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
        if done.returncode != code:
            said = f"{done.stdout}{done.stderr}"
            sys.exit(f"{' '.join(map(str, words))}: ended with {done.returncode}, not {code}\n{said}")
        return done.stdout

    def shown(self, report: Path) -> dict[str, Any]:
        """What `show --json` says."""
        answer: dict[str, Any] = json.loads(self.run("show", report, "--json"))
        return answer

    def file(self, name: str, content: object) -> Path:
        """A file of JSON, or of text."""
        path = self.folder / name
        text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
        return path


def fill(proof: Proof, report: Path) -> None:
    """From nothing to a report without a blank."""
    proof.run("new", report, "--organ", "示例区文化和旅游局", "--year", "2025")
    figures = proof.file("figures.json", {"requests.new.individual": 3, "requests.granted.individual": 3})
    details = proof.file("details.json", DETAILS)
    words = proof.file("words.txt", "（一）已按要求完成。")
    sections = [f"{name}={words}" for name in ("overview", "problems", "other")]
    texts = [word for section in sections for word in ("--section", section)]
    proof.run("fill", report, "--figures", figures, "--details", details, *texts, "--zero-blanks")
    if proof.shown(report)["figures"]["requests.new.individual"] != 3:  # noqa: PLR2004 - what was filled in
        sys.exit("the figure that was filled in did not come back")


def publish(proof: Proof, report: Path) -> None:
    """PDF, verified and read back; a folder at once, on all cores."""
    pdf = proof.folder / "年报.pdf"
    proof.run("export", report, "-o", pdf)
    if not pdf.read_bytes().startswith(b"%PDF-"):
        sys.exit("the export is no PDF")
    proof.run("verify", pdf, report)
    back = proof.folder / "读回.rdesk"
    proof.run("import", pdf, "-o", back)
    if proof.shown(back)["figures"] != proof.shown(report)["figures"]:
        sys.exit("the PDF came back with other figures")
    reports = proof.folder / "reports"
    reports.mkdir()
    for number in range(3):
        (reports / f"{number}.rdesk").write_bytes(report.read_bytes())
    proof.run("export", "--all", reports, "-o", proof.folder / "pdfs")
    made = sorted(path.name for path in (proof.folder / "pdfs").iterdir())
    if made != ["0.pdf", "1.pdf", "2.pdf"]:
        sys.exit(f"export --all wrote {made}")


def review(proof: Proof, report: Path) -> None:
    """Hand over, return, approve, correct; and two copies into one."""
    base, theirs = proof.folder / "base.rdesk", proof.folder / "theirs.rdesk"
    base.write_bytes(report.read_bytes())
    theirs.write_bytes(report.read_bytes())
    more = proof.file("more.json", {"disclosure.permit.decisions": 7})
    proof.run("fill", theirs, "--figures", more)
    proof.run("compare", base, theirs, code=1)
    proof.run("merge", base, report, theirs, "-o", proof.folder / "merged.rdesk")
    proof.run("submit", report, "--by", "张三")
    proof.run("remark", report, "--at", "overview", "--text", "请核对", "--by", "李四")
    proof.run("return", report, "--by", "李四", "--reason", "请核对")
    proof.run("remarks", report, "--json")
    proof.run("submit", report, "--by", "张三")
    proof.run("check", report, "--json")
    proof.run("approve", report, "--by", "李四")
    proof.run("reopen", report, "--by", "李四", "--reason", "更正")


def add_up(proof: Proof) -> None:
    """Two organs' reports in a folder: who is missing, their sum, where it is from, a table of all."""
    folder = proof.folder / "收件"
    folder.mkdir()
    for organ, asked in (("示例区文化局", 3), ("示例区教育局", 4)):
        report = folder / f"{organ}.rdesk"
        proof.run("new", report, "--organ", organ, "--year", "2025")
        figures = proof.file("part.json", {"requests.new.individual": asked})
        proof.run("fill", report, "--figures", figures, "--zero-blanks")
    roster = proof.file("应报单位.csv", "单位\n示例区文化局\n示例区教育局\n示例区民政局\n")
    proof.run("status", folder, "--roster", roster, code=1)
    region = proof.folder / "示例区.rdesk"
    proof.run("consolidate", folder, "-o", region, "--organ", "示例区", "--year", "2025", "--states", "all")
    if proof.shown(region)["figures"]["requests.new.individual"] != 7:  # noqa: PLR2004 - 3 and 4
        sys.exit("the region's figure is not the sum of the two")
    proof.run("trace", region, folder, "--cell", "requests.new.individual")
    for name in ("全部.csv", "全部.xlsx"):
        proof.run("collect", folder, "-o", proof.folder / name)


def refuse(proof: Proof) -> None:
    """What cannot be done ends with code 2; a long path is none of it."""
    proof.run("show", proof.folder / "no such file.rdesk", code=2)
    proof.run("edition-check", proof.file("edition.toml", "id = 1\n"), code=2)
    deep = proof.folder / LONG[:80] / LONG[:80] / LONG[:60]
    deep.mkdir(parents=True)
    proof.run("new", deep / "年报 一.rdesk", "--organ", "示例区文化和旅游局", "--year", "2025")
    proof.shown(deep / "年报 一.rdesk")


def prove(program: list[str], folder: Path) -> None:
    """The steps."""
    proof = Proof(program, folder)
    print(proof.run("self-test"))
    report = folder / "年报.rdesk"
    fill(proof, report)
    publish(proof, report)
    review(proof, report)
    add_up(proof)
    refuse(proof)
    named = set(re.findall(r"^  ([a-z-]+)  +\S", proof.run("--help").partition("Commands:")[2], re.MULTILINE))
    if forgotten := named - proof.verbs:
        sys.exit(f"verbs that were not proven: {', '.join(sorted(forgotten))}")
    proof.run(report, "--exit-once-open", QT_QPA_PLATFORM="offscreen")
    print(f"{len(named)} verbs, a refusal, a long path, the window without a screen: ok")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        prove(
            [*sys.argv[2:], sys.argv[1]] if sys.argv[2:] else [str(Path(sys.argv[1]).absolute())], Path(name)
        )
