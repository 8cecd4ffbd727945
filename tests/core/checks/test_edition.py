"""Forty mistakes planted in a sound edition, one at a time: each is named by its path and its line."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from report_desk import resources
from report_desk.core.checks.edition import examples
from report_desk.core.checks.edition.check import mistakes
from report_desk.core.form import vocabulary
from report_desk.core.form.reading.edition_reader import read_format
from report_desk.core.form.reading.extending import whole
from report_desk.core.form.reading.toml_lines import line_of, lines
from tests.invented import FILE, invented

if TYPE_CHECKING:
    from report_desk.core.form.edition import ReportFormat
    from report_desk.core.strict_reader import JsonValue

SOUND = resources.path("formats/2021.toml").read_text("utf-8")
OTHERS = resources.formats()
NEW = 'id = "new", label = "一、本年新收政府信息公开申请数量", '
TOTAL = 'id = "total", label = "（七）总计", total = true'
PLANTED = [
    # the words of the form
    ('office = "contact_office"', 'office = "contact"', "contact.office", 'office = "contact"'),
    ("[contact]", "[contacts]", "contacts", "[contacts]"),
    ("{label}：{value}", "{label}：{text}", "contact.item", "{text}"),
    ('id = "website"', f'id = "{"w" * 65}"', "details[6].id", "www"),
    # the head of the file
    ("title = [", "titel = 1\ntitle = [", "titel", "titel = 1"),
    ('id = "2021"', 'id = "20-21"', "id", "20-21"),
    ('issued_as = "国办公开办函〔2021〕30号"', 'issued_as = " "', "issued_as", "issued_as"),
    ("first_year = 2021", 'first_year = "2021"', "first_year", "first_year"),
    ("first_year = 2021", "first_year = 2020", "first_year", "first_year"),
    ("first_year = 2021", "first_year = 2021\nlast_year = 2020", "last_year", "last_year"),
    ('title = ["{organ}"', 'title = ["{organ"', "title", "title"),
    ("现公布{organ}{year}年", "现公布{office}{year}年", "preface", "preface"),
    ('id = "2021"', 'id = "2021"\nextends = "1999"', "extends", "extends"),
    # details and sections
    ('id = "postcode"\nlabel', 'id = "postcode"\nlable', "details[2].lable", "lable"),
    ('id = "phone"', 'id = "address"', "details[3].id", 'id = "address"'),
    ('id = "fax"', 'id = "cover"', "details[4].id", 'id = "cover"'),
    ("limit = 1000\n", "limit = -1\n", "sections[0].limit", "limit = -1"),
    ('table = "remedies"\nguidance', 'table = "remedy"\nguidance', "sections[3].table", 'table = "remedy"'),
    ('id = "problems"', 'id = "phone"', "sections[4].id", 'id = "phone"'),
    ("⟦requests.granted.total⟧", "⟦requests.grant.total⟧", "sections[0].sentences", "sentences = ["),
    ('id = "other"\nheading', 'id = "overview"\nheading', "sections[5].id", 'id = "overview"'),
    # tables
    (
        'id = "repealed", label',
        'id = "issued", label',
        "tables[0].bands[0].columns[1].id",
        'label = "本年废止件数"',
    ),
    ('kind = "money", unit = "万元"', 'kind = "money"', "tables[0].bands[3].columns[0].unit", "amount"),
    ('kind = "money"', 'kind = "cash"', "tables[0].bands[3].columns[0].kind", "cash"),
    (
        'takes_over = "carried_out", label',
        'takes_over = "carried", label',
        "tables[1].bands[0].rows[1].takes_over",
        '"carried"',
    ),
    (
        TOTAL,
        TOTAL.replace("true", '["granted", "nobody"]'),
        "tables[1].bands[0].rows[2].rows[6].total",
        "nobody",
    ),
    (
        TOTAL,
        TOTAL.replace("true", '["granted", "total"]'),
        "tables[1].bands[0].rows[2].rows[6].total",
        '"granted", "total"',
    ),
    (
        TOTAL,
        TOTAL.replace("true", '["granted", "granted"]'),
        "tables[1].bands[0].rows[2].rows[6].total",
        '"granted", "granted"',
    ),
    (
        '{ label = "申请人情况", columns',
        '{ label = "申请人情况", unit = "件", columns',
        "tables[1].bands[0].columns[0].unit",
        "申请人情况",
    ),
    (NEW, NEW + 'defines = "", ', "tables[1].bands[0].rows[0].defines", "defines"),
    (
        'unit = "件", total = true },\n]\nrows = [\n  { id = "review"',
        'unit = "项", total = true },\n]\nrows = [\n  { id = "review"',
        "tables[2].bands[0].columns[4].total",
        'unit = "项"',
    ),
    ('orientation = "across"', 'orientation = "sideways"', "tables[2].orientation", "sideways"),
    (
        'unit = "件" }]\nrows = [\n  { id = "penalty"',
        'unit = "件", total = true }]\nrows = [\n  { id = "penalty"',
        "tables[0].bands[2].columns[0].total",
        "total = true",
    ),
    ('{ id = "penalty"', '{ id = "permit"', "tables[0].bands[2].rows[0].id", '"permit", label = "行政处罚"'),
    # checks
    ('level = "must_fix"', 'level = ""', "checks[0].level", 'level = ""'),
    ('rule = "equals"', 'rule = ""', "checks[0].rule", 'rule = ""'),
    ('id = "requests-balance"', 'id = ""', "checks[0].id", 'id = ""'),
    ('level = "must_fix"', 'level = "must"', "checks[0].level", 'level = "must"'),
    ('rule = "equals"', 'rule = "equal"', "checks[0].rule", 'rule = "equal"'),
    ('left = ["new", "carried_in"]', 'left = ["new", "carried"]', "checks[0].left", '"carried"'),
    ("{carried_in} = {left}", "{carried} = {left}", "checks[0].sentence", "{carried} ="),
    ('without = ["total"]', 'without = ["sum"]', "checks[0].without", '["sum"]'),
    ('rule = "swing"\nlimit = 5\n', 'rule = "swing"\n', "checks[16].limit", "[[checks]]"),
    ('rule = "same_text"', 'rule = "same_text"\nfloor = 3', "checks[17].floor", "floor = 3"),
    (
        'fields = ["overview", "problems"]\nlimit = 50',
        'fields = ["overview", "problem"]\nlimit = 50',
        "checks[17].fields",
        '"problem"',
    ),
    (
        "pattern = '(\\d{4})\\s{0,4}+年'",
        "pattern = '\\d{4}\\s{0,4}+年'",
        "checks[20].pattern",
        "pattern = '\\d{4}",
    ),
    ("(?P<number>\\d{1,12}+", "(?:\\d{1,12}+", "checks[29].pattern", "pattern"),
    ('only_levels = ["city_department"', 'only_levels = ["town"', "checks[15].only_levels", "town"),
    ("since = 2025", "since = 20250", "checks[9].since", "since"),
    (
        '"remedies.review.upheld" = 1 }, declared = { "remedies.review.total" = 1 } }',
        '"remedies.review.upheld" = 1 }, declared = { "remedies.review.total" = 2 } }',
        "checks[3].passing",
        "passing",
    ),
    (
        'failing = { blanks = ["requests.new.individual"] }',
        "failing = { }",
        "checks[5].failing",
        "failing = { }",
    ),
    ("passing = { year = 2025 }", "passing = { year = 2020 }", "checks[7].passing", "passing"),
    (
        '"requests.carried_out.individual" = 1 } }',
        '"requests.carried_out.individual" = 1, "requests.new.total" = 3 } }',
        "checks[0].passing.figures.requests.new.total",
        "passing",
    ),
    (
        'passing = { details = { level = "city" }',
        'passing = { details = { level = "town" }',
        "checks[15].passing.details.level",
        "passing",
    ),
    (
        'sections = { other = "本年发出',
        'sections = { others = "本年发出',
        "checks[14].passing.sections.others",
        "passing",
    ),
    ('id = "carry-over"', 'id = "Carry over"', "checks[8].id", "Carry over"),
    ("limit = 50\n", "limit = 500\n", "checks[17].limit", "limit = 500"),
    (
        'advice = "请核对是不是填错了行',
        'advice = "{cell}请核对是不是填错了行',
        "checks[16].advice",
        "{cell}请",
    ),
    ("limit = 1000000\n", "", "checks[12].limit", "[[checks]]"),
    (
        '"remedies.suit_direct.total", "requests',
        '"remedies.suit_direct.sum", "requests',
        "checks[9].accepts",
        "suit_direct.sum",
    ),
]


def found_in(text: str, name: str = "2021") -> dict[str, int]:
    return {one.path: one.line for one in mistakes(text, lambda _: None, OTHERS, name)}


def test_the_editions_of_the_program_are_sound() -> None:
    assert found_in(SOUND) == {}
    assert len(PLANTED) >= 40


@pytest.mark.parametrize(
    ("old", "new", "path", "marker"), PLANTED, ids=[f"{i}-{p[2]}" for i, p in enumerate(PLANTED)]
)
def test_a_planted_mistake_is_named_by_path_and_line(old: str, new: str, path: str, marker: str) -> None:
    assert old in SOUND
    planted = SOUND.replace(old, new, 1)
    found = found_in(planted)
    assert path in found
    assert marker in planted.splitlines()[found[path] - 1]
    assert len(found) < 25


NEXT = FILE.read_text("utf-8")
CONDITION = 'when = { rule = "at_least", left = ["requests.other_fee_unpaid.total"], limit = 1 }'
LATER = 'id = "suit-without-review"\nsince = 2032\nfailing = { year = 2031 }\n'
PLANTED_IN_THE_NEXT = [
    ('total = ["both", "waived"]', 'total = ["both", "by_page"]', "tables[1].bands[0].rows[1].total", "合计"),
    ('total = ["by_item", "by_page"]', 'total = ["total"]', "tables[1].bands[0].rows[0].total", "按件和按页"),
    ('"requests.new.total", "requests', '"new", "requests', "checks[4].right", '"new"'),
    ('"requests.new.total", "requests', '"remedies.new", "requests', "checks[4].right", '"remedies.new"'),
    ('"requests.new.total", "requests', '"requests.new.sum", "requests', "checks[4].right", "new.sum"),
    ('id = "unpaid-needs-charge"', 'id = "u"\neach = "row"', "checks[5].table", "[[checks]]"),
    (
        'rule = "at_most"\nleft = ["charges',
        'rule = "at_most"\ntable = "charges"\nleft = ["charges',
        "checks[4].table",
        'table = "charges"',
    ),
    (CONDITION, CONDITION.replace("at_least", "above"), "checks[5].when.rule", "above"),
    (CONDITION, CONDITION.replace("left", "lift"), "checks[5].when.lift", "lift"),
    (CONDITION, CONDITION.replace("left", "right"), "checks[5].when.left", "when"),
    ("limit = 50", "limit = 101", "checks[6].limit", "101"),
    ('left = ["deny_total"]', 'left = ["remedies.upheld"]', "checks[6].left", "remedies.upheld"),
    ('left = ["deny_total"]', 'left = ["charges.both"]', "checks[6].left", "charges.both"),
    ("{share}%。", "{shares}%。", "checks[6].sentence", "{shares}"),
    ("收费2件。", "收费{count}件。", "checks[1].passing.sections.other", "{count}"),
    ("failing = { year = 2030 }", "failing = { }", "checks[0].failing", "failing = { }"),
    ('id = "six-parts"', f'{LATER}[[checks]]\nid = "six-parts"', "checks[2].failing", "2031 }"),
    ('unit = "元" }', 'unit = "元", total = ["cases"] }', "tables[1].bands[0].columns[1].total", "元"),
]


@pytest.mark.parametrize(("old", "new", "path", "marker"), PLANTED_IN_THE_NEXT)
def test_so_it_is_in_an_edition_that_extends_another(old: str, new: str, path: str, marker: str) -> None:
    assert old in NEXT
    planted = NEXT.replace(old, new, 1)
    found = {one.path: one.line for one in mistakes(planted, lambda _: tomllib.loads(SOUND), OTHERS, "2031")}
    assert path in found
    assert marker in planted.splitlines()[found[path] - 1]


@pytest.mark.parametrize("form", [*OTHERS, invented()], ids=lambda form: form.id)
def test_a_rule_tells_every_word_that_a_sentence_may_name(form: ReportFormat) -> None:
    for check in form.checks:
        rule = vocabulary.RULES[check.rule]
        names = [*rule.words, *([check.each.value] if check.table and check.rule != "mentioned" else [])]
        if check.rule in vocabulary.EQUATIONS:
            names += [term.name for term in (*check.left, *check.right)]
        asking = replace(check, sentence="".join(f"{{{name}}}" for name in names))
        (finding, *_) = examples.found(form, asking, check.failing)
        assert "{" not in finding.sentence, check.id
    assert list(examples.mistakes(form)) == []


def test_what_is_no_toml_is_named_by_its_line() -> None:
    (found,) = mistakes('id = "x"\ntitle = [\n= 3\n', lambda _: None)
    assert (found.path, found.line) == ("", 3)
    (found,) = mistakes('id = "x"\ntitle = [', lambda _: None)
    assert (found.line, "不是 TOML" in found.sentence) == (2, True)


def test_a_file_bears_the_name_of_its_edition() -> None:
    assert set(found_in(SOUND, "2022")) == {"id"}
    assert found_in(SOUND, "") == {}


def paths(value: object, path: str = "") -> list[str]:
    """Every path of a mapping, as mistakes name them."""
    found = [path] if path else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += paths(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            found += paths(inner, f"{path}[{index}]")
    return found


ODD = '''
"quoted.key" = "a # b" # c
dotted.'key' = """
two
lines]""" # behind
numbers = [1, 2.5, [
  3,
  { a = "}", b = [] },
]]
[table]
[table."in side"]
x = 1979-05-27T07:32:00
[[list]]
[[list.inner]]
[[list.inner]]
y = \'\'\'it's]\'\'\'
[list.more]
[[list]]
empty = {}
'''


@pytest.mark.parametrize("text", [SOUND, resources.path("formats/2019.toml").read_text("utf-8"), ODD])
def test_every_field_has_its_line(text: str) -> None:
    known, written = lines(text), text.splitlines()
    every = paths(tomllib.loads(text))
    assert set(every) == set(known)
    for path in every:
        key = path.rpartition(".")[2]
        assert key.endswith("]") or key in written[known[path] - 1]


def test_the_line_of_what_is_missing_is_that_of_what_is_around_it() -> None:
    known = lines(ODD)
    assert line_of("list[0].inner[1].z.q", known) == known["list[0].inner[1]"]
    assert line_of("table.odd", known) == known["table"]
    assert line_of("nothing", known) == line_of("", known) == 1


def extending(text: str) -> dict[str, int]:
    """The mistakes of an edition that extends that of 2021, by path."""
    head = 'extends = "2021"\nid = "2031"\nfirst_year = 2031\n'
    checks = '[[checks]]\nid = "wrong-format-for-year"\npassing = { }\nfailing = { year = 2030 }\n'
    later = '[[checks]]\nid = "suit-without-review"\nsince = 0\ndrop = true\n'
    found = mistakes(head + checks + later + text, lambda _: tomllib.loads(SOUND), OTHERS, "2031")
    return {one.path: one.line for one in found}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {}),
        ('[[sections]]\nid = "other"\nheading = "六、其他"\n', {}),
        ('[[sections]]\nid = "nobody"\ndrop = true', {"sections[0].drop": 14}),
        ('[[checks]]\nid = "same-prose"\nlimit = 40', {"checks[2]": 12}),
        ('[[checks]]\nid = "same-prose"\nlevel = "reviewer"\nlimit = 400', {"checks[2].limit": 15}),
        ('[[sections]]\nid = "new"\nbefore = "nobody"\nheading = "七、"\nshort = "新"',
         {"sections[0].before": 14}),
        ('[[sections]]\nid = "remedies_note"\ndrop = true', {"tables[2].id": 1}),
        ('[[tables]]\nid = "remedies"\ninstead = true\nname = "表四"\nbands = []', {"tables[0].bands": 16}),
    ],
)  # fmt: skip
def test_an_edition_may_say_only_what_is_different(text: str, found: dict[str, int]) -> None:
    answer = extending(text)
    assert {path: answer.get(path) for path in found} == found
    assert found or not answer


def test_editions_that_extend_each_other_are_a_mistake() -> None:
    both = {"extends": "b", "id": "a"}
    (mistake,) = whole(both, lambda _: both).mistakes
    assert mistake.path == "extends"
    assert "互相沿用" in mistake.sentence


def test_what_is_extended_is_found_where_it_stands_in_its_own_file() -> None:
    base: dict[str, JsonValue] = {
        "list": [{"id": "a", "x": 1}, {"id": "b", "deep": [{"label": "l", "y": 1}]}],
        "z": 1,
    }
    own: dict[str, JsonValue] = {
        "extends": "base",
        "list": [{"id": "b", "deep": [{"label": "l", "y": 2}, {"label": "m"}]}, {"id": "c", "before": "a"}],
        "w": [],
    }
    merged = whole(own, lambda _: base)
    assert merged.mapping == {
        "list": [
            {"id": "c"},
            {"id": "a", "x": 1},
            {"id": "b", "deep": [{"label": "l", "y": 2}, {"label": "m"}]},
        ],
        "z": 1,
        "w": [],
    }
    places = ["list[0].q", "list[1].x", "list[2].deep[0].y", "list[2].deep[1].odd", "z", "w"]
    assert [merged.origin(path) for path in places] == [
        "list[1].q", None, "list[0].deep[0].y", "list[0].deep[1].odd", None, "w",
    ]  # fmt: skip


def test_nothing_more_is_said_of_an_edition_whose_other_one_is_missing() -> None:
    found = mistakes('extends = "2021"\nid = "2031"', lambda _: None)
    assert "没有「2021」这一版格式" in found[0].sentence
    assert read_format(tomllib.loads(SOUND)).id == "2021"
