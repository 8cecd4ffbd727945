"""The 定稿指纹: a short code for what prints, to compare paper with file.

The content is canonical JSON (RFC 8785): counts as integers, money and text figures as strings,
prose with its numbers resolved. Remarks, explanations, state and how a number was bound leave it
alone. 80 bits of SHA-256 as four groups of Crockford base32 and a check character (mod 37), so that
a code typed from paper is either right or refused.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import rfc8785

from report_desk.core import prose
from report_desk.core.calculation import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from report_desk.core.calculation import Number
    from report_desk.core.format import Address, ReportFormat
    from report_desk.core.report import Report

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS = _ALPHABET + "*~$=U"
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BITS = 80
_DIGITS = 16

Content = dict[str, int | str | dict[str, int | str]]


class MistypedFingerprintError(ValueError):
    """The text is no fingerprint, or its check character says that it was mistyped."""


def content(
    form: ReportFormat,
    report: Report,
    sections: Mapping[str, str],
    totals: Mapping[Address, Number | None],
) -> Content:
    """What prints, as plain values; blanks are left out, prose is its paragraphs joined by newlines."""
    printed = [detail.id for detail in form.details if detail.prints]
    typed = [cell.address for cell in form.typed if cell.address in report.figures]
    known = {str(place): value for place, value in totals.items() if value is not None}
    texts = {name: "\n".join(prose.paragraphs(sections.get(name, ""))) for name in form.prose_ids}
    return {
        "organ": report.organ,
        "year": report.year,
        "format": report.format,
        "details": {name: report.details[name] for name in printed if report.details.get(name)},
        "sections": {name: text for name, text in texts.items() if text},
        "figures": {str(place): report.figures[place] for place in typed},
        "totals": {
            place: value if isinstance(value, int) else plain(value) for place, value in known.items()
        },
    }


def of(printed: Content) -> str:
    """The fingerprint of what prints, such as ``7F3A-91C2-0ZK4-M8TD-5``."""
    digest = hashlib.sha256(rfc8785.dumps(dict(printed))).digest()
    return _written(int.from_bytes(digest) >> (len(digest) * 8 - _BITS))


def _written(number: int) -> str:
    digits = "".join(_ALPHABET[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
    groups = [digits[start : start + 4] for start in range(0, _DIGITS, 4)]
    return "-".join((*groups, _CHECKS[number % 37]))


def typed(text: str) -> str:
    """A fingerprint read off paper in its canonical form: case, blanks and O/0, I/1 do not matter.

    Raises MistypedFingerprintError.
    """
    bare = "".join(text.upper().split()).replace("-", "").translate(_LOOKALIKES)
    digits, check = bare[:_DIGITS], bare[_DIGITS:]
    if len(digits) < _DIGITS or len(check) != 1 or any(digit not in _ALPHABET for digit in digits):
        raise MistypedFingerprintError("定稿指纹是四组四位加一位校验，如 7F3A-91C2-0ZK4-M8TD-5。")
    number = 0
    for digit in digits:
        number = number << 5 | _ALPHABET.index(digit)
    if check not in _CHECKS or _CHECKS.index(check) != number % 37:
        raise MistypedFingerprintError("定稿指纹抄错了：校验位不符，请再核对一遍。")
    return _written(number)
