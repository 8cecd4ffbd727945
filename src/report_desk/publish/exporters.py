"""Every format that a printout can be exported in: one table, from the suffix of a file to its exporter.

A new format is a package beside ``pdf/`` that writes what ``pages/composer.py`` has placed, and a line
here. An exporter imports its package when it is first called: the libraries behind one take long to load.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.output.printout import Printout
    from report_desk.core.ports import PublishedPages, Publisher

PDF = ".pdf"


def _pdf(printout: Printout) -> PublishedPages:
    from report_desk.publish.pdf.export import publish_pdf  # noqa: PLC0415 - see above

    return publish_pdf(printout)


EXPORTERS: Mapping[str, Publisher] = {PDF: _pdf}
"""The exporters by suffix, in lower case and with its dot."""
