"""Break a title, or the long name of an organ, into lines: at a unit of sense, never inside brackets."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from math import inf
from typing import TYPE_CHECKING

from report_desk.core.report.characters import printable
from report_desk.publish.lines.marks import NEVER_FIRST, NEVER_LAST

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENSE = (
    "(?<=[厅局）》〕 ])(?=.)|(?<=[省州盟])(?!人民政府)(?=.)|(?<=市)(?![场政民容域]|人民政府)(?=.)"
    "|(?<=区)(?![域块划]|人民政府)(?=.)|(?<=县)(?!域|人民政府)(?=.)|(?<=旗)(?!下|人民政府)(?=.)"
    "|(?<=委)(?!员|办|托)(?=.)|(?<=部)(?![门队委])(?=.)|(?<=会)(?![议计展同])(?=.)"
    "|(?<=人民政府)(?!办公)(?=.)|(?<=办公室)(?=.)|(?<=年)(?=政府)"
)
"""Where a unit of sense ends: behind a place, an organ or a bracket."""
_JOINING = "(?=[和与及、](?!平|谐|田|静|县))"
"""Where a further part of a name begins. 和平、和田、和静 and 和县 are places."""
_WHOLE = (
    "（[^（）]{1,40}）|《[^《》]{1,40}》|〔[^〔〕]{1,40}〕|委员会|办公室|人民政府|自治[区州县旗]|领导小组"
    "|[0-9]{1,12}年?|[A-Za-z]{1,20}"
)
"""What is never torn, as long as a line can hold it."""
_WORDS = (
    "政府|政务|服务|数据|管理|信息化?|公开|工作|人民|行政|审批|综合|执法|监督|事务|机关|中心|街道|办事处|开发"
    "|经济|技术|发展|改革|教育|科学|工业|公安|民政|民族|宗教|司法|财政|人力|资源|社会|保障|自然|规划|生态|环境|住房"
    "|城乡|城市|建设|交通|运输|水利|水务|农业|农村|乡村|振兴|林业|草原|商务|文化|广电|旅游|卫生|健康|退役|军人|应急"
    "|审计|国有|资产|市场|体育|统计|医疗|金融|信访|园林|绿化|海洋|渔业|粮食|物资|储备|气象|税务|知识|产权|药品|自由|贸易|试验区|示范区|高新"
)
"""Words of which names of organs consist: torn only where a line cannot end elsewhere."""
_TORN, _IN_WORD, _BETWEEN, _AT_PART, _AT_UNIT = 1000, 150, 60, 8, 0
_ONE_MORE = 40
"""What it costs to end a line there, and to take a line more, in hundredths of a line's length, squared."""
_LONGEST = 600
"""Characters of a title that are weighed; the longest that a report can hold has some 350."""


def title_lines(title: tuple[str, ...], longest: int) -> tuple[str, ...]:
    """The title in lines of at most ``longest`` characters: as few and as even as units of sense allow."""
    return tuple(part for line in title for part in _parts(printable(line), longest))


def _parts(text: str, longest: int) -> Sequence[str]:
    """Of all ways to cut a text into as few lines as hold it, or one more, the one that costs least."""
    fewest = -(-len(text) // longest)
    if fewest < 2 or len(text) > _LONGEST:  # noqa: PLR2004 - one line
        return [text[at : at + longest] for at in range(0, len(text), longest)]
    prices = _prices(text, longest)
    ways = [(_cheapest(prices, longest, count), count) for count in (fewest, fewest + 1)]
    (_, ends), _ = min(ways, key=lambda way: way[0][0] + _ONE_MORE * (way[1] - fewest))
    return [text[begin:end] for begin, end in pairwise((0, *ends))]


def _cheapest(prices: Sequence[int], longest: int, count: int) -> tuple[float, tuple[int, ...]]:
    """The least cost of so many lines, of their breaks and of being uneven, and where each line ends."""
    size = len(prices) - 1

    @cache
    def best(begin: int, lines: int) -> tuple[float, tuple[int, ...]]:
        if lines == 1:
            return _unevenness(size - begin, size / count, longest), (size,)
        first, last = max(begin + 1, size - (lines - 1) * longest), min(begin + longest, size - lines + 1)
        found = []
        for end in range(last, first - 1, -1):
            cost, ends = best(end, lines - 1)
            cost += prices[end] + _unevenness(end - begin, size / count, longest)
            found.append((round(cost, 3), (end, *ends)))
        return min(found, key=lambda way: way[0], default=(inf, (size,)))

    return best(0, count)


def _unevenness(length: int, ideal: float, longest: int) -> float:
    return 100 * ((length - ideal) / longest) ** 2


def _prices(text: str, longest: int) -> list[int]:
    """For each place in a text what it costs to end a line there."""
    prices = [_BETWEEN] * (len(text) + 1)
    joining, sense, words, whole = _patterns()
    for pattern, price in ((joining, _AT_PART), (sense, _AT_UNIT)):
        for found in pattern.finditer(text):
            prices[found.start()] = price
    for pattern, price in ((words, _IN_WORD), (whole, _TORN)):
        for found in pattern.finditer(text):
            if len(found[0]) <= longest:
                prices[found.start() + 1 : found.end()] = [price] * (len(found[0]) - 1)
    for at in range(1, len(text)):
        if text[at] in NEVER_FIRST or text[at - 1] in NEVER_LAST:
            prices[at] = _TORN
    return prices


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Compiled for the first title that takes more than a line: few do, and it takes 3 ms."""
    return tuple(map(re.compile, (_JOINING, _SENSE, _WORDS, _WHOLE)))
