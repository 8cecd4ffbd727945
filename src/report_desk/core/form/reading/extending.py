"""An edition that ``extends`` another one: it says only what is different.

A field replaces the one of the same name. A list of entries (tables, sections, checks, rows …) is laid
over the other's entry by entry: two entries are the same whose ``id`` is (``title`` or ``label`` where
they have none; for checks, the ``level`` too where it is given). An entry that the other edition does not
have comes last, or ``before`` the one it names; ``drop = true`` leaves one out, and ``instead = true``
replaces one as a whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from report_desk.core.strict_reader import JsonValue, Mistake

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Entry = dict[str, JsonValue]

MOST_GENERATIONS = 8
_KEY, _DIRECTIVES = "extends", frozenset({"drop", "instead", "before"})
_ALWAYS_WHOLE = frozenset({"aliases", "choices"})


class Whole(Struct):
    """A whole edition, put together; ``origins`` says where in its own file a part of it stands.

    A path of the whole that no origin is a beginning of was taken over from the other edition.
    """

    mapping: dict[str, JsonValue]
    origins: dict[str, str] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def origin(self, path: str) -> str | None:
        """The path in the edition's own file, or None for what another edition says."""
        if not self.origins:
            return path
        end = len(path)
        while end > 0:
            if path[:end] in self.origins:
                return self.origins[path[:end]] + path[end:]
            end = max(path.rfind(".", 0, end), path.rfind("[", 0, end))
        return None


def whole(
    own: Mapping[str, JsonValue], find: Callable[[str], Mapping[str, JsonValue] | None], depth: int = 0
) -> Whole:
    """An edition with all that it takes over; ``find`` gives the mapping of another edition by its id."""
    if _KEY not in own:
        return Whole(dict(own))
    name = own[_KEY]
    result = Whole({})
    base = find(name) if isinstance(name, str) else None
    if base is None:
        result.mistakes.append(Mistake(_KEY, f"没有「{name}」这一版格式"))
    elif depth >= MOST_GENERATIONS:
        result.mistakes.append(Mistake(_KEY, f"沿用来沿用去，超过 {MOST_GENERATIONS} 层：有两版互相沿用"))
        base = None
    inherited = whole(base, find, depth + 1) if base is not None else Whole({})
    result.mistakes += [Mistake(_KEY, f"沿用的{name}版：{one}") for one in inherited.mistakes]
    result.mapping = _Laying(result).entry(inherited.mapping, dict(own), "", "")
    result.mapping.pop(_KEY, None)
    return result


class _Laying:
    """Lays one edition over another and notes where each part came from."""

    def __init__(self, result: Whole) -> None:
        self._result = result

    def entry(self, base: Entry, own: Entry, at: str, origin: str) -> Entry:
        """One entry over another; ``at`` and ``origin`` are its paths in the whole and in the own file."""
        merged = dict(base)
        for key, value in own.items():
            if key in _DIRECTIVES and origin:
                continue
            here, there = _under(at, key), _under(origin, key)
            known = base.get(key)
            if key not in _ALWAYS_WHOLE and _is_entries(value) and _is_entries(known):
                merged[key] = self._entries(known, value, here, there)
            else:
                merged[key] = value
                self._result.origins[here] = there
        return merged

    def _entries(self, base: JsonValue, own: JsonValue, at: str, origin: str) -> JsonValue:
        """A list of entries over another: [(entry of the base, own entry, place of the own one)]."""
        kept: list[tuple[Entry, Entry, str]] = [(entry, {}, "") for entry in _entries_of(base)]
        for index, entry in enumerate(_entries_of(own)):
            there = f"{origin}[{index}]"
            same = [place for place, (known, _, _) in enumerate(kept) if _is_same(known, entry)]
            if len(same) > 1:
                self._wrong(there, "另一版里有几处同名，请写明 level")
            elif entry.get("drop") is True:
                self._drop(kept, same, there)
            elif same:
                known = {} if entry.get("instead") is True else kept[same[0]][0]
                kept[same[0]] = (known, entry, there)
            else:
                kept.insert(self._place(kept, entry, there), ({}, entry, there))
        merged: list[JsonValue] = []
        for index, (known, entry, there) in enumerate(kept):
            here = f"{at}[{index}]"
            if not known:
                self._result.origins[here] = there
            merged.append(self.entry(known, entry, here, there) if entry else known)
        return merged

    def _drop(self, kept: list[tuple[Entry, Entry, str]], same: list[int], there: str) -> None:
        if same:
            del kept[same[0]]
        else:
            self._wrong(f"{there}.drop", "另一版里没有这一项，不用去掉")

    def _place(self, kept: list[tuple[Entry, Entry, str]], entry: Entry, there: str) -> int:
        """Where a new entry goes: last, or before the one that it names."""
        if "before" not in entry:
            return len(kept)
        named = {"id": entry["before"]}
        for place, (known, own, _) in enumerate(kept):
            if _is_same({**known, **own}, named):
                return place
        self._wrong(f"{there}.before", f"没有「{entry['before']}」")
        return len(kept)

    def _wrong(self, origin: str, sentence: str) -> None:
        self._result.mistakes.append(Mistake(origin, sentence))


def _under(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _is_entries(value: JsonValue) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(entry, dict) for entry in value)


def _entries_of(value: JsonValue) -> list[Entry]:
    return [entry for entry in value if isinstance(entry, dict)] if isinstance(value, list) else []


def _name(entry: Entry) -> JsonValue:
    return entry.get("id") or entry.get("title") or entry.get("label") or ""


def _is_same(known: Entry, entry: Entry) -> bool:
    level = entry.get("level")
    return _name(known) == _name(entry) and (level is None or known.get("level") in (None, level))
