"""Fields that more than one dialog asks with: the same words for the same choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.output.printout import PageNumbers
from report_desk.desk.language import tr
from report_desk.desk.widgets.steady import SteadyBox

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


def page_numbers(standing: PageNumbers) -> SteadyBox:
    """页码位置."""
    field = choice(
        {tr("单页右、双页左（公文格式）"): PageNumbers.OUTER, tr("居中"): PageNumbers.CENTRED}, standing
    )
    field.setAccessibleName(tr("页码位置"))
    return field
