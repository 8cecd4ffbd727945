"""What each total of a table adds up, read off how its rows and columns nest.

A total that is marked ``total = true`` sums every typed leaf of the group in which it stands, however
deep. Subtotals among them only repeat some of these leaves, so they are passed over: each leaf counts
once, wherever the subtotal stands. A total with a list, ``total = ["new", "carried_in"]``, sums just
these, subtotals included.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from report_desk.core.form.edition import Column, Row

Sums = dict[str, tuple[str, ...]]
"""Each total's id with the ids that it adds up."""


def sums(nodes: tuple[Row, ...] | tuple[Column, ...]) -> Sums:
    """What each total of a tree of rows (or of columns) adds up."""
    return dict(_sums(nodes))


def _sums(nodes: tuple[Row, ...] | tuple[Column, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in nodes:
        if node.is_total:
            yield node.id, node.adds or tuple(leaf.id for leaf in leaves(nodes) if not leaf.is_total)
        yield from _sums(nested(node))


def nested(node: Row | Column) -> tuple[Row, ...] | tuple[Column, ...]:
    """The rows or columns of a group; nothing where it is a leaf."""
    return getattr(node, "rows", ()) or getattr(node, "columns", ())


def leaves(nodes: tuple[Row, ...] | tuple[Column, ...]) -> tuple[Row | Column, ...]:
    """The leaves of a tree of rows or columns, in printed order."""
    return tuple(leaf for node in nodes for leaf in (leaves(nested(node)) if nested(node) else (node,)))


def circle(adding: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Totals that add each other up, the first one again at the end; nothing where all is well."""
    try:
        TopologicalSorter(adding).prepare()
    except CycleError as error:
        found: list[str] = error.args[1]
        return tuple(found)
    return ()


def counted_twice(total: str, adding: Mapping[str, tuple[str, ...]]) -> str:
    """A leaf that reaches a total on more than one way; empty where each does once."""
    seen: set[str] = set()
    open_ids = list(adding[total])
    while open_ids:
        name = open_ids.pop()
        if name in adding:
            open_ids += adding[name]
        elif name in seen:
            return name
        seen.add(name)
    return ""
