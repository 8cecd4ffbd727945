"""What the office calls how far a report is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.consolidation.entry import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

STANDING_NAMES: Mapping[Standing, str] = {
    Standing.MISSING: "未交",
    Standing.DRAFT: "未送审",
    Standing.SUBMITTED: "已交",
    Standing.RETURNED: "退回",
    Standing.RESUBMITTED: "再交",
    Standing.APPROVED: "定稿",
    Standing.CHANGED_AFTER_APPROVAL: "定稿后改过",
    Standing.UNREADABLE: "读不出",
}
