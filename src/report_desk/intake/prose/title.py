"""Whose report a document is and for which year: from its title, or else from what its preface says."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from msgspec import Struct

from report_desk.intake.doubt import Doubt
from report_desk.intake.prose.paragraphs import PAGE_NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_REPORT = r"政府信息公开(?:工作)?年?度?(?:工作)?报告"
_NAMED = re.compile(_REPORT)
_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_LATE = (
    re.compile(rf"{_REPORT}[(（]?((?:19|20)\d\d)年?度?[)）]?"),
    re.compile(r"政府信息公开(?:工作)?((?:19|20)\d\d)年?度?(?:工作)?(?:年度)?报告"),
)
"""A title whose year stands behind its words, or within them."""
_NUMBER_OR_DATE = re.compile(
    r"^.*(?:[〔\[(（](?:19|20)\d\d[〕\])）]\d{1,4}号|(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\d{1,2}:\d\d)?)"
)
"""What may stand above a title and run into it: the number of a letter, the date of a page."""
_IN_BRACKETS = re.compile(r"^[(（](?P<organ>[^()（）]{2,40})[)）]$")
_KINDS = ("", "函", "报告", "通知", "公告")
"""What a letter that carries the report is called, behind the words of the title."""
_PERIOD = re.compile(r"(?:统计期限|数据|期限).{0,20}?((?:19|20)\d\d)年0?1月0?1日")
_STATED_YEAR = re.compile(rf"公布[^，。；]{{0,40}}?((?:19|20)\d\d)年度?{_REPORT}")
_STATED_ORGANS = (
    re.compile(r"现公布(?P<organ>[^，。；、（(]{2,40}?)(?:19|20)\d\d年"),
    re.compile(r"本(?:年度)?报告由(?P<organ>[^，。；（(]{2,40}?)(?:根据|按照|依据|依照|编制)"),
)
_LETTER = "关于"
_SENT = re.compile(r"^(?:报送|印发|公布|发布|上报|公开|报告)")
_CHROME = re.compile(r"[>＞»›|:/_]|当前位置|首页")
_SENTENCE = re.compile(r"[,;。，；]|根据|现公布|按照")
_BEGINNING = re.compile(rf"(?:19|20)\d\d|关于|《|{_REPORT}")
"""What stands in the first line of a title; an organ's name above it is looked for from there."""
_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
_CHINESE_YEAR = re.compile(r"二[〇零○Ｏ][〇零○Ｏ一二三四五六七八九]{2}(?=年)")
_NO_NAME = re.compile(r"[\d\s，。；：:、>|]")
_ENDINGS = (
    *"府局委办会厅院处站所镇乡部署室队团社馆行省市县区州盟旗园台库厂",
    "中心",
    "街道",
    "公司",
    "学校",
    "大学",
    "集团",
    "医院",
)
"""How the name of an organ ends."""
_LONGEST_NAME = 80
_LONGEST_ABOVE = 40
_LONGEST_LINE = 60
_LONGEST_TITLE = 110
_MOST_LINES = 4
"""Over which a title may spread."""
_MOST_AFTER = 40
"""Lines behind the title in which the period is looked for."""
_MOST_ABOVE = 3
"""Lines above the one with the year over which an organ's name may spread."""


class Title(Struct, frozen=True):
    """Organ and year as the document states them; empty and ``None`` where it does not.

    ``end`` is the number of lines up to the end of the title: 0 where there is none.
    """

    organ: str
    year: int | None
    end: int
    doubts: tuple[Doubt, ...] = ()


def find_title(lines: Sequence[str], within: int) -> Title:
    """Look for the title among the first ``within`` lines, and for what it lacks in the text after it."""
    for pure in (True, False):
        titles = list(_titles(lines, within, pure=pure))
        if titles:
            chosen = _chosen(titles, lines, within)
            organ = _organ(chosen.stated) or _above(lines, chosen.start)
            years = sorted({title.stated.year for title in titles}) if pure else []
            return _completed(organ, chosen.stated.year, chosen.end, lines, within, years)
    return _completed("", None, 0, lines, within)


class _Stated(Struct, frozen=True):
    """A line that is a title: its year, the words before the year and behind it, and what follows it all."""

    before: str
    year: int
    between: str
    after: str = ""


class _Placed(Struct, frozen=True):
    """A title, the line it begins with, and the one after its last."""

    stated: _Stated
    start: int
    end: int


def _titles(lines: Sequence[str], within: int, *, pure: bool) -> Iterator[_Placed]:
    """Every title that stands for itself; with ``pure`` off, also one among the words of a web page."""
    reached = 0
    for start in range(within):
        for words, end in _windows(lines, start, within) if start >= reached else ():
            found = _stated(words)
            if found and (not pure or not _CHROME.search(found.before)):
                yield _Placed(found, start, end)
                reached = end
                break


def _chosen(titles: Sequence[_Placed], lines: Sequence[str], within: int) -> _Placed:
    """Of the titles of several years, as a page lists them, that of the period reported on, else the last."""
    if len({title.stated.year for title in titles}) == 1:
        return titles[0]
    text = "".join(plain_long(line) for line in lines[: within + _MOST_AFTER])
    stated = _PERIOD.search(text) or _STATED_YEAR.search(text)
    fitting = [title for title in titles if stated and title.stated.year == int(stated[1])]
    return (fitting or [*titles])[-1]


def _stated(words: str) -> _Stated | None:
    """A line as a title: nothing before the year or behind it is a sentence, nothing follows its words."""
    for year in _YEAR.finditer(words):
        named = _NAMED.search(words, year.end())
        if named is None:
            break
        before, between = words[: year.start()], words[year.end() : named.start()]
        if _YEAR.search(between):
            continue  # a number of the document, a date: the report's own year is the next to its words
        is_short = len(before) <= _LONGEST_NAME and len(between) <= _LONGEST_NAME
        after = words[named.end() :]
        if is_short and _may_follow(after) and not _SENTENCE.search(before + between):
            return _Stated(before, int(year[1]), between, after)
    return _stated_late(words)


def _stated_late(words: str) -> _Stated | None:
    for late in _LATE:
        found = late.search(words)
        before = words[: found.start()] if found else ""
        is_title = len(before) <= _LONGEST_NAME and not _SENTENCE.search(before) and not _YEAR.search(before)
        if found and is_title and _may_follow(words[found.end() :]):
            return _Stated(before, int(found[1]), "", words[found.end() :])
    return None


def _may_follow(after: str) -> bool:
    """Whether a title may go on so: with a letter's kind, the name of a site, a remark in brackets."""
    rest = after.lstrip("》。")
    if rest.removeprefix("的").rstrip("》。") in _KINDS:
        return True
    is_bracketed = rest.startswith(("(", "（")) and rest.endswith((")", "）"))
    return len(rest) <= _LONGEST_LINE and (is_bracketed or rest.startswith(("-", "_", "|", "—")))


def _is_organ(line: str) -> bool:
    return len(line) <= _LONGEST_ABOVE and line.endswith(_ENDINGS) and _NO_NAME.search(line) is None


def _windows(lines: Sequence[str], start: int, within: int) -> Iterator[tuple[str, int]]:
    """The line, and the line with those that follow, as one text without blanks."""
    words = ""
    taken = 0
    for index in range(start, min(within, start + 2 * _MOST_LINES)):
        line = plain(lines[index])
        if not line or PAGE_NUMBER.fullmatch(line):
            if not taken:
                return
            continue
        if len(line) > _LONGEST_TITLE or taken == _MOST_LINES or (taken and len(line) > _LONGEST_LINE):
            return
        if not taken and not _BEGINNING.search(line):
            return
        words += line
        taken += 1
        yield words, index + 1


def plain(line: str) -> str:
    """A line without blanks and marks of formatting, full-width digits and Chinese years as plain ones."""
    words = "".join(unicodedata.normalize("NFKC", line[: _LONGEST_TITLE * 4]).split()).strip("#*")
    return _CHINESE_YEAR.sub(lambda year: year[0].translate(_DIGITS), words)


def _organ(found: _Stated) -> str:
    before = _CHROME.split(_NUMBER_OR_DATE.sub("", found.before))[-1]
    sender, letter, rest = before.partition(_LETTER)
    if letter:
        before = _SENT.sub("", rest).strip("《》的") or sender
    bracketed = _IN_BRACKETS.match(found.after)
    behind = bracketed["organ"] if bracketed and _is_organ(bracketed["organ"]) else ""
    return (before.strip("《》的") or found.between.strip("《》的") or behind).strip()


def _above(lines: Sequence[str], start: int) -> str:
    """The organ on lines of its own above the title: the nearest must end like an organ's name."""
    name: list[str] = []
    for index in range(start - 1, -1, -1):
        line = plain(lines[index])
        if not line or PAGE_NUMBER.fullmatch(line):
            continue
        if len(name) == _MOST_ABOVE or not _is_organ(line):
            break
        name.insert(0, line)
    return "".join(name)


def _completed(  # noqa: PLR0913, PLR0917 - a title, and all that is known around it
    organ: str, year: int | None, end: int, lines: Sequence[str], within: int, years: Sequence[int] = ()
) -> Title:
    doubts = []
    text = "".join(plain_long(line) for line in lines[: max(within, _MOST_AFTER) + _MOST_AFTER])
    if len(years) > 1:
        named = "、".join(map(str, years))
        doubts.append(Doubt("year", f"文件里有 {named} 几个年度的标题，当作 {year} 年的报告，请核对。"))
    if not organ:
        organ = next((found["organ"] for known in _STATED_ORGANS if (found := known.search(text))), "")
        sentence = (
            f"标题里没有机关名称，正文写的是「{organ}」，请核对。" if organ else "没有找到机关名称，请填写。"
        )
        doubts.append(Doubt("organ", sentence, text=organ))
    period = _PERIOD.search(text)
    if year is not None and period and int(period[1]) != year:
        sentence = f"标题写的是 {year} 年，统计期限却是 {period[1]} 年，请核对是哪一年的报告。"
        doubts.append(Doubt("year", sentence, text=period[0]))
    stated = (period or _STATED_YEAR.search(text)) if year is None else None
    if stated:
        year = int(stated[1])
        doubts.append(Doubt("year", f"没有找到标题；按正文当作 {year} 年的报告，请核对。", text=stated[0]))
    return Title(organ, year, end, tuple(doubts))


def plain_long(line: str) -> str:
    """The same for a paragraph."""
    return "".join(unicodedata.normalize("NFKC", line).split())
