"""What is wrong inside a file, in the words a clerk knows from the window and never by field names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from report_desk.core.record.codec import DamagedRecordError
    from report_desk.core.strict_reader import Mistake

_TABLES = {
    "report": "年报的基本情况",
    "sections": "文字",
    "figures": "表",
    "previous": "承接的上年数据",
    "explanations": "说明",
    "remarks": "批注",
    "suggestions": "建议",
    "history": "送审记录",
    "consolidation": "汇总的来源",
}
_COUNTED = {
    "sections": "第 {} 段文字",
    "figures": "第 {} 张表",
    "explanations": "第 {} 条说明",
    "remarks": "第 {} 条批注",
    "suggestions": "第 {} 条建议",
    "history": "第 {} 条送审记录",
}
_FIELDS = {
    "organ": "机关名称",
    "year": "年度",
    "format": "表样版本",
    "schema": "文件版本",
    "details": "封面与联系方式",
    "state": "办理状态",
    "revision": "第几次保存",
    "revision_id": "保存编号",
    "report_id": "上年报告的编号",
    "parents": "保存的先后记录",
    "ancestors": "保存的先后记录",
    "digest": "校验码",
    "table": "表名",
    "values": "填的数",
    "declared": "原文的合计",
    "figures": "数",
    "sections": "文字",
    "text": "内容",
    "by": "姓名",
    "at": "时间",
    "kind": "种类",
    "reason": "原因",
    "fingerprint": "定稿指纹",
    "snapshot": "当时的内容",
    "entries": "往来的话",
    "anchor": "所指的地方",
    "section": "所指的部分",
    "cell": "所指的格子",
    "cells": "所指的格子",
    "quote": "所指的句子",
    "place": "所指的位置",
    "closed_by": "了结人",
    "closed_at": "了结时间",
    "before": "原来的数",
    "after": "改成的数",
    "decided_by": "决定人",
    "decided_at": "决定时间",
    "decision": "是否采纳",
    "verdict": "审核意见",
    "rule": "所依据的规则",
    "parts": "算进去的报告",
    "left_out": "没有算进去的报告",
    "missing": "没有交来的单位",
    "corrections": "订正",
    "states": "算进去的状态",
    "expected": "应报单位数",
}
_NUMBERS_OF_DOCUMENTS = re.compile(r"\d{1,6}")
_MISSING = "缺少这一项"
_WRONG = {
    "应为文字": "不是文字",
    "应为整数": "不是整数",
    "应为整数或文字": "既不是整数也不是文字",
    "应为整数、文字或空": "既不是整数也不是文字",
    "应为一组字段": "残缺不全",
    "应为一列文字": "残缺不全",
    "应为一列": "残缺不全",
}
_BEYOND_LIMITS = ("太长", "太多", "行太多", "应在")
"""How the sentence of a mistake begins that can follow its subject as it stands."""
_UNKNOWN_WORD = re.compile(r"应为 .* 之一，这里是「(.*)」", re.DOTALL)


def what_is_wrong(error: DamagedRecordError) -> str:
    """A sentence without a full stop: the first mistake, and how many more there are."""
    if not error.mistakes:
        return str(error).rstrip("。")
    more = len(error.mistakes) - 1
    return in_words(error.mistakes[0]) + (f"，另有 {more} 处也不对" if more else "")


def in_words(mistake: Mistake) -> str:
    """One mistake, such as 「机关名称」不是文字."""
    table, _, rest = mistake.path.partition(".")
    number, _, field = rest.partition(".")
    place = _document(table, number)
    known = _field(field) if table in _TABLES else ""
    whose = f"{place}的" if place and table != "report" else ""
    subject = f"{whose}「{known}」" if known else place or "内容"
    if mistake.sentence == _MISSING:
        return f"缺少{subject}"
    unknown_word = _UNKNOWN_WORD.fullmatch(mistake.sentence)
    if unknown_word:
        return f"{subject}写的是「{unknown_word[1]}」，不认识"
    if mistake.sentence.endswith("出现两次"):
        return f"{place}和前面的一段重了"
    if mistake.sentence.startswith(_BEYOND_LIMITS):
        return subject + mistake.sentence
    return subject + _WRONG.get(mistake.sentence, "不合规定")


def _document(table: str, number: str) -> str:
    counted = _COUNTED.get(table, "")
    if counted and _NUMBERS_OF_DOCUMENTS.fullmatch(number):
        return counted.format(number)
    return _TABLES.get(table, "")


def _field(path: str) -> str:
    """The field that a clerk knows: the innermost one that has a name."""
    names = (part.partition("[")[0] for part in reversed(path.split(".")))
    return next((_FIELDS[name] for name in names if name in _FIELDS), "")
