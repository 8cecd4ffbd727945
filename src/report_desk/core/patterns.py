"""What a regular expression may cost at worst, read off the expression itself.

An edition's patterns meet text that anybody may have written. A pattern that repeats without end, or
that can split one text in many ways, takes quadratic or endless time on a text made for it, so the
format reader refuses it: every repeat has an upper bound, and the steps that one starting place can
take, the product of all ways to split, stay below `MOST_STEPS`. Searching is then linear in the
text. A repeat marked possessive (``{0,4}+``, ``?+``) or atomic (``(?>…)``) never tries again.

What a text must hold for a pattern to be found in it can be read off as well. Looking for a word takes a
tenth of the time of trying a pattern at every place, and most patterns are found in few texts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, cast

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_STEPS = 5000
LONGEST_REPEAT = 64
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
_LOOKS = {codes.ASSERT, codes.ASSERT_NOT}
_FOLDED = re.IGNORECASE
"""With this flag a pattern is found where the letters that it names do not stand."""
_REFERENCES = {codes.GROUPREF, codes.GROUPREF_EXISTS}


class Cost(Struct, frozen=True):
    """The ways in which a part can match at one place, and the steps it takes to try them all."""

    ways: int = 1
    steps: int = 1


class UnboundedError(ValueError):
    """A pattern may take too long; the message is a sentence that says why."""


def refuse_unbounded(source: str) -> None:
    """Raises UnboundedError for a pattern that is not linear, re.error for what is no pattern."""
    cost = _sequence(parser.parse(source))
    if cost.steps > MOST_STEPS:
        raise UnboundedError(
            f"最坏时在一处要试 {cost.steps} 步，最多 {MOST_STEPS} 步；重复处请用 {{0,n}}+ 或 ?+"
        )


def _sequence(items: object) -> Cost:
    ways, steps = 1, 0
    for operation, argument in cast("Iterable[tuple[object, object]]", items):
        cost = _item(operation, argument)
        steps += ways * cost.steps
        ways *= cost.ways
    return Cost(ways, max(steps, 1))


def _item(operation: object, argument: object) -> Cost:
    """The cost of one operation of the parsed expression; what is not named here looks at one character."""
    match argument:
        case (int(least), int(most), body) if operation in _REPEATS:
            return _repeat(least, most, _sequence(body), is_final=operation is codes.POSSESSIVE_REPEAT)
        case (None, [*branches]) if operation is codes.BRANCH:
            tried = [_sequence(branch) for branch in branches]
            return Cost(sum(cost.ways for cost in tried), sum(cost.steps for cost in tried))
        case (_, _, _, body) if operation is codes.SUBPATTERN:
            return _sequence(body)
        case (_, body) if operation in _LOOKS:
            return Cost(1, _sequence(body).steps)
    if operation is codes.ATOMIC_GROUP:
        return Cost(1, _sequence(argument).steps)
    if operation in _REFERENCES:
        raise UnboundedError("不能引用前面的组")
    return Cost()


def _repeat(least: int, most: int, body: Cost, *, is_final: bool) -> Cost:
    if most > LONGEST_REPEAT:
        raise UnboundedError(f"重复要有上限，最多 {LONGEST_REPEAT} 次，如 {{0,4}}+")
    if is_final:
        return Cost(1, most * body.steps + 1)
    ways = sum(body.ways**times for times in range(least, most + 1))
    return Cost(ways, body.steps * sum(body.ways**times for times in range(most)) + 1)


def may_be_found(source: str, text: str) -> bool:
    """Whether a pattern need be tried: False where a word is missing without which it cannot be found."""
    for words in needed(source):
        for word in words:
            if word in text:
                break
        else:
            return False
    return True


@lru_cache(maxsize=256)
def needed(source: str) -> tuple[tuple[str, ...], ...]:
    """Groups of words, the longest first: wherever the pattern is found, one of each stands in the text.

    Raises re.error for what is no pattern.
    """
    parsed = parser.parse(source)
    if parsed.state.flags & _FOLDED:
        return ()
    return tuple(sorted(_needs(parsed), key=_length, reverse=True))


def _length(words: tuple[str, ...]) -> int:
    return min(map(len, words))


def _needs(items: object) -> Iterator[tuple[str, ...]]:
    """The groups of a sequence, in its order; letters that follow each other are one word."""
    word = ""
    for operation, argument in cast("Iterable[tuple[object, object]]", items):
        if operation is codes.LITERAL:
            word += chr(cast("int", argument))
            continue
        if word:
            yield (word,)
        word = ""
        yield from _needs_of(operation, argument)
    if word:
        yield (word,)


def _needs_of(operation: object, argument: object) -> Iterator[tuple[str, ...]]:
    """The groups of one operation that is no letter; none of what may match without them."""
    match argument:
        case (int(least), int(), body) if operation in _REPEATS and least:
            yield from _needs(body)
        case (_, int(added), _, body) if operation is codes.SUBPATTERN and not added & _FOLDED:
            yield from _needs(body)
        case (None, [*branches]) if operation is codes.BRANCH:
            best = [max(_needs(branch), key=_length, default=()) for branch in branches]
            if all(best):
                yield tuple(word for words in best for word in words)
        case [*_] if operation is codes.IN:
            members = cast("list[tuple[object, int]]", argument)
            if all(kind is codes.LITERAL for kind, _ in members):
                yield tuple(chr(code) for _, code in members)
    if operation is codes.ATOMIC_GROUP:
        yield from _needs(argument)
