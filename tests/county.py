"""A county to test with: a city's published figures, split at random over so many organs, as files."""

from __future__ import annotations

import json
import random
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk import resources
from report_desk.core.checks.edition import examples
from report_desk.core.form.kinds import KindName, number
from report_desk.core.record import codec
from report_desk.core.report.model import Event, EventKind, PreviousYear, Report, Revision, State
from report_desk.core.report.preface import preface
from report_desk.core.sheet import Sheet, evaluate

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.form.edition import Address
    from report_desk.core.form.kinds import Figure

YEAR = 2024
ORGANS = 60
FORM = resources.format_by_id("2021")
_PUBLISHED = json.loads(Path(__file__).with_name("data").joinpath("huaian-2024.json").read_text("utf-8"))


def shares(chance: random.Random, value: int | Decimal, parts: int) -> list[int | Decimal]:
    """A number as so many parts that add up to it exactly; money with the digits it has."""
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    assert isinstance(exponent, int)
    unit = Decimal(1).scaleb(exponent) if isinstance(value, Decimal) else 1
    whole = int(value / unit)
    cuts = sorted(chance.randint(0, abs(whole)) for _ in range(parts - 1))
    sizes = [high - low for low, high in zip([0, *cuts], [*cuts, abs(whole)], strict=True)]
    return [(size if whole >= 0 else -size) * unit for size in sizes]


def city_figures() -> dict[Address, Figure]:
    """What the city published for 2024, blanks as 0."""
    whole: dict[Address, Figure] = {
        cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in FORM.typed
    }
    return {place: _PUBLISHED["figures"].get(place, zero) for place, zero in whole.items()}


def split(seed: int, parts: int = ORGANS) -> list[dict[Address, Figure]]:
    """The city's figures as those of so many organs."""
    chance = random.Random(seed)
    found: list[dict[Address, Figure]] = [{} for _ in range(parts)]
    for cell in FORM.typed:
        value = number(cell.kind, city_figures()[cell.address])
        assert value is not None
        for one, share in zip(found, shares(chance, value, parts), strict=True):
            one[cell.address] = f"{share:f}" if cell.kind is KindName.MONEY else int(share)
    return found


def organ_name(at: int) -> str:
    """The name of an organ, counted from 0."""
    return f"示例区第{at + 1}局"


def report(organ: str, figures: Mapping[Address, Figure], **changes: object) -> Report:
    """A whole report of an organ."""
    base = examples.complete(FORM)
    whole = replace(base, id=f"id-{organ}", organ=organ, year=YEAR, figures={**base.figures, **figures})
    whole = replace(
        whole,
        sections={**whole.sections, "preface": preface(FORM, whole)},
        revision=Revision(1, f"r-{organ}"),
    )
    return replace(whole, **changes)


def approved(one: Report) -> Report:
    """The same, approved as it is."""
    code = evaluate(FORM, one).fingerprint
    event = Event(EventKind.APPROVED, "审核人", f"{YEAR + 1}-01-20T10:00:00+08:00", 1, code)
    return replace(one, state=State.APPROVED, history=(*one.history, event))


def submitted(one: Report) -> Report:
    """The same, handed over."""
    event = Event(
        EventKind.SUBMITTED, "经办人", f"{YEAR + 1}-01-18T16:02:00+08:00", 1, evaluate(FORM, one).fingerprint
    )
    return replace(one, state=State.SUBMITTED, history=(*one.history, event))


def put(folder: Path, one: Report, name: str = "") -> Path:
    """Write a report as a file."""
    path = folder / (name or f"{one.organ}.rdesk")
    path.write_bytes(codec.write(one))
    return path


def fill(folder: Path, seed: int = 1, parts: int = ORGANS) -> list[Path]:
    """The city as a folder of approved reports."""
    folder.mkdir(parents=True, exist_ok=True)
    return [
        put(folder, approved(report(organ_name(at), figures)))
        for at, figures in enumerate(split(seed, parts))
    ]


def many(folder: Path, count: int) -> None:
    """Complete reports of so many organs, some pages of prose in each."""
    folder.mkdir()
    prose = "全年主动公开政府信息，按要求办理依申请公开，及时答复。" * 40
    zeros = {cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in FORM.typed}
    base = submitted(report("区", zeros))
    base = replace(base, sections={**base.sections, "overview": prose, "problems": prose})
    for at in range(count):
        put(folder, replace(base, id=f"id-{at}", organ=f"示例县第{at}局"), f"{at}.rdesk")


def city() -> Sheet:
    """The city's figures, evaluated."""
    return evaluate(FORM, report("示例区", city_figures()))


DEPARTMENTS = [
    "发展和改革",
    "教育",
    "科学技术",
    "工业和信息化",
    "公安",
    "民政",
    "司法",
    "财政",
    "人力资源和社会保障",
    "自然资源和规划",
    "生态环境",
    "住房和城乡建设",
    "交通运输",
    "水务",
    "农业农村",
    "商务",
    "文化和旅游",
    "卫生健康",
    "应急管理",
    "审计",
    "市场监督管理",
    "统计",
    "医疗保障",
    "行政审批",
    "城市管理",
    "退役军人事务",
]
TOWNS = [
    "东山",
    "南湖",
    "西河",
    "北园",
    "中心",
    "白马",
    "青龙",
    "石桥",
    "柳林",
    "官渡",
    "新安",
    "太平",
    "永兴",
    "长宁",
]
_PHRASES = (
    "主动公开的内容还不够细，部分栏目更新不够及时",
    "政策解读形式比较单一，图解和视频偏少",
    "基层公开工作力量不足，人员变动频繁",
    "依申请公开办理的规范程度有待提高",
    "公开平台的检索功能不够方便",
    "个别信息发布前的审查不够严格",
    "下一步将加强对栏目的日常巡查，每月通报一次",
    "下一步将增加图解、视频和问答等解读形式",
    "下一步将组织两次业务培训，做到新人上岗先培训",
    "下一步将完善登记、审核、答复、归档的办理流程",
    "下一步将优化检索和分类，方便群众查找",
    "下一步将严格执行三级审查，落实专人负责",
)


def neighbours() -> list[Report]:
    """Forty organs as they are: figures that differ by factors, two that stand out, three that copied.

    Each keeps its figures of the year before.
    """
    chance = random.Random(18)
    organs = [f"示例区{name}局" for name in DEPARTMENTS] + [f"{name}镇人民政府" for name in TOWNS]
    made = []
    for at, organ in enumerate(organs):
        new, last = (max(1, round(chance.lognormvariate(3.0, 0.6))) for _ in range(2))
        if at == 9:
            new = 412
        if at == 20:
            last = 7
            new = 96
        figures: dict[Address, Figure] = {
            cell.address: "0" if cell.kind is KindName.MONEY else 0 for cell in FORM.typed
        }
        before = dict(figures)
        for known, count in ((figures, new), (before, last)):
            for row, share in (("new", count), ("granted", count - count // 3), ("partial", count // 3)):
                known[f"requests.{row}.individual"] = share  # type: ignore[index]
        text = "；".join(chance.sample(_PHRASES, 7)) + "。"
        if at in {4, 11, 30}:
            text = "；".join(_PHRASES[at % 3 : at % 3 + 1] + _PHRASES[3:10]) + f"。今年共 {at} 次。"
        base = report(organ, figures, previous=PreviousYear(f"p{at}", "1", FORM.id, YEAR - 1, before, {}))
        made.append(submitted(replace(base, sections={**base.sections, "problems": text})))
    return made
