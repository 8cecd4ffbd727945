"""The characters of a text as they print: what cannot be seen goes, look-alikes become the real ones.

`visible` is what comes in from outside, `printable` what every exporter sets; `unprintable` names what no
bundled face can show, so that a clerk is told before a 〓 stands on paper.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from functools import cache

BUNDLED = """
20-7E A0-2EE 2F3 2F7 300-34F 351-353 357-358 35A 35C-362 370-377 37A-37F 384-38A 38C 38E-3A1 3A3-525
1E00-1EFB 1F00-1F15 1F18-1F1D 1F20-1F45 1F48-1F4D 1F50-1F57 1F59 1F5B 1F5D 1F5F-1F7D 1F80-1FB4 1FB6-1FC4
1FC6-1FD3 1FD6-1FDB 1FDD-1FEF 1FF2-1FF4 1FF6-1FFE 2000-2064 206A-2071 2074-208E 2090-209C 20A0-20B5
20B8-20BA 20BD 20D0-20D1 20D6-20D7 20DB-20DE 20E1 2100-2149 214B 214E 2150-2185 2189 2190-2312 2318-2319
231C-2321 2324-232C 2373-2375 237A 237D 2387 2394 239B-23AE 23B0-23B1 23BE-23CC 23CE-23CF 23DA-23DB 23E3
23E5 23E8 2422-2423 2460-269C 269E-26B8 26BD-26BE 26C0-26C3 26E2 2701-2704 2706-2709 270C-2727 2729-274B
274D 274F-2752 2756 2758-275E 2761-2794 2798-27AF 27B1-27BE 27C5-27C6 27E0 27E6-27EB 27F0-28FF 2906-2907
290A-290B 2934-2935 2940-2941 2983-2984 29BF 29CE-29D5 29EB 29FA-29FB 2A00-2A02 2A0C-2A1C 2A2F 2A6A-2A6B
2A7D-2AA0 2AAE-2ABA 2AF9-2AFA 2B00-2B1A 2B1F-2B24 2B53-2B54 2B95 2C60-2C77 2C79-2C7F 2E3A-2E3B 2E80-2E99
2E9B-2EF3 2F00-2FD5 2FF0-2FFB 3000-303F 3041-3096 3099-30FF 3105-312F 3131-3163 3165-318E 3190-31BB
31C0-31E3 31F0-321E 3220-332B 332D-4DBF 4E00-9FFF F901-F903 F905-F906 F90A-F90C F915-F91A F91D-F91F
F92C-F92D F92F F931-F935 F937 F939-F93A F943 F947-F948 F94A F94E F952-F953 F95E F962-F968 F96E F972-F974
F976 F979-F97B F97E-F980 F984-F985 F98A-F98C F98E F991 F993 F995 F998 F99B-F99C F99E-F99F F9A5 F9AE F9B5
F9B7-F9B8 F9BA-F9BB F9BD-F9BE F9C0 F9C5-F9C6 F9D0 F9D8-F9DA F9DC-F9E4 F9E7 F9E9 F9F1 F9F4-F9F5 F9FA-F9FB
F9FD F9FF FA02 FA05-FA08 FA0A FA0C-FA0F FA11 FA13-FA14 FA18 FA1F-FA21 FA23-FA24 FA27-FA29 FA2F FA33-FA35
FA37-FA38 FA3A FA47 FA49 FA4B FA5C-FA5E FB00-FB06 FE10-FE19 FE30-FE52 FE54-FE66 FE68-FE6B FF01-FF9F
FFA1-FFBE FFC2-FFC7 FFCA-FFCF FFD2-FFD7 FFDA-FFDC FFE0-FFE6 FFE8-FFEE 1F100-1F10C 1F110-1F16C
1F170-1F1AC 1F200-1F202 1F210-1F23B 1F240-1F248 1F250-1F251 20087 20089 200CC 20164 20628 20676 20CD0
2139A 21413 215D7 2298F 235CB 23C97-23C98 23E23 241FE 2420E 248E9 249DB 24A01 24A7D 24AC9 25532 25562
255A8 25ED7 26221 2648D 26676 2677C 26951 26B5C 26C21 278B2 27EAF 27FF9 28408 28678 28695 287E0 28B49
28C47 28C4F 28C51 28C54 28E0F 28E99 2967F 29810 29F7E 29F83 29F8C 2A7DD 2A8FB 2A917 2AA30 2AA36 2AA58
2AFA2 2B127-2B128 2B137-2B138 2B1ED 2B300 2B363 2B36F 2B372 2B37D 2B404 2B410 2B413 2B461 2B4E7 2B4EF
2B4F6 2B4F9 2B50D-2B50E 2B536 2B5AE-2B5AF 2B5B3 2B5E7 2B5F4 2B61C-2B61D 2B626-2B628 2B62A 2B62C
2B695-2B696 2B6AD 2B6ED 2B7A9 2B7C5 2B7E6 2B7F9 2B7FC 2B806 2B80A 2B81C 2B8B8 2BAC7 2BB5F 2BB62 2BB7C
2BB83 2BC1B 2BD77 2BD87 2BDF7 2BE29 2C029-2C02A 2C0A9 2C0CA 2C1D5 2C1D9 2C1F9 2C27C 2C288 2C2A4 2C317
2C35B 2C361 2C364 2C488 2C494 2C497 2C542 2C613 2C618 2C621 2C629 2C62B-2C62D 2C62F 2C642 2C64A-2C64B
2C72C 2C72F 2C79F 2C7C1 2C7FD 2C8D9 2C8DE 2C8E1 2C8F3 2C907 2C90A 2C91D 2CA02 2CA0E 2CA7D 2CAA9 2CB29
2CB2D-2CB2E 2CB31 2CB38-2CB39 2CB3B 2CB3F 2CB41 2CB4A 2CB4E 2CB5A-2CB5B 2CB64 2CB69 2CB6C 2CB6F 2CB73
2CB76 2CB78 2CB7C 2CBB1 2CBBF-2CBC0 2CBCE 2CC56 2CC5F 2CCF5-2CCF6 2CCFD 2CCFF 2CD02-2CD03 2CD0A 2CD8B
2CD8D 2CD8F-2CD90 2CD9F-2CDA0 2CDA8 2CDAD-2CDAE 2CDD5 2CE18 2CE1A 2CE23 2CE26 2CE2A 2CE7C 2CE88 2CE93
2D544 2F878 2F884 2F8B6 2F920
"""
"""The characters that the bundled faces have (``resources/fonts``), as hexadecimal ranges, ends included."""
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0x00AD, *range(0xD800, 0xE000))
_FORMATS = (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFE00, 0xFE10))
_NO_CHARACTERS = (0xFEFF, *range(0xFFF9, 0xFFFC), 0xFFFE, 0xFFFF, *range(0xE0000, 0xE0200))
_SPACES = (0x09, 0x0A, 0x0D, 0xA0, 0x2028, 0x2029)
_RADICALS = range(0x2E80, 0x2FD6)
"""The radicals of dictionaries, which copying from a PDF yields in place of the characters they look like."""
_COMPATIBLE = (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
"""Characters coded twice, for round trips to old code pages."""


def _unified() -> dict[int, str]:
    folded = {code: unicodedata.normalize("NFKC", chr(code)) for code in (*_RADICALS, *_COMPATIBLE)}
    return {code: text for code, text in folded.items() if text != chr(code)}


_PRINTED: dict[int, str | None] = {
    **_unified(),
    **dict.fromkeys((*_CONTROLS, *_FORMATS, *_NO_CHARACTERS)),
    **dict.fromkeys(_SPACES, " "),
}


_BLANKS = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F)
_BULLETS = range(0xF020, 0xF100)
"""Where Word keeps the signs of its symbol fonts, such as the bullets of a list: they are no characters."""
_SEEN: dict[int, str | None] = {
    **dict.fromkeys((*_CONTROLS, *_FORMATS, *_NO_CHARACTERS, *_BULLETS, 0x061C, 0x2028, 0x2029, 0xFFFC)),
    **dict.fromkeys(_BLANKS, " "),
}
del _SEEN[ord("\n")], _SEEN[ord("\t")]
_OTHERWISE = frozenset(map(chr, _PRINTED))
"""The characters that do not print as they stand."""


def printable(text: str) -> str:
    """The text as it prints.

    Without what cannot be seen (controls, direction marks, lone surrogates) and without outer space;
    radicals and characters coded twice as the unified ones.
    """
    if not _OTHERWISE.isdisjoint(text):
        text = text.translate(_PRINTED)
    return text.strip(" \u3000")


def visible(text: str) -> str:
    """The text as it was written by hand: without what cannot be seen, but line feeds and tabs.

    Every other character stays, also one that Unicode assigned after this Python was made, or that an office
    has put into the area of private use: a name is never shortened in silence.
    """
    return text.translate(_SEEN)


def unprintable(text: str) -> str:
    """The characters of a text that no bundled face can show, each once, in their order."""
    missing = set("".join(map(_lacking, set(text))))
    return "".join(sorted(missing, key=text.find))


@cache
def _lacking(character: str) -> str:
    """What a character prints as, where no bundled face can show it; else nothing."""
    return "".join(shown for shown in printable(character) if not _is_bundled(ord(shown)))


def _is_bundled(code: int) -> bool:
    firsts, lasts = _bundled()
    at = bisect_right(firsts, code)
    return at > 0 and code <= lasts[at - 1]


@cache
def _bundled() -> tuple[list[int], list[int]]:
    """Where the ranges of the bundled characters begin and end, in order."""
    ranges = [(first, last or first) for first, _, last in (ends.partition("-") for ends in BUNDLED.split())]
    return [int(first, 16) for first, _ in ranges], [int(last, 16) for _, last in ranges]
