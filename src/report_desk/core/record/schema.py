"""The published descriptions of what this program stores, made from the structs that it is read into.

``make schema`` writes them to ``resources/schema/``: by them other programs read a saved file, and what an
exported PDF carries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from report_desk.core.record.annotations import document
from report_desk.core.record.published import PublishedRecord
from report_desk.core.record.shapes import Json, mapping_schema
from report_desk.core.record.tables import HEAD, Holds, layout
from report_desk.core.report.model import Report

if TYPE_CHECKING:
    from report_desk.core.record.tables import Layout, Table
    from report_desk.core.strict_reader import JsonValue

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ABOUT = (
    "One annual report on government information disclosure (.rdesk): UTF-8 JSON in TinyDB's shape, table to "
    "document number to document. Only what was typed is stored; totals and findings are computed. Fields "
    "that a reader does not know are to be kept."
)
_DIGEST: Json = {
    "type": "string",
    "pattern": "^[0-9a-f]{64}$",
    "description": "SHA-256 over the record without this field, as JSON with sorted keys and no blanks.",
}
_ALWAYS = {Holds.SECTIONS, Holds.FIGURES}
"""The tables that a file has even where they are empty."""


def record_schema(kind: type[Report] = Report) -> Json:
    """JSON Schema (draft 2020-12) of a whole record."""
    form = layout(kind)
    defs: Json = {}
    tables = {table.name: _table(table, defs) for table in form.tables}
    return {
        "$schema": _DIALECT,
        "title": "report-desk record",
        "description": _ABOUT,
        "type": "object",
        "required": [HEAD, *(table.name for table in form.tables if table.holds in _ALWAYS)],
        "properties": {HEAD: _head(form, defs), **tables},
        "$defs": defs,
    }


def published_schema() -> Json:
    """JSON Schema (draft 2020-12) of what an exported PDF carries."""
    defs: Json = {}
    whole = document(PublishedRecord).schema(defs)
    return {
        "$schema": _DIALECT,
        "$id": "urn:report-desk:published",
        "title": "What an exported PDF carries of its report: what prints, and no more",
        **whole,
        "$defs": defs,
    }


def _head(form: Layout, defs: Json) -> Json:
    """Exactly one document: the version, what stands in no table of its own, the digest."""
    known = mapping_schema(form.head_fields, defs)
    defs["Head"] = {
        **known,
        "required": [*cast("list[JsonValue]", known["required"]), "digest"],
        "properties": {**cast("Json", known["properties"]), "digest": _DIGEST},
    }
    return {
        "type": "object",
        "description": "Exactly one document.",
        "required": ["1"],
        "properties": {"1": {"$ref": "#/$defs/Head"}},
        "additionalProperties": False,
    }


def _table(table: Table, defs: Json) -> Json:
    return {
        "type": "object",
        "description": table.description,
        "patternProperties": {"^[0-9]+$": table.document.schema(defs)},
        "additionalProperties": False,
        "maxProperties": table.most,
    }
