"""Which fonts set the pages, in words: told beside the pages that are exported or printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_NO_ROLES = frozenset({"own", "missing", "lent"})
_MOST_SHOWN = 12
"""Characters that are named; of more there is the count."""


class FontsUsed(QLabel):
    """Says whose fonts set the pages, and which characters needed another font or have none.

    ``is_bundled`` tells whether only the program's own fonts were asked for.
    """

    def __init__(self, is_bundled: Callable[[], bool]) -> None:
        super().__init__()
        self._is_bundled = is_bundled
        self.setProperty("role", "note")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def tell(self, faces: Mapping[str, str]) -> None:
        """Say it of pages just made (`PublishedPages.faces`)."""
        words = [self._whose(faces)]
        if lent := faces.get("lent", ""):
            told = self.tr("有 {count} 个字本机的公文字体里没有，换别的字体印：{signs}")
            words.append(told.format(count=len(lent), signs=self._shown(lent)))
        if missing := faces.get("missing", ""):
            told = self.tr("有 {count} 个字哪种字体都没有，印成〓（可以装「年报台生僻字字库」）：{signs}")
            words.append(told.format(count=len(missing), signs=self._shown(missing)))
        self.setText("\n".join(words))

    def _whose(self, faces: Mapping[str, str]) -> str:
        own = faces.get("own", "")
        if own:
            names = own.splitlines()
            is_all = all(face in names for role, face in faces.items() if role not in _NO_ROLES)
            told = (
                self.tr("用的是本机的字体：{names}。")
                if is_all
                else self.tr("本机的字体：{names}；其余用程序自带的。")
            )
            return told.format(names=self.tr("、").join(names))
        if self._is_bundled():
            return self.tr("用的是程序自带的字体，在哪台电脑上印都一样。")
        return self.tr("本机没有能用的公文字体，用的是程序自带的。")

    def _shown(self, signs: str) -> str:
        shown = self.tr("、").join(signs[:_MOST_SHOWN])
        return f"{shown}…" if len(signs) > _MOST_SHOWN else shown
