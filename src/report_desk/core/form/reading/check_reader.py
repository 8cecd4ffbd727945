"""The checks of a format file → Check, with their terms, their examples and their closed vocabulary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from report_desk.core.form.edition import Address, Check, Condition, Each, Level, ReportFormat, Source, Term
from report_desk.core.form.reading import example_reader
from report_desk.core.form.reading.fields import MISSING, refuse_placeholders, refuse_unknown, words
from report_desk.core.form.reading.term_reader import refuse_terms
from report_desk.core.form.vocabulary import EQUATIONS, OF_EVERY_CHECK, PERCENT, RULES, Fields
from report_desk.core.limits import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from report_desk.core.strict_reader import Reader

_TERM = re.compile(
    r"(?P<sign>-?)(?:(?P<source>last|declared)\.)?(?P<id>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,2})"
)
_TERMS = "应如 new、-repealed、last.carried_out、declared.total、requests.new.total"
_CHECK_ID = re.compile(r"[a-z][a-z0-9-]*")
_SIDES = 2
_HUNDRED = 100
_LEVEL = "level"
"""The detail that says which kind of organ reports; ``only_levels`` names some of its choices."""


def checks(top: Reader, form: ReportFormat) -> tuple[Check, ...]:
    """Read every check of an edition whose other parts are known; mistakes are noted with their path."""
    return tuple(_check(reader, form) for reader in top.readers("checks"))


def _check(reader: Reader, form: ReportFormat) -> Check:
    result = Check(
        id=words(reader, "id"),
        level=reader.choice("level", Level),
        rule=words(reader, "rule"),
        sentence=words(reader, "sentence"),
        advice=words(reader, "advice"),
        basis=words(reader, "basis"),
        passing=example_reader.example(reader, "passing", form),
        failing=example_reader.example(reader, "failing", form),
        table=reader.text("table", ""),
        each=reader.choice("each", Each, Each.ROW),
        over=reader.texts("over"),
        left=_terms(reader, "left"),
        right=_terms(reader, "right"),
        without=reader.texts("without"),
        fields=reader.texts("fields"),
        pattern=reader.pattern("pattern"),
        limit=reader.integer("limit", 0, 0),
        floor=reader.integer("floor", 0, 0),
        only_levels=reader.texts("only_levels"),
        accepts=_accepts(reader, form),
        since=reader.integer("since", 0, 0, LAST_YEAR),
        when=_condition(reader.reader("when")) if reader.has("when") else None,
    )
    _refuse(reader, result, form)
    refuse_unknown(reader)
    return result


def _refuse(reader: Reader, check: Check, form: ReportFormat) -> None:
    """Note what is wrong with a check as a whole, as far as its rule is known."""
    if check.id and not _CHECK_ID.fullmatch(check.id):
        reader.mistake("id", f"「{check.id}」只能用小写字母、数字和连字号")
    if check.rule not in RULES:
        if check.rule:
            reader.mistake("rule", f"不认识「{check.rule}」，应为 {' / '.join(sorted(RULES))} 之一")
        return
    rule = RULES[check.rule]
    _needs(reader, check, rule)
    _says(reader, check, rule)
    _texts(reader, check, rule, form)
    _levels(reader, check, form)
    if check.rule in EQUATIONS or check.rule == "mentioned":
        refuse_terms(reader, check, form)
    if check.rule == "both_positive" and len(check.accepts) != _SIDES and reader.has("accepts"):
        reader.mistake("accepts", "应为两个和")


def _needs(reader: Reader, check: Check, rule: Fields) -> None:
    """A rule has all the fields that it needs, and none that it would never look at."""
    for key in rule.needs:
        if not reader.has(key) or reader.value(key) in ([], ""):
            reader.mistake(key, MISSING)
    for key in reader.keys():  # noqa: SIM118 - not a dict
        if key in _ALL and key not in {*rule.needs, *rule.may, *OF_EVERY_CHECK}:
            reader.mistake(key, f"「{check.rule}」用不着这一项")
    if check.rule in {"at_least", "at_most"} and not reader.has("right") and not reader.has("limit"):
        reader.mistake("limit", "没有 right，就要写 limit")
    if check.rule in PERCENT and check.limit > _HUNDRED:
        reader.mistake("limit", "是百分数，最多 100")


_ALL = {key for rule in RULES.values() for key in (*rule.needs, *rule.may)}


def _says(reader: Reader, check: Check, rule: Fields) -> None:
    """The sentence names nothing that the rule does not tell; advice and basis are plain words."""
    known = list(rule.words)
    if check.rule in EQUATIONS:
        known += [check.each.value] if check.table else []
        given = (*check.when.left, *check.when.right) if check.when else ()
        known += [term.name for term in (*check.left, *check.right, *given)]
    refuse_placeholders(reader, "sentence", check.sentence, tuple(dict.fromkeys(known)))
    for key, text in (("advice", check.advice), ("basis", check.basis)):
        refuse_placeholders(reader, key, text, ())


def _texts(reader: Reader, check: Check, rule: Fields, form: ReportFormat) -> None:
    """The texts that a rule reads are there, and its pattern captures what the rule looks for."""
    details = [detail.id for detail in form.details]
    known = details if check.rule == "matches" else list(form.prose_ids)
    if check.rule == "printable":
        known = ["cover", *details, *form.prose_ids]
    for name in check.fields:
        if name not in known:
            reader.mistake("fields", f"没有「{name}」")
    groups = _groups(check.pattern)
    if groups is None:
        return
    if rule.groups >= 0 and groups.groups != rule.groups and check.pattern:
        reader.mistake("pattern", f"要有 {rule.groups} 个括号组，这里有 {groups.groups} 个")
    if check.rule == "stated" and "number" not in groups.groupindex and r"\d" in check.pattern:
        reader.mistake("pattern", "数字要放在 (?P<number>…) 里")


def _groups(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except re.error:  # noted already
        return None


def _levels(reader: Reader, check: Check, form: ReportFormat) -> None:
    known = next((detail.choices for detail in form.details if detail.id == _LEVEL), {})
    for name in check.only_levels:
        if name not in known:
            reader.mistake("only_levels", f"「{_LEVEL}」没有「{name}」这一种")
    if check.since and not FIRST_YEAR <= check.since <= (form.last_year or LAST_YEAR):
        reader.mistake("since", "这一版格式用不到那一年")


def _condition(reader: Reader) -> Condition:
    rule = words(reader, "rule")
    if rule and rule not in EQUATIONS:
        reader.mistake("rule", f"不认识「{rule}」，应为 {' / '.join(sorted(EQUATIONS))} 之一")
    condition = Condition(
        rule, _terms(reader, "left"), _terms(reader, "right"), reader.integer("limit", 0, 0)
    )
    if not reader.has("left"):
        reader.mistake("left", MISSING)
    refuse_unknown(reader)
    return condition


def _terms(reader: Reader, key: str) -> tuple[Term, ...]:
    terms = []
    for text in reader.texts(key):
        found = _TERM.fullmatch(text)
        if found:
            sign = -1 if found["sign"] else 1
            terms.append(Term(found["id"], Source(found["source"] or "this"), sign))
        else:
            reader.mistake(key, f"看不懂「{text}」，{_TERMS}")
    return tuple(terms)


def _accepts(reader: Reader, form: ReportFormat) -> tuple[tuple[Address, ...], ...]:
    """Sums of cells: ``requests.new.total + requests.carried_in.total``."""
    sums = tuple(tuple(Address(name.strip()) for name in text.split("+")) for text in reader.texts("accepts"))
    for name in (name for cells in sums for name in cells if name not in form.cells):
        reader.mistake("accepts", f"没有「{name}」这一格")
    return sums
