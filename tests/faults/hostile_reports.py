"""Well-formed reports whose every text is hostile: what a loader must take, and a window must bear."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from report_desk.core.form.edition import Address
from report_desk.core.limits import LONGEST_LINE, LONGEST_NOTE, LONGEST_PROSE
from report_desk.core.record import codec
from report_desk.core.report.model import (
    Anchor,
    AnchorKind,
    Entry,
    Event,
    EventKind,
    Explanation,
    PreviousYear,
    Remark,
    Report,
    Revision,
    State,
    Suggestion,
)
from report_desk.core.report.sources import Consolidation, Correction, LeftOut, Part

SAMPLE = Path(__file__).resolve().parents[2] / "resources" / "samples" / "2025.rdesk"
CELL = Address("requests.new.individual")
TOTAL = Address("requests.new.total")
LONG = LONGEST_PROSE
"""As many characters as the longest text may have."""

TEXTS = {
    "image": '<img src="file:///etc/passwd"><img src="http://127.0.0.1:9/x.png" width=9999 height=9999>字',
    "script link": '<a href="javascript:alert(1)">点这里</a><a href="file:///bin/sh">x</a>',
    "nested tables": "<table border=1><tr><td>" * 200 + "字",
    "styled": "<b>粗</b><style>*{display:none}</style><font size=7 color=red>大</font><hr><br/>",
    "document": "<!DOCTYPE html><html><head><title>x</title></head><body><h1>题</h1></body></html>",
    "style sheet": "*{background:red;font-size:99px} QLabel{qproperty-text:'x'} url(file:///etc/passwd)",
    "right to left": "\u202e\u2067总体情况\u2066\u200f\u061c2025\u202d年\u2069\u2069\u202c",
    "control": "\x01\x07\x08\x1b[31m\x7f\x85\r\v\f字",
    "separators": "一\u2028二\u2029三\ufffc四\ufdd0五\ufeff六\u200b七\u00ad八\ufff9九\U000e0041",
    "tokens": "⟦no.such.cell⟧⟦⟧⟦⟦requests.new.total⟧⟧⟦requests.new.total+no.such.cell⟧⟦" + "⟦a.b.c⟧" * 300,
    "patterns": "{0} {organ.__class__} {} %s %1 %n %(x)s {{ }} } { \\1 \\g<0> $x ${y} && &x &amp; &lt;b&gt;",
    "combining": "字" + "\u0301" * 3000 + "👨‍👩‍👧‍👦" * 50 + "﷽" * 50,
    "formula": "=cmd|' /C calc'!A0\t+1\t@SUM(1)\n=HYPERLINK(\"file:///x\")",
    "path": '../../../../etc/passwd\\..\\CON:<>|?*"',
    "lines": "\n" * 3000 + "字",
    "numerals": "１２３４五六七 99999999999999999999999件 -0 1e308 ٣٤ ½ ²",
    "one word": "x" * 20_000,
    "blank": " \u3000\t",
}  # fmt: skip


def reports() -> dict[str, Report]:
    """Every hostile report by name: each text everywhere, in every state; a megabyte in each place alone."""
    states = list(State)
    everywhere = {
        f"{name} ({states[number % len(states)]})": filled_with(text, states[number % len(states)])
        for number, (name, text) in enumerate(TEXTS.items())
    }
    return {**everywhere, **long_ones()}


def filled_with(text: str, state: State = State.DRAFT) -> Report:
    """The sample with this text in every place that takes a text."""
    sample = codec.read(SAMPLE.read_bytes()).report
    return replace(
        sample,
        organ=text[:300],
        details={**dict.fromkeys(sample.details, text[:300]), "level": "county", text[:60]: text[:300]},
        sections={**dict.fromkeys(sample.sections, text), text[:60]: text},
        figures={**sample.figures, CELL: 99},
        previous=PreviousYear(
            text[:60], text[:60], "2021", 2024, {CELL: 5}, dict.fromkeys(sample.sections, text)
        ),
        explanations=explanations(text),
        remarks=remarks(text),
        suggestions=suggestions(text),
        history=tuple(
            Event(kind, text[:300], text[:60], 1, text[:60], text[:10_000], text[:200]) for kind in EventKind
        ),
        declared={TOTAL: 98},
        consolidation=consolidation(text),
        state=state,
        revision=Revision(3, text[:60], (text[:60],), (text[:60],)),
    )


def consolidation(text: str) -> Consolidation:
    """Of reports, left out and missing ones, and corrections of a cell that there is, and of none."""
    line = text[:300]
    return Consolidation(
        states=(text[:60],),
        expected=3,
        parts=(Part(line, line, text[:60], text[:60]),),
        left_out=(LeftOut(line, line, line),),
        missing=(line,),
        corrections=tuple(
            Correction(cell, -1, text[:10_000], line, text[:60]) for cell in (CELL, Address(text[:60]))
        ),
    )


def explanations(text: str) -> tuple[Explanation, ...]:
    """For a rule and a cell that there are, and for none."""
    return (
        Explanation("requests_balance", (CELL,), text[:60], text[:10_000], text[:300], text[:60]),
        Explanation(text[:60], (Address(text[:60]),), text[:60], text[:10_000], text[:300], text[:60]),
    )


def anchors(text: str) -> tuple[Anchor, ...]:
    """Of every kind, at places that there are, and at none."""
    return (
        Anchor(AnchorKind.WHOLE),
        Anchor(AnchorKind.SECTION, section="overview"),
        Anchor(AnchorKind.SECTION, section=text[:60]),
        Anchor(AnchorKind.SENTENCE, section="overview", quote=text, place=0),
        Anchor(AnchorKind.SENTENCE, section="problems", quote=text, place=10**9),
        Anchor(AnchorKind.CELL, cell=CELL),
        Anchor(AnchorKind.CELL, cell=text[:60]),
    )


def remarks(text: str) -> tuple[Remark, ...]:
    """A thread at each anchor, every other one closed."""
    thread = (Entry(text[:300], text[:60], text), Entry(text[:300], "2026-01-10T09:00:00+08:00", text))
    return tuple(
        Remark(f"r{number}", anchor, thread, text[:300] * (number % 2), text[:60] * (number % 2))
        for number, anchor in enumerate(anchors(text))
    )


def suggestions(text: str) -> tuple[Suggestion, ...]:
    """For a figure, for a sentence, and for what is not there."""
    return (
        Suggestion("s1", Anchor(AnchorKind.CELL, cell=CELL), 99, 98, text[:300], text[:60]),
        Suggestion(
            "s2",
            Anchor(AnchorKind.SENTENCE, section="overview", quote=text, place=0),
            text,
            text + "。",
            text[:300],
            text[:60],
        ),
        Suggestion("s3", Anchor(AnchorKind.CELL, cell=text[:60]), None, 1, text[:300], text[:60]),
    )


def long_ones() -> dict[str, Report]:
    """The longest text in one place, in one line or with blanks to break it at."""
    sample = codec.read(SAMPLE.read_bytes()).report
    text = "长" * LONG
    entry = Entry(text[:LONGEST_LINE], "2026-01-10T09:00:00+08:00", text)
    return {
        "the longest organ": replace(sample, organ=text[:LONGEST_LINE]),
        "the longest address": replace(sample, details={**sample.details, "address": text[:LONGEST_LINE]}),
        "the longest prose": replace(sample, sections={**sample.sections, "overview": text}),
        "the longest sentences": replace(
            sample, sections={**sample.sections, "overview": "公开信息1条。" * (LONG // 7)}
        ),
        "the longest last year": replace(
            sample, previous=PreviousYear("l", "r", "2021", 2024, {}, {"overview": text})
        ),
        "the longest explanation": replace(
            sample, explanations=(Explanation("x", (CELL,), "", text[:LONGEST_NOTE], "张", ""),)
        ),
        "the longest remark": replace(sample, remarks=(Remark("r", Anchor(AnchorKind.WHOLE), (entry,)),)),
        "the longest reason": replace(
            sample,
            state=State.RETURNED,
            history=(
                Event(EventKind.RETURNED, "李", "2026-01-10T09:00:00+08:00", 1, "f", text[:LONGEST_NOTE]),
            ),
        ),
        "3,000 remarks": replace(
            sample,
            remarks=tuple(
                Remark(f"r{number}", Anchor(AnchorKind.CELL, cell=CELL), (Entry("李", "", "看"),))
                for number in range(3000)
            ),
        ),
    }


def renamed(report: Report) -> Report:
    """Another copy of a report, which differs in every text: to compare and merge with."""
    return replace(
        report,
        organ=report.organ[:200] + "乙",
        sections={name: text[:3000] + "乙" for name, text in report.sections.items()},
        details={name: text[:200] + "乙" for name, text in report.details.items() if name != "level"},
        figures={**report.figures, CELL: 7},
    )
