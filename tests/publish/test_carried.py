"""What a PDF carries comes back identical, and a hostile PDF costs a sentence, not the program."""

from __future__ import annotations

import re
import zlib
from contextlib import suppress
from io import BytesIO

import pikepdf
import pytest
from msgspec.structs import replace

from report_desk.core.ports import UnreadableFileError
from report_desk.publish.pdf.export import publish_pdf
from report_desk.publish.pdf.proving import carried
from report_desk.publish.pdf.proving.carried import carried_record
from tests.publish.cases import sample


@pytest.fixture(scope="module")
def record() -> bytes:
    return sample(2024).record


@pytest.fixture(scope="module")
def pdf(record: bytes) -> bytes:
    return publish_pdf(replace(sample(2024), record=record)).data


def stream(data: bytes, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    """A PDF of nothing but an attachment."""
    head = b"%%PDF-1.7\n1 0 obj\n<</Type/EmbeddedFile%b/Length %d>>\nstream\n" % (entries, len(data))
    return head + data + b"\nendstream\nendobj\n"


def test_record_comes_back_byte_for_byte(pdf: bytes, record: bytes) -> None:
    assert record
    assert carried_record(pdf) == record


def test_attachment_is_what_other_programs_find(pdf: bytes, record: bytes) -> None:
    with pikepdf.open(BytesIO(pdf)) as document:
        assert list(document.attachments) == ["report.json"]
        assert document.attachments["report.json"].get_file().read_bytes() == record
        assert document.Root.AF[0].AFRelationship == "/Source"


@pytest.mark.parametrize("compressed", [True, False])
def test_record_survives_another_program(pdf: bytes, record: bytes, *, compressed: bool) -> None:
    target = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.save(
            target, compress_streams=compressed, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    assert carried_record(target.getvalue()) == record


def test_pdf_without_attachment_carries_nothing() -> None:
    plain = publish_pdf(replace(sample(2024), record=b"")).data
    assert carried_record(plain) is None


def test_last_attachment_wins_as_in_an_updated_file() -> None:
    both = stream(zlib.compress(b'{"old": 1}')) + stream(zlib.compress(b'{"new": 1}'))
    assert carried_record(both) == b'{"new": 1}'


@pytest.mark.parametrize(
    ("hostile", "sentence"),
    [
        (b"", "不是PDF"),
        (b"PK\x03\x04" + bytes(4000), "不是PDF"),
        (b"%PDF-1.7\n" + b"/EmbeddedFile " * 100, "附件过多"),
        (stream(zlib.compress(bytes(64 << 20))), "过大"),
        (stream(zlib.compress(b"{" + bytes(4 << 20))), "过大"),
        (stream(zlib.compress(b"{}" * 900)[:-12]), "残缺"),
        (stream(b"not deflated"), "损坏"),
        (stream(b"{}", b"/Filter/LZWDecode"), "压缩方式"),
        (stream(b"x" * (5 << 20), b"")[:-30], "过大"),
        (b"%PDF-1.7\ntrailer<</Encrypt 9 0 R>>", "密码"),
    ],
    ids=[
        "empty",
        "zip",
        "many",
        "bomb",
        "too large",
        "cut short",
        "no deflate",
        "filter",
        "endless",
        "locked",
    ],
)
def test_hostile_file_costs_a_sentence(hostile: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError, match=sentence):
        carried_record(hostile)


def test_huge_file_is_refused(monkeypatch: pytest.MonkeyPatch, pdf: bytes) -> None:
    monkeypatch.setattr(carried, "LARGEST_PDF", 1000)
    with pytest.raises(UnreadableFileError, match="太大"):
        carried_record(pdf)


def test_every_broken_byte_is_survived(pdf: bytes, record: bytes) -> None:
    """A flipped byte anywhere near the attachment gives the record, nothing, or a sentence."""
    at = re.search(rb"/EmbeddedFile", pdf)
    assert at is not None
    for offset in range(at.start() - 60, at.start() + 400, 7):
        broken = bytearray(pdf)
        broken[offset] ^= 0x5A
        with suppress(UnreadableFileError):
            assert isinstance(carried_record(bytes(broken)), bytes | None)
    assert carried_record(pdf) == record
