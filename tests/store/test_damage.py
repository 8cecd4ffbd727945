"""What is wrong inside a file is said in a clerk's words: no field names, no paths."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from report_desk.core.ports import DamagedFileError, UnreadableFileError
from report_desk.core.record import codec
from report_desk.core.strict_reader import Mistake
from report_desk.store.file.damage import in_words
from tests.core.record.test_record import FULL

if TYPE_CHECKING:
    from pathlib import Path

    from report_desk.store.report_files import ReportFiles

TECHNICAL = re.compile(r"[A-Za-z_]{3,}|\w\.\w")


def changed(place: tuple[str, ...], value: object) -> bytes:
    """A full record with one field changed, or taken out where the value is ``...``."""
    tables: dict[str, Any] = json.loads(codec.write(FULL))
    at: Any = tables
    for key in place[:-1]:
        at = at[int(key) if isinstance(at, list) else key]
    if value is ...:
        del at[place[-1]]
    else:
        at[place[-1]] = value
    tables["report"]["1"]["digest"] = codec.digest_of(tables)
    return json.dumps(tables, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("place", "value", "says"),
    [
        (("report", "1", "organ"), 3, "「机关名称」不是文字"),
        (("report", "1", "organ"), ..., "缺少「机关名称」"),
        (("report", "1", "year"), "2025", "「年度」不是整数"),
        (("report", "1", "details", "phone"), 3, "「封面与联系方式」不是文字"),
        (("report", "1", "state"), "lost", "「办理状态」写的是「lost」，不认识"),
        (("report", "1", "parents"), [1], "「保存的先后记录」残缺不全"),
        (("sections", "1", "text"), 3, "第 1 段文字的「内容」不是文字"),
        (("sections", "2", "id"), "overview", "第 2 段文字和前面的一段重了"),
        (("figures", "1", "values", "new.individual"), 1.5, "第 1 张表的「填的数」既不是整数也不是文字"),
        (("figures", "1", "values"), [], "第 1 张表的「填的数」残缺不全"),
        (("previous", "2"), {}, "承接的上年数据太多，最多 1 个"),
        (("previous",), "x", "承接的上年数据残缺不全"),
        (("explanations", "1", "verdict"), "maybe", "第 1 条说明的「审核意见」写的是「maybe」，不认识"),
        (("remarks", "1", "entries", "0", "text"), ..., "缺少第 1 条批注的「内容」"),
        (("suggestions", "1", "before"), 1.5, "第 1 条建议的「原来的数」既不是整数也不是文字"),
        (("history", "1"), 3, "第 1 条送审记录残缺不全，另有 "),
    ],
)
def test_a_damaged_field_is_named_as_the_window_names_it(
    files: ReportFiles, path: Path, place: tuple[str, ...], value: object, says: str
) -> None:
    path.write_bytes(changed(place, value))
    with pytest.raises(DamagedFileError) as caught:
        files.open(path)
    sentence = str(caught.value)
    assert f"损坏了（{says}" in sentence
    for word in ("lost", "maybe", path.name):
        sentence = sentence.replace(word, "")
    assert not TECHNICAL.search(sentence)


@pytest.mark.parametrize(
    ("mistake", "says"),
    [
        (Mistake("", "应为一组字段"), "内容残缺不全"),
        (Mistake("tomorrow.1.text", "应为文字"), "内容不是文字"),
        (Mistake("sections.one.text", "应为文字"), "文字的「内容」不是文字"),
        (Mistake("report.1.colour", "从来没有"), "年报的基本情况不合规定"),
    ],
)
def test_a_place_that_nobody_knows_still_makes_a_sentence(mistake: Mistake, says: str) -> None:
    assert in_words(mistake) == says


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"report": {}}', b'{"report": {"1": {}}}'])
def test_what_is_no_report_at_all_is_one_sentence(files: ReportFiles, path: Path, data: bytes) -> None:
    path.write_bytes(data)
    with pytest.raises(UnreadableFileError, match=r"不是完好的年报文件：[^。]*。$") as caught:
        files.open(path)
    assert not TECHNICAL.search(str(caught.value).replace(path.name, ""))
