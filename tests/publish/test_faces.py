"""The faces: every character of the national list prints, the clerk's own fonts come first."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont
from fontTools.ttLib.tables._n_a_m_e import NameRecord
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.output.printout import Heading, Paragraph, PrintOptions, Printout
from report_desk.core.report.characters import BUNDLED, printable, unprintable
from report_desk.publish.fonts import installed
from report_desk.publish.fonts.faces import choose_faces
from report_desk.publish.fonts.installed import WANTED, find_faces
from report_desk.publish.fonts.setting import SUBSTITUTE, Role, Setting
from report_desk.publish.fonts.typeface import WORTH_PREPARING, open_typeface
from report_desk.publish.pages.composer import compose
from report_desk.publish.pdf.export import load_for_many, publish_pdf
from report_desk.publish.placed import Shape
from tests.publish import probe
from tests.publish.printouts import printout_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

BUNDLE = ("fang", "song", "hei", "kai", "title", "wide", "latin", "signs")
LARGEST_FACE = 11 << 20
RARE = "㛃䶮𬭚㑇㕮𠙶𫠊𬱖𬶮"


def font(characters: Iterable[str], name: str, *, licence: int = 0, cubic: bool = False) -> TTFont:
    """A font with a box for every character."""
    characters = list(characters)
    builder = FontBuilder(1000, isTTF=not cubic)
    order = [".notdef", *(f"u{ord(character):05X}" for character in characters)]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap({ord(character): f"u{ord(character):05X}" for character in characters})
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 700), (900, 700), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
    if cubic:
        builder.setupCFF("Test", {}, {glyph: pen_t2() for glyph in order}, {})
    else:
        builder.setupGlyf({glyph: pen.glyph() for glyph in order})
    widths = {f"u{ord(character):05X}": 500 for character in characters if character < "\x7f"}
    builder.setupHorizontalMetrics({glyph: (widths.get(glyph, 1000), 0) for glyph in order})
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupOS2(fsType=licence)
    builder.setupPost(keepGlyphNames=False)
    builder.setupNameTable({"psName": "TestFont"})
    names = builder.font["name"]
    names.setName("Test", 1, 3, 1, 0x409)
    names.setName(name, 1, 3, 1, 0x804)
    return builder.font


def pen_t2() -> object:
    """An empty cubic outline."""
    from fontTools.pens.t2CharStringPen import T2CharStringPen  # noqa: PLC0415

    return T2CharStringPen(1000, None).getCharString()


def use(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(installed, "font_folders", lambda: (folder,))
    monkeypatch.setattr(installed, "SMALLEST_FONT", 0)
    for known in (find_faces, installed.find_face_with, installed._embeddable):
        known.cache_clear()


@pytest.mark.parametrize("name", BUNDLE)
def test_bundled_face_is_embeddable_light_and_unhinted(name: str) -> None:
    path = resources.path(f"fonts/{name}.ttf")
    face = TTFont(BytesIO(path.read_bytes()))
    assert path.stat().st_size < LARGEST_FACE
    assert face["OS/2"].fsType == 0
    assert "glyf" in face
    assert not {"fpgm", "prep", "cvt ", "GSUB", "GPOS"} & set(face.keys())
    glyphs = list(face.getBestCmap().values())
    assert len(glyphs) == len(set(glyphs)), "two characters share a glyph"
    assert not any(glyph.isComposite() for glyph in (face["glyf"][name] for name in face.getGlyphOrder()))


@pytest.mark.parametrize("name", BUNDLE)
def test_bundled_face_bears_no_reserved_name_and_keeps_its_copyright(name: str) -> None:
    names = TTFont(BytesIO(resources.path(f"fonts/{name}.ttf").read_bytes()))["name"]
    own = " ".join(names.getDebugName(kind) or "" for kind in (1, 3, 4, 6))
    assert not any(
        word in own for word in ("Source", "Noto", "LXGW", "WenKai", "Fandol", "DejaVu", "Liberation")
    )
    assert names.getDebugName(0)
    assert (resources.path("fonts/licences")).is_dir()


@pytest.mark.parametrize("name", ["song", "hei", "title"])
def test_completing_faces_have_all_of_gb2312(name: str) -> None:
    cmap = TTFont(BytesIO(resources.path(f"fonts/{name}.ttf").read_bytes())).getBestCmap()
    cells = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    wanted = {ord(text) for text in (cell.decode("gb2312", "ignore") for cell in cells) if text}
    assert len(wanted) == 6763
    assert not wanted - cmap.keys()


def with_text(text: str) -> Printout:
    return replace(printout_with(), blocks=(Heading("一、总体情况", "overview"), Paragraph(text, "overview")))


def test_rare_characters_of_names_print_in_every_role() -> None:
    for role in Role:
        chosen = choose_faces([(role, RARE)])
        assert "missing" not in chosen.reported
    published = publish_pdf(with_text(f"联系人{RARE}。"))
    assert probe.faults(published.data, with_text(f"联系人{RARE}。")) == []


BASIC = "".join(map(chr, (*range(0x4E00, 0xA000), *range(0x3400, 0x4DC0))))


def test_every_basic_character_prints_and_so_do_signs_and_radicals() -> None:
    assert unprintable(BASIC + "−₂⋯☑☒﹝﹞²³℃㎡①㈠Ⅻ") == ""
    assert printable("⼯⽔⻟凉") == "工水⻟凉"
    for role in Role:
        chosen = choose_faces([(role, printable(BASIC + "−₂⋯☑☒﹝﹞⻟"))])
        assert "missing" not in chosen.reported


def test_the_core_knows_what_the_bundled_faces_have() -> None:
    """The list in the core is that of the chain of faces: `characters.ranges` of them writes it."""
    files = (resources.path(f"fonts/{name}.ttf") for name in BUNDLE)
    codes = set().union(*(TTFont(BytesIO(file.read_bytes())).getBestCmap() for file in files))
    listed = [ends.partition("-") for ends in BUNDLED.split()]
    known = {code for first, _, last in listed for code in range(int(first, 16), int(last or first, 16) + 1)}
    assert known == codes


@pytest.mark.parametrize("character", "￥－～《》")
def test_what_the_body_face_draws_badly_is_taken_from_the_face_of_tables(character: str) -> None:
    setting = choose_faces([(Role.BODY, character)]).settings[Role.BODY]
    assert setting.faces[setting.sort(character).face].family == "Desk Song"


def operators_of(document: pikepdf.Pdf) -> list[pikepdf.ContentStreamInstruction]:
    """The operators of the first page."""
    found = pikepdf.parse_content_stream(document.pages[0])
    return [one for one in found if isinstance(one, pikepdf.ContentStreamInstruction)]


def actual_texts(data: bytes) -> Iterator[tuple[str, bytes]]:
    """What a machine reads in place of a substitute on the first page, and the codes that are shown there."""
    with pikepdf.open(BytesIO(data)) as document:
        operators = operators_of(document)
    for opening, shown, closing in zip(operators, operators[1:], operators[2:], strict=False):
        properties = opening.operands[-1] if str(opening.operator) == "BDC" else None
        if isinstance(properties, pikepdf.Dictionary) and "/ActualText" in properties:
            assert (str(shown.operator), str(closing.operator)) == ("Tj", "EMC")
            yield str(properties.ActualText), bytes(shown.operands[0])


def test_character_of_no_face_prints_a_mark_and_is_reported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    use(monkeypatch, tmp_path)
    published = publish_pdf(with_text("表情😀与罕字𪚥。"))
    assert published.faces["missing"] == "😀𪚥"
    shown = dict(actual_texts(published.data))
    mark = choose_faces([(Role.BODY, "〓")]).settings[Role.BODY].sort("〓").glyph
    assert shown == dict.fromkeys("😀𪚥", mark.to_bytes(2))


def test_threads_may_learn_the_same_characters_at_once() -> None:
    faces = tuple(open_typeface(resources.path(f"fonts/{name}.ttf")) for name in ("fang", "song"))
    lacking = [character for character in map(chr, range(0x20000, 0x20400)) if unprintable(character)]

    def stand_for(setting: Setting, text: list[str]) -> list[str]:
        setting.learn(text)
        return [run.stands_for for run in setting.runs("".join(text)) if run.text == SUBSTITUTE]

    with ThreadPoolExecutor(4) as pool:
        for _ in range(10):
            setting = Setting(faces)
            setting.learn(SUBSTITUTE)
            orders = [lacking, lacking[::-1]] * 2
            assert list(pool.map(stand_for, [setting] * 4, orders)) == orders


def test_an_installed_face_prints_what_the_bundle_lacks(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    font("𪚥", "随便什么宋体-ExtB").save(tmp_path / "extb.ttf")
    use(monkeypatch, tmp_path)
    published = publish_pdf(with_text("罕字𪚥。"))
    assert "missing" not in published.faces
    with pikepdf.open(BytesIO(published.data)) as document:
        fonts = document.pages[0].Resources.Font
        ((name, own),) = (entry for entry in fonts.items() if str(entry[1].BaseFont).endswith("+TestFont"))
        assert b"<0001><d869dea5>" in own.ToUnicode.read_bytes()
        operators = operators_of(document)
        chosen = next(at for at, one in enumerate(operators) if list(map(str, one.operands)) == [name, "16"])
        assert bytes(operators[chosen + 1].operands[0]) == b"\0\1"


def test_own_face_is_found_by_any_of_its_names_and_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = "公开信息，一二三。"
    font(sorted(set(text)), "仿宋_GB2312").save(tmp_path / "anything.TTF")
    use(monkeypatch, tmp_path)
    chosen = choose_faces([(Role.BODY, text)])
    assert chosen.reported["fang"] == "仿宋_GB2312"
    assert chosen.settings[Role.BODY].faces[0].family == "仿宋_GB2312"


@pytest.mark.parametrize(
    ("platform", "encoding", "raw"),
    [
        (3, 1, "方正小标宋简体".encode("utf-16-be")),
        (3, 3, "方正小标宋简体".encode("gbk")),
        (3, 3, b"".join(b"\0" + bytes([byte]) for byte in "方正小标宋简体".encode("gbk"))),
        (1, 25, "方正小标宋简体".encode("gb2312")),
        (1, 0, b"FZXiaoBiaoSong-B05S"),
    ],
    ids=["unicode", "gbk", "padded gbk", "mac chinese", "mac roman"],
)
def test_name_is_read_in_every_encoding_that_fonts_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, platform: int, encoding: int, raw: bytes
) -> None:
    made = font("公开", "别的名字")
    record = NameRecord()
    record.nameID, record.platformID, record.platEncID, record.langID = 4, platform, encoding, 0
    record.string = raw
    made["name"].names.append(record)
    made.save(tmp_path / "x.ttf")
    use(monkeypatch, tmp_path)
    assert len(find_faces((tmp_path,))[Role.TITLE]) == 1


def test_own_face_in_a_collection_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    collection = TTCollection()
    collection.fonts = [font("甲乙", "别的字体"), font("甲乙", "宋体")]
    collection.save(tmp_path / "simsun.ttc")
    use(monkeypatch, tmp_path)
    (found,) = find_faces((tmp_path,))[Role.TABLE]
    assert (found.place, found.family) == (1, "宋体")
    assert choose_faces([(Role.TABLE, "甲乙")]).settings[Role.TABLE].faces[0].family == "宋体"


def test_own_face_that_lacks_a_character_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    font("公开信息", "仿宋").save(tmp_path / "fang.ttf")
    use(monkeypatch, tmp_path)
    assert choose_faces([(Role.BODY, "公开信息，")]).reported["fang"] == "Desk Fang"


def test_own_face_that_lacks_a_few_characters_is_used_and_they_are_lent_one_by_one(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = BASIC[:40] + "\u9fa0"
    font(BASIC[:40], "方正仿宋_GBK").save(tmp_path / "fang.ttf")
    font("\u9fa0", "仿宋_GB2312").save(tmp_path / "second.ttf")
    use(monkeypatch, tmp_path)
    chosen = choose_faces([(Role.BODY, text)])
    setting = chosen.settings[Role.BODY]
    assert [face.family for face in setting.faces[:2]] == ["方正仿宋_GBK", "仿宋_GB2312"]
    assert setting.faces[setting.sort("\u9fa0").face].family == "仿宋_GB2312"
    assert (chosen.reported["own"], chosen.reported["lent"]) == ("方正仿宋_GBK", "\u9fa0")
    assert "missing" not in chosen.reported


def test_the_bundled_fonts_alone_set_the_pages_where_that_was_chosen(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printed = printout_with(options=PrintOptions(bundled_fonts=True))
    usual = publish_pdf(printed)
    texts = "".join(block.text for block in printed.blocks if isinstance(block, (Heading, Paragraph)))
    font({*texts, "𪚥"}, "仿宋").save(tmp_path / "fang.ttf")
    use(monkeypatch, tmp_path)
    assert publish_pdf(printed).data == usual.data
    assert "own" not in publish_pdf(printed).faces
    assert publish_pdf(replace(printed, options=PrintOptions())).faces["own"] == "仿宋"


def test_a_draft_is_marked_though_the_own_face_lacks_its_characters(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    printed = printout_with(options=PrintOptions(draft=True))
    wanted = {character for block in printed.blocks if isinstance(block, Heading) for character in block.text}
    font({*wanted, *BASIC[:40]} - {"草"}, "黑体").save(tmp_path / "hei.ttf")
    use(monkeypatch, tmp_path)
    composed = compose(printed)
    assert composed.faces["hei"] == "黑体"
    (mark,) = composed.composition.pages[0].pieces[0].marks
    assert isinstance(mark, Shape)
    assert sum(step == "move" for step, _ in mark.steps) > 4


@pytest.mark.parametrize("name", ["FZ Fang/Song (GBK)", "字体", "<<a>>[b]#%"])
def test_a_face_with_an_impossible_name_breaks_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    printed = printout_with()
    texts = "".join(block.text for block in printed.blocks if isinstance(block, (Heading, Paragraph)))
    made = font(sorted(set(texts)), "仿宋")
    made["name"].setName(name, 6, 3, 1, 0x409)
    made.save(tmp_path / "fang.ttf")
    use(monkeypatch, tmp_path)
    published = publish_pdf(printed)
    assert published.faces["fang"] == "仿宋"
    with pikepdf.open(BytesIO(published.data)) as document:
        names = {str(font.BaseFont) for page in document.pages for font in page.Resources.Font.values()}
    assert all(re.fullmatch(r"/[A-Z]{6}\+[!-~]+", found) for found in names)
    assert not any(sign in found[1:] for found in names for sign in " /()<>[]{}#%")


@pytest.mark.parametrize("licence", [0x0002, 0x0100, 0x0200, 0x0102])
def test_own_face_that_may_not_be_embedded_is_left_alone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, licence: int
) -> None:
    font("公开", "仿宋", licence=licence).save(tmp_path / "fang.ttf")
    use(monkeypatch, tmp_path)
    assert not find_faces((tmp_path,))[Role.BODY]


def test_cubic_and_broken_files_are_left_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    font("公开", "仿宋", cubic=True).save(tmp_path / "cubic.ttf")
    whole = BytesIO()
    font("公开", "仿宋").save(whole)
    for length in (0, 3, 11, 40, 100, 200):
        (tmp_path / f"cut-{length}.ttf").write_bytes(whole.getvalue()[:length])
    (tmp_path / "noise.ttc").write_bytes(b"ttcf" + b"\xff" * 400)
    (tmp_path / "text.ttf").write_text("no font at all", encoding="utf-8")
    use(monkeypatch, tmp_path)
    assert not any(find_faces((tmp_path, tmp_path / "absent")).values())


def test_wanted_names_are_those_of_the_standard() -> None:
    assert WANTED[Role.TITLE][0] == "方正小标宋简体"
    assert WANTED[Role.BODY][0] == "仿宋_GB2312"


def test_page_in_own_faces_is_faultless(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    printed = printout_with()
    texts = "".join(block.text for block in printed.blocks if isinstance(block, (Heading, Paragraph)))
    font(sorted({*texts, "—", "0", "1"}), "仿宋").save(tmp_path / "fang.ttf")
    use(monkeypatch, tmp_path)
    published = publish_pdf(printed)
    assert published.faces["fang"] == "仿宋"
    assert probe.faults(published.data, printed) == []


def test_runs_of_four_times_the_length_take_about_four_times_the_time() -> None:
    """A line may alternate between faces at every character, and take room away behind each."""
    setting = choose_faces([(Role.BODY, "字a")]).settings[Role.BODY]

    def seconds(length: int) -> float:
        taken = []
        for _ in range(3):
            begun = time.process_time()
            runs = setting.runs("字a" * (length // 2), dict.fromkeys(range(length), 1.0))
            taken.append(time.process_time() - begun)
            assert [run.squeezes for run in runs] == [((0, 1.0),)] * length
        return min(taken)

    assert seconds(8_000) / seconds(2_000) < 9  # it was 13


def test_the_faces_of_a_folder_are_prepared_and_make_the_same_subsets() -> None:
    printed = with_text("公开信息1条。")
    before = publish_pdf(printed).data
    face = choose_faces([(Role.BODY, "公")], is_own_wanted=False).settings[Role.BODY].faces[0]
    bundled = replace(printed, options=PrintOptions(bundled_fonts=True))
    load_for_many(bundled, 2 * WORTH_PREPARING)
    assert face._prepared is not None
    assert publish_pdf(printed).data == before


def test_what_the_faces_have_prints_as_what_they_have() -> None:
    codes = [ends.partition("-") for ends in BUNDLED.split()]
    every = [chr(at) for first, _, last in codes for at in range(int(first, 16), int(last or first, 16) + 1)]
    assert {char for one in every for char in printable(one)} <= set(every)
    assert not any(unprintable(f"前{one}后") for one in every)


@pytest.mark.parametrize("char", ["\U0001f600", "\ue000", "\U00020000", "\uffff\u0e01"])
def test_what_no_face_has_is_named_wherever_it_stands(char: str) -> None:
    assert unprintable(f"第一行\n{char}，第二行") == char.lstrip("\uffff")
