"""空白补零, and what the window says that it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.edits.apply import ZeroBlanks
from report_desk.desk.language import tr

if TYPE_CHECKING:
    from report_desk.core.form.edition import Address
    from report_desk.desk.document import Document


def put_zeros(document: Document, cells: tuple[Address, ...] = ()) -> str:
    """Put 0 into every blank among these cells, of the whole report where there are none; say how many.

    The sentence is empty where the way of working does not let it: that is said by whoever refuses it.
    """
    before = len(document.sheet.report.figures)
    refusals: list[None] = []
    connection = document.refused.connect(lambda: refusals.append(None))
    document.submit(ZeroBlanks(cells), tr("空白补零"))
    document.refused.disconnect(connection)
    count = len(document.sheet.report.figures) - before
    if count:
        return tr("已把 {count} 个空格填成 0，Ctrl+Z 撤销。").format(count=count)
    return "" if refusals else tr("没有空格要补零。")
