"""Report Desk itself, in the process: an evaluated report in, PDF out, as the window does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk import resources
from report_desk.core.output.printout import printout
from report_desk.core.record import codec
from report_desk.core.sheet import Sheet, evaluate
from report_desk.publish.pdf.export import publish_pdf

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def load(path: Path) -> Sheet:
    """The report that a page was made of: ``NAME.rdesk`` beside ``NAME.json``."""
    report = codec.read(path.with_suffix(".rdesk").read_bytes()).report
    return evaluate(resources.format_by_id(report.format), report)


def builder(fonts: Path) -> Callable[[Sheet], bytes]:
    """Something that turns a report into PDF."""
    del fonts
    return lambda sheet: publish_pdf(printout(sheet)).data
