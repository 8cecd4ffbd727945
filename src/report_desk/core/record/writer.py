"""Report → record: how each part of a report is written down as TinyDB tables of documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from report_desk.core.strict_reader import JsonValue

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from report_desk.core.form.edition import Address
    from report_desk.core.form.kinds import Figure
    from report_desk.core.report.model import (
        Anchor,
        Entry,
        Event,
        Explanation,
        PreviousYear,
        Remark,
        Report,
        Suggestion,
    )

Document = dict[str, JsonValue]


def tables(report: Report, schema: int) -> dict[str, JsonValue]:
    """Every table of the record; the digest of ``report`` is left for the caller to fill in."""
    known: dict[str, list[Document]] = {
        "report": [_head(report, schema)],
        "sections": [
            {"id": name, "text": text, **report.unknown.get(f"sections/{name}", {})}
            for name, text in report.sections.items()
        ],
        "figures": _figures(report),
        "previous": [] if report.previous is None else [previous_document(report.previous)],
        "explanations": [explanation_document(item) for item in report.explanations],
        "remarks": [remark_document(item) for item in report.remarks],
        "suggestions": [_suggestion(item) for item in report.suggestions],
        "history": [_event(item) for item in report.history],
    }
    numbered: dict[str, JsonValue] = {name: _numbered(documents) for name, documents in known.items()}
    return {**numbered, **report.unknown.get("", {})}


def _numbered(documents: Iterable[Document]) -> JsonValue:
    return {str(number): document for number, document in enumerate(documents, start=1)}


def _head(report: Report, schema: int) -> Document:
    revision = report.revision
    return {
        "schema": schema,
        "id": report.id,
        "format": report.format,
        "year": report.year,
        "organ": report.organ,
        "details": dict(report.details),
        "state": report.state.value,
        "revision": revision.number,
        "revision_id": revision.id,
        "parents": list(revision.parents),
        "ancestors": list(revision.ancestors),
        **report.unknown.get("report", {}),
    }


def _figures(report: Report) -> list[Document]:
    names = dict.fromkeys(place.split(".", 1)[0] for place in (*report.figures, *report.declared))
    names |= dict.fromkeys(
        place.removeprefix("figures/") for place in report.unknown if place.startswith("figures/")
    )
    return [
        {
            "table": name,
            "values": _values(report.figures, name),
            "declared": _values(report.declared, name),
            **report.unknown.get(f"figures/{name}", {}),
        }
        for name in names
    ]


def _values(figures: Mapping[Address, Figure], table: str) -> JsonValue:
    start = f"{table}."
    return {place[len(start) :]: value for place, value in figures.items() if place.startswith(start)}


def previous_document(previous: PreviousYear) -> Document:
    """Last year's report as it is stored in this year's."""
    return {
        "report_id": previous.report_id,
        "revision_id": previous.revision_id,
        "format": previous.format,
        "year": previous.year,
        "figures": {str(place): figure for place, figure in previous.figures.items()},
        "sections": dict(previous.sections),
        **previous.extra,
    }


def explanation_document(explanation: Explanation) -> Document:
    """One 说明 as it is stored."""
    return {
        "rule": explanation.rule,
        "cells": list(explanation.cells),
        "values": explanation.values,
        "text": explanation.text,
        "by": explanation.by,
        "at": explanation.at,
        "verdict": explanation.verdict.value,
        **explanation.extra,
    }


def _anchor(anchor: Anchor) -> JsonValue:
    return {
        "kind": anchor.kind.value,
        "section": anchor.section,
        "cell": anchor.cell,
        "quote": anchor.quote,
        "place": anchor.place,
        **anchor.extra,
    }


def _entry(entry: Entry) -> JsonValue:
    return {"by": entry.by, "at": entry.at, "text": entry.text, **entry.extra}


def remark_document(remark: Remark) -> Document:
    """One 批注 with its thread as it is stored."""
    return {
        "id": remark.id,
        "anchor": _anchor(remark.anchor),
        "entries": [_entry(entry) for entry in remark.entries],
        "closed_by": remark.closed_by,
        "closed_at": remark.closed_at,
        **remark.extra,
    }


def _suggestion(suggestion: Suggestion) -> Document:
    return {
        "id": suggestion.id,
        "anchor": _anchor(suggestion.anchor),
        "before": suggestion.before,
        "after": suggestion.after,
        "by": suggestion.by,
        "at": suggestion.at,
        "decision": suggestion.decision.value,
        "decided_by": suggestion.decided_by,
        "decided_at": suggestion.decided_at,
        **suggestion.extra,
    }


def _event(event: Event) -> Document:
    return {
        "kind": event.kind.value,
        "by": event.by,
        "at": event.at,
        "revision": event.revision,
        "fingerprint": event.fingerprint,
        "reason": event.reason,
        "snapshot": event.snapshot,
        **event.extra,
    }
