"""Break the label of a table cell into lines of even length, never inside a word of the form."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from report_desk.publish.lines.marks import NEVER_FIRST, NEVER_LAST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_WORDS = re.compile(
    "政府信息|公开|申请|数量|予以|部分|区分|处理|情形|属于|国家|秘密|其他|法律|行政|法规|禁止|危及|“三安全一稳定”|安全|稳定|"
    "第三方|合法|权益|三类|四类|内部|事务|信息|过程性|执法|案卷|查询|事项|本机关|掌握|相关|没有|现成|需要|另行|制作|"
    "“三安全一稳定”|补正后|补正|内容|仍不|明确|信访|举报|投诉类|投诉|重复|要求|提供|出版物|无正当|理由|大量|反复|机关|确认|或重新|重新|出具|"
    "获取|申请人|逾期|不补正|不再|未按|收费|通知|缴纳|费用|结转|下年度|继续|办理|本年度|上年|新收|总计|自然人|自然|法人|组织|"
    "商业|企业|科研|机构|社会|公益|服务|结果|维持|纠正|尚未|审结|未经|复议|直接|起诉|诉讼|本年|制发|废止|现行|有效|"
    "件数|规章|规范性|文件|许可|处罚|强制|决定|金额|单位|万元|事业性|本列|数据|勾稽|关系|第一项|第二项|第三项|第四项|"
    "不予|无法|一项|采购|项目|总金额|集中|对外|管理|上一年|新制作|新公开|总数量|之和|等于|只计|不计|这一情形|这一"
)
_NUMBERED = re.compile(r"^(?:[0-9]+[.．、]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
_TORN_WORD, _LONELY, _OVERFULL = 40.0, 400.0, 40000.0
_LINE, _UNEVEN = 30.0, 10.0
_CLOSE_ENOUGH = 0.01


def _breaks(text: str) -> dict[int, float]:
    """Where a label may break, and what that costs: it is dear inside a word, barred at marks."""
    inside = {at for match in _WORDS.finditer(text) for at in range(match.start() + 1, match.end())}
    numbered = _NUMBERED.match(text)
    first = numbered.end() if numbered else 1
    return {
        at: _TORN_WORD if at in inside else 0.0
        for at in range(first, len(text))
        if text[at] not in NEVER_FIRST and text[at - 1] not in NEVER_LAST
    }


@lru_cache(maxsize=4096)
def break_label(text: str, widths: tuple[float, ...], measure: float) -> tuple[tuple[str, ...], float]:
    """The lines of a label set in ``measure`` points, and how badly they break (0 is without fault).

    ``widths`` are the widths of its characters. The fewest lines win, then words kept whole, then
    lines of even length; a line of one lonely character costs more than anything but no room.
    """
    total = sum(widths)
    if total <= measure + _CLOSE_ENOUGH:
        return (text,), 0.0
    breaks = _breaks(text)
    whole_words = {at: cost for at, cost in breaks.items() if not cost}
    edges = tuple(accumulate(widths, initial=0.0))
    for allowed in (whole_words, breaks):
        ends = _best_ends(edges, allowed, measure)
        if ends:
            lines = tuple(text[start:end] for start, end in pairwise((0, *ends)))
            fault = sum(allowed.get(end, 0.0) for end in ends) + _LONELY * sum(
                len(line) == 1 for line in lines
            )
            if not fault or allowed is breaks:
                return lines, fault
    return (text,), _OVERFULL


def _best_ends(edges: Sequence[float], breaks: Mapping[int, float], measure: float) -> tuple[int, ...]:
    """Where the lines end in the best way to break; empty where no way fits."""
    last = len(edges) - 1
    even = edges[last] / max(1, -(-edges[last] // measure))
    places = (0, *breaks, last)
    best: dict[int, tuple[float, tuple[int, ...]]] = {0: (0.0, ())}
    for at, end in enumerate(places[1:], start=1):
        tear = breaks.get(end, 0.0)
        for start in reversed(places[:at]):
            width = edges[end] - edges[start]
            if width > measure + _CLOSE_ENOUGH:
                break
            if start in best:
                rank, ends = best[start]
                uneven = ((width - even) / even) ** 2
                rank += tear + _LONELY * (end - start == 1) + _LINE + _UNEVEN * uneven
                if end not in best or rank < best[end][0]:
                    best[end] = (rank, (*ends, end))
    return best[last][1] if last in best else ()
