"""What a web page puts around a report: dates and counters above it, links and owners below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.intake.document import Grid, Paragraph
from report_desk.intake.prose.outline import Outline, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from report_desk.intake.document import Block

_ABOVE = re.compile(
    r"(?:发布|发文|成文|公开|生成|更新)(?:日期|时间)|来源\s*[：:]|浏览(?:次数|量)|访问量|点击(?:数|率|量)|字体\s*[：:]|字号\s*[：:]"
    r"|索引号|信息分类|文号\s*[：:]|主题词|分享到|打印本?页|【.{1,6}】|责任编辑"
)
_BELOW = re.compile(
    r"^(?:版权所有|主办(?:单位)?\s*[：:]|承办(?:单位)?\s*[：:]|上一篇|下一篇|打印本?页|关闭(?:窗口|本页)|分享到|扫一扫|网站地图|联系我们"
    r"|相关(?:链接|文档|附件)|附件下载|责任编辑|【(?:打印|关闭))|ICP备|网站标识码|公网安备|Copyright"
)
_LONGEST = 120
"""Characters of a line that is no prose of a report."""


def without_page_chrome(outline: Outline) -> Outline:
    """The outline of a page with what is not the report's as a part of its own, for a person to judge."""
    preface = tuple(
        block
        for block in outline.preface
        if isinstance(block, Grid) or len(block.text) > _LONGEST or not _ABOVE.search(block.text)
    )
    parts = list(outline.parts)
    if parts:
        last = parts[-1]
        end = _end_of_report(last.blocks)
        if end < len(last.blocks):
            parts[-1] = replace(last, blocks=last.blocks[:end])
            parts.append(Part("网页末尾", (), last.blocks[end:]))
    return replace(outline, preface=preface, parts=tuple(parts))


def _end_of_report(blocks: Sequence[Block]) -> int:
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST and _BELOW.search(block.text.strip()):
            return index
    return len(blocks)
