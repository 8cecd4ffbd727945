"""Break the label of a table cell into lines of even length, never inside a word of the form."""

from __future__ import annotations

import re
from functools import lru_cache

from report_desk.publish.marks import NEVER_FIRST, NEVER_LAST

_WORDS = re.compile(
    "政府信息|公开|申请|数量|予以|部分|区分|处理|情形|属于|国家|秘密|其他|法律|行政|法规|禁止|危及|安全|稳定|"
    "第三方|合法|权益|三类|四类|内部|事务|信息|过程性|执法|案卷|查询|事项|本机关|掌握|相关|没有|现成|需要|另行|制作|"
    "补正|内容|仍不|明确|信访|举报|投诉类|投诉|重复|要求|提供|出版物|无正当|理由|大量|反复|机关|确认|或重新|重新|出具|"
    "获取|申请人|逾期|不补正|不再|未按|收费|通知|缴纳|费用|结转|下年度|继续|办理|本年度|上年|新收|总计|自然人|自然|法人|组织|"
    "商业|企业|科研|机构|社会|公益|服务|结果|维持|纠正|尚未|审结|未经|复议|直接|起诉|诉讼|本年|制发|废止|现行|有效|"
    "件数|规章|规范性|文件|许可|处罚|强制|决定|金额|单位|万元|事业性|本列|数据|勾稽|关系|第一项|第二项|第三项|第四项|"
    "不予|无法|一项|采购|项目|总金额|集中|对外|管理|上一年|新制作|新公开|总数量|之和|等于|只计|不计|这一|一情形"
)
_NUMBERED = re.compile(r"^(?:[0-9]+[.．、]|[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)")
_TORN_WORD, _LONELY, _OVERFULL = 40.0, 400.0, 40000.0


def _tears(text: str) -> tuple[float, ...]:
    """What a break before each position costs: infinite before a mark, dear inside a word."""
    cost = [0.0] * (len(text) + 1)
    for match in _WORDS.finditer(text):
        for position in range(match.start() + 1, match.end()):
            cost[position] = _TORN_WORD
    for position in range(1, len(text)):
        if text[position] in NEVER_FIRST or text[position - 1] in NEVER_LAST:
            cost[position] = float("inf")
    numbered = _NUMBERED.match(text)
    if numbered:
        for position in range(1, numbered.end()):
            cost[position] = float("inf")
    return tuple(cost)


@lru_cache(maxsize=4096)
def break_label(text: str, widths: tuple[float, ...], measure: float) -> tuple[tuple[str, ...], float]:
    """The lines of a label set in ``measure`` points, and how badly they break (0 is without fault).

    ``widths`` are the widths of its characters. The fewest lines win, then words kept whole, then
    lines of even length; a line of one lonely character costs more than anything but no room.
    """
    tears = _tears(text)
    total = len(text)
    even = sum(widths) / max(1, -(-sum(widths) // measure))
    best: list[tuple[float, float, int]] = [(0.0, 0.0, -1)] + [(float("inf"), 0.0, -1)] * total
    for end in range(1, total + 1):
        for start in range(end - 1, -1, -1):
            width = sum(widths[start:end])
            if width > measure + 0.01:
                break
            tear = tears[end] if end < total else 0.0
            lonely = _LONELY if total > 1 and end - start == 1 else 0.0
            fault = best[start][1] + tear + lonely
            rank = best[start][0] + tear + lonely + 30.0 + ((width - even) / max(even, 1)) ** 2 * 10
            if rank < best[end][0]:
                best[end] = (rank, fault, start)
    lines: list[str] = []
    end = total
    while end > 0:
        start = max(best[end][2], 0)
        lines.append(text[start:end])
        end = start
    return tuple(reversed(lines)), best[total][1] if best[total][2] >= 0 else _OVERFULL
