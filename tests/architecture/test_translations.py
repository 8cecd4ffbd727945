"""Every word of the window reaches its translation: the sources, the `.ts`, the `.qm`, in this order."""

from __future__ import annotations

import ast
import importlib.util
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
DESK = ROOT / "src" / "report_desk"
SOURCES = [DESK / "app.py", *sorted(DESK.joinpath("desk").rglob("*.py"))]
TEXTS = ROOT / "resources" / "translations" / "report-desk_en.ts"
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
PLACEHOLDER = re.compile(r"\{\w*\}|\[\*\]|\(\*\.\w+\)|;;")
CALLS = {"tr", "QT_TR_NOOP"}

RECORDED = "stands in the report, which is Chinese whatever the window speaks"
NAMED = "names a file or a print job for whoever gets it"
MATCHED = "is looked for in text that people wrote, or in the form's words"
MEASURED = "is measured, not shown"
ITSELF = "a language is called what it calls itself"
HANDBOOK = "stands in the handbook, which is Chinese whatever the window speaks"
BEFORE = "is said before the window's language can be known"
OF_QT = "Qt's own word, to know what Qt speaks"
UNTRANSLATED = {
    "app.py": {"取消": OF_QT},
    "desk/comparing/actions.py": {"合并": RECORDED},
    "desk/comparing/choosing.py": dict.fromkeys(
        ("对方的", "我的", "合并：用了", "；另一份是", "，共同的原稿是", "。"), RECORDED
    ),
    "desk/files/names.py": dict.fromkeys(("退回", "定稿", "_修订", "（草稿）", "年"), NAMED),
    "desk/findings/setting.py": {
        r"(?<![\d（第])[+−-]?\d{1,20}+(?:\.\d{1,20}+)?%?(?![\d.）]{0,40}[.）])": MATCHED
    },
    "desk/output/printing.py": {"政府信息公开工作年度报告": NAMED},
    "desk/pages/outline/list.py": dict.fromkeys(("国",), MEASURED) | dict.fromkeys(("、",), MATCHED),
    "desk/help/handbook.py": dict.fromkeys(
        ("# 按键", "其他", "## 在表格里，和 Excel、WPS 一样", "、"), HANDBOOK
    ),
    "desk/help/paper.py": dict.fromkeys(
        ("年报台", "填报手册", "一二三四五六七八九十", "十", "、", "（", "）"), HANDBOOK
    ),
    "desk/help/window.py": {"\u3000": MEASURED},
    "desk/pages/prose/page.py": {"。": MATCHED, "写三节文字": HANDBOOK},
    "desk/shell/window.py": {"按键": HANDBOOK},
    "desk/pages/prose/cleaning.py": {" \t\u3000": MATCHED},
    "desk/pages/prose/editor.py": {"＠": MATCHED},
    "desk/display.py": {
        "没有显示器可用，窗口打不开：请在桌面环境里运行（report-desk --help 列出不用窗口的动词）。": BEFORE
    },
    "desk/pages/prose/numbers.py": {"，": MATCHED},
    "desk/pages/tables/gestures/filling.py": {"。": MATCHED},
    "desk/pages/tables/drawing/painting.py": {"国": MEASURED},
    "desk/pages/tables/gestures/pasting.py": dict.fromkeys(
        (
            r"[\s（）()“”\"、，。．.：:；;]|^[一二三四五六七八九十\d]+[、.．]",
            r"[\d,，.．\s]{1,60}",
            r"（[一二三四五六七八九十]）|^\s*[一二三四五六七八九十\d]+\s*[、.．]",
        ),
        MATCHED,
    ),
    "desk/pages/tables/words.py": {"本程序": MATCHED},
    "desk/pages/tables/drawing/wrapping.py": dict.fromkeys(
        (
            "，。、；：）」”！？》〕",
            "（「“《〔",
            "（[一二三四五六七八九十]）|[一二三四五六七八九十]、",
            "，；。、",
        ),
        MATCHED,
    ),
    "desk/review/turns.py": {"年审核意见单.pdf": NAMED},
    "desk/review/words.py": {"经办": RECORDED, "审核人": RECORDED},
    "desk/shell/county/batch.py": dict.fromkeys(("年审核意见单.pdf", "年退回函.pdf", "年催报函.pdf"), NAMED),
    "desk/shell/county/across/dialog.py": {"年横向比较.pdf": NAMED},
    "desk/shell/county/deeds.py": {"年汇总底稿": NAMED},
    "desk/shell/county/room.py": {"汇总": MATCHED},
    "desk/settings.py": dict.fromkeys(
        (
            "请和登记台账核对后填写。",
            "和去年相差较大，请写明原因。",
            "文字里的数和表里的数不一致，请改成一致。",
            "这一部分写得过于简单，请补充具体做法和数据。",
        ),
        RECORDED,
    ),
    "desk/shell/settings_dialog.py": {"中文": ITSELF},
}
"""Chinese in the window's modules that is not translated, and why. What is logged is English anyway."""
LATER = {
    "desk/actions.py",
    "desk/output/printing.py",
    "desk/pages/header.py",
    "desk/recovery/dialog.py",
    "desk/shell/county/board/filters.py",
    "desk/review/steps/fingerprint_dialog.py",
}
"""Modules that call ``tr`` on words which ``QT_TR_NOOP`` marked before the language was known."""


class Said(NamedTuple):
    """A sentence as lupdate files it."""

    context: str
    source: str
    note: str


def called(node: ast.Call) -> str:
    """The name of what is called, however it is reached."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def walk(node: ast.AST, above: tuple[ast.AST, ...] = ()) -> Iterator[tuple[ast.AST, tuple[ast.AST, ...]]]:
    """Every node with the nodes around it, the outermost first."""
    yield node, above
    for child in ast.iter_child_nodes(node):
        yield from walk(child, (*above, node))


def name_of(path: Path) -> str:
    return path.relative_to(DESK).as_posix()


def said_in(path: Path) -> Iterator[Said]:
    """What a module says, by its syntax alone."""
    return (said for _, said in calls(path))


def calls(path: Path) -> Iterator[tuple[ast.Call, Said]]:
    """Every translated call of a module, with what it says."""
    for node, above in walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or called(node) not in CALLS:
            continue
        texts = [word.value if isinstance(word, ast.Constant) else None for word in node.args]
        if texts[0] is None:
            continue
        classes = [outer.name for outer in above if isinstance(outer, ast.ClassDef)]
        is_own = isinstance(node.func, ast.Attribute)
        yield node, Said(classes[-1] if is_own else "", str(texts[0]), str((*texts, "")[1]))


def untranslated(path: Path) -> Iterator[str]:
    """Chinese in a module outside of docstrings and translated calls."""
    for node, above in walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (
            isinstance(node, ast.Constant) and isinstance(node.value, str) and CHINESE.search(node.value)
        ):
            continue
        outer = above[-1]
        is_translated = isinstance(outer, ast.Call) and called(outer) in CALLS
        if not isinstance(outer, ast.Expr) and not is_translated:
            yield node.value


def unseen(path: Path) -> Iterator[str]:
    """Calls that lupdate does not see: of another object, in an f-string, of no literal."""
    for node, above in walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or called(node) not in CALLS:
            continue
        is_bare = isinstance(node.func, ast.Name)
        is_own = is_bare or ast.unparse(node.func) == "self.tr"
        is_literal = all(isinstance(word, ast.Constant) and type(word.value) is str for word in node.args)
        is_marked = name_of(path) in LATER and called(node) == "tr" and is_bare
        is_hidden = any(isinstance(outer, ast.JoinedStr) for outer in above)
        if is_hidden or not is_own or not (is_literal or is_marked):
            yield ast.unparse(node)


def messages(texts: Path) -> dict[Said, etree._Element]:
    """The messages of a ``.ts`` with what they are translated to."""
    found = {}
    for context in etree.parse(texts).getroot().iter("context"):
        for message in context.iter("message"):
            said = Said(
                context.findtext("name") or "",
                message.findtext("source") or "",
                message.findtext("comment") or "",
            )
            translation = message.find("translation")
            assert translation is not None
            found[said] = translation
    return found


def program() -> ModuleType:
    """What `make translations` runs."""
    spec = importlib.util.spec_from_file_location("translations", ROOT / "packaging" / "translations.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_chinese_is_translated_or_has_a_reason_not_to_be(path: Path) -> None:
    assert set(untranslated(path)) == set(UNTRANSLATED.get(name_of(path), {}))


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_what_is_said_is_a_literal_where_lupdate_sees_it(path: Path) -> None:
    assert list(unseen(path)) == []


def test_the_texts_are_what_the_sources_say() -> None:
    assert set(messages(TEXTS)) == {said for path in SOURCES for said in said_in(path)}


def test_lupdate_finds_nothing_new_and_nothing_gone(tmp_path: Path) -> None:
    renewed = tmp_path / TEXTS.name
    shutil.copy(TEXTS, renewed)
    program().collect(renewed)
    assert renewed.read_bytes() == TEXTS.read_bytes(), "make translations"


def test_the_compiled_texts_are_fresh(tmp_path: Path) -> None:
    compiled = tmp_path / "compiled.qm"
    program().compile_to(TEXTS, compiled)
    assert compiled.read_bytes() == TEXTS.with_suffix(".qm").read_bytes(), "make translations"


def test_every_message_has_a_finished_translation_with_its_placeholders() -> None:
    for said, translation in messages(TEXTS).items():
        text = translation.text or ""
        assert translation.get("type") is None, said
        assert text.strip(), said
        assert not CHINESE.search(text.replace("〓", "")), said
        assert sorted(PLACEHOLDER.findall(text)) == sorted(PLACEHOLDER.findall(said.source)), said
        assert ("…" in text) == ("…" in said.source), said


def test_choices_that_are_told_apart_by_their_words_stay_apart() -> None:
    """A question maps its answers' words to what they mean: two of them must not become the same."""
    known = messages(TEXTS)
    for path in SOURCES:
        at = {(node.lineno, node.col_offset): said for node, said in calls(path)}
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.Dict):
                words = [key for key in keys(node) if (key.lineno, key.col_offset) in at]
                said = {at[key.lineno, key.col_offset] for key in words}
                assert len({known[one].text for one in said}) == len(said), said


def keys(node: ast.FunctionDef | ast.Dict) -> Iterator[ast.expr]:
    """What a mapping is made by: the keys of its literal, or those that a function assigns."""
    if isinstance(node, ast.Dict):
        yield from (key for key in node.keys if key is not None)
        return
    for inner in ast.walk(node):
        if isinstance(inner, ast.Assign) and isinstance(inner.targets[0], ast.Subscript):
            yield inner.targets[0].slice


def test_every_reason_belongs_to_a_module() -> None:
    names = {name_of(path) for path in SOURCES}
    assert set(UNTRANSLATED) <= names
    assert names >= LATER
