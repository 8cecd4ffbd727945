"""A whole report folded into one short string: what was handed over, returned or approved.

zlib over the record without its own history, in base64: some 3 KB, so that a file with years of
hand-overs stays far below its cap.
"""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

from msgspec.structs import replace

from report_desk.core.limits import LARGEST_RECORD
from report_desk.core.record import codec

if TYPE_CHECKING:
    from report_desk.core.report.model import Report


class UnreadableSnapshotError(ValueError):
    """The string is no snapshot."""


def snapshot(report: Report) -> str:
    """Fold a report; its history, and with it older snapshots, is left out."""
    return base64.b64encode(zlib.compress(codec.write(replace(report, history=())), 9)).decode()


def unfolded(folded: str) -> Report:
    """The report in a snapshot. Raises UnreadableSnapshotError."""
    try:
        inflate = zlib.decompressobj()
        data = inflate.decompress(base64.b64decode(folded, validate=True), LARGEST_RECORD)
        if inflate.unconsumed_tail or not inflate.eof:
            raise UnreadableSnapshotError("存档内容不完整。")
        return codec.read(data).report
    except (ValueError, zlib.error, codec.DamagedRecordError) as error:
        raise UnreadableSnapshotError("存档内容读不出来。") from error
