"""Proves 生僻字字库 with an installed program: `rare.py missing|printed PROGRAM [WORD…]`.

A report with a character of each extension that the package has whole is exported: without the package
each is named as missing, with it none is, and the page bears the package's faces.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

CHARACTERS = "𠀀𪜀𫝀𫠠𬺰𮯰"
"""The first of the extensions B, C, D, E, F and I."""
FACES = (b"DeskRare", b"Desk#20Rare", b"Desk Rare")


def run(program: list[str], *words: str | Path) -> str:
    """One call of the program; what it says, on both streams."""
    called = [*program, *map(str, words)]
    done = subprocess.run(called, capture_output=True, encoding="utf-8", check=False, timeout=300)
    said = f"{done.stdout}{done.stderr}"
    if done.returncode:
        sys.exit(f"{' '.join(called)}: ended with {done.returncode}\n{said}")
    return said


def bears_faces(pdf: bytes) -> bool:
    """Whether one of the package's faces is embedded."""
    inside = [pdf]
    for found in re.finditer(rb"stream\r?\n", pdf):
        try:
            inside.append(zlib.decompressobj().decompress(pdf[found.end() :]))
        except zlib.error:
            continue
    return any(name in part for part in inside for name in FACES)


def main(state: str, program: list[str]) -> None:
    """Export the report, and hold what is said and what is printed against the state."""
    with tempfile.TemporaryDirectory() as name:
        report, words, pdf = (Path(name, one) for one in ("a.rdesk", "words.txt", "a.pdf"))
        words.write_text(f"这些字有{CHARACTERS}。", encoding="utf-8")
        run(program, "new", report, "--organ", "示例区文化和旅游局", "--year", "2025")
        run(program, "fill", report, "--section", f"overview={words}")
        said = run(program, "export", report, "--draft", "-o", pdf)
        named = [sign for sign in CHARACTERS if sign in said]
        embedded = bears_faces(pdf.read_bytes())
    print(
        f"{state}: named as missing: {''.join(named) or 'none'}; the package's faces in the PDF: {embedded}"
    )
    if (len(named), embedded) != ((len(CHARACTERS), False) if state == "missing" else (0, True)):
        sys.exit(1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
