"""Fields that more than one dialog asks with: the same words for the same choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.output.printout import PageNumbers
from report_desk.desk.language import tr
from report_desk.desk.widgets.wheel import SteadyBox

if TYPE_CHECKING:
    from collections.abc import Mapping
    from enum import StrEnum


def choice(known: Mapping[str, StrEnum], standing: StrEnum) -> SteadyBox:
    """One of some values, by their words; ``currentData`` is the value chosen."""
    field = SteadyBox()
    for words, value in known.items():
        field.addItem(words, value.value)
    field.setCurrentIndex(list(known.values()).index(standing))
    return field


def fonts(*, is_bundled: bool) -> SteadyBox:
    """字体: whose fonts set the pages; its data is whether only the program's own do."""
    field = SteadyBox()
    field.addItem(tr("自动（优先用本机的公文字体）"), False)  # noqa: FBT003 - Qt's signature, here and below
    field.addItem(tr("程序自带的字体"), True)  # noqa: FBT003
    field.setCurrentIndex(int(is_bundled))
    field.setAccessibleName(tr("字体"))
    return field


def page_numbers(standing: PageNumbers) -> SteadyBox:
    """页码位置."""
    field = choice(
        {tr("单页右、双页左（公文格式）"): PageNumbers.OUTER, tr("居中"): PageNumbers.CENTRED}, standing
    )
    field.setAccessibleName(tr("页码位置"))
    return field
