"""The priority of a site in its place, and the reason for it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import translate
from functools import lru_cache

from engine.audit.site import Context, Place, Priority, Site
from engine.audit.triage.rules import Rule, Rules

ORPHAN = "No module tree reaches the file."
NO_RULE = "No rule of audit.toml fits."


@dataclass(frozen=True)
class Judgement:
    """What a site is for, how much it matters, and why."""

    context: Context
    priority: Priority
    reason: str


class Judge:
    """Asks the rules of one tree, from the first."""

    def __init__(self, rules: Rules) -> None:
        self._rules = [(rule, _test_of(rule)) for rule in rules.rule]
        self._place: tuple[str, Place] | None = None
        self._judged: dict[tuple[object, ...], Judgement] = {}
        """By all that rules and words take from a site; of the file and place that were asked for last."""

    def judge(self, file: str, site: Site, place: Place) -> Judgement:
        """The judgement of the first rule that fits; P2 where none does."""
        if self._place is None or self._place[0] != file or self._place[1] is not place:
            self._place, self._judged = (file, place), {}
        item = "" if site.function else site.item  # Only where there is no function do words name the item.
        seen = (site.kind, site.context, site.function, item, site.marks, site.because, site.words)
        known = self._judged.get(seen)
        if known is None:
            known = self._judged[seen] = self._judge(file, site, place)
        return known

    def _judge(self, file: str, site: Site, place: Place) -> Judgement:
        # A file that is no production code is what its place says, whatever its own words.
        own = site.context if site.context and place.context == "production" else ""
        context: Context = own or place.context
        case = _Case(file, site, place, context)
        rule = next((rule for rule, fits in self._rules if fits(case)), None)
        if rule is None:
            return Judgement(context, "P2", NO_RULE)
        told = rule.reason.format(
            crate="this folder" if place.crate == "." else place.crate or "no crate",
            context=context,
            file=file,
            function=site.function or "the file",
            kind=site.kind,
            caller=_caller(site),
            because=(site.because if own else place.because) or "its place tells",
        )
        parts = (site.words, told, ORPHAN if place.is_orphan else "")
        return Judgement(context, rule.priority, " ".join(part for part in parts if part))


def _caller(site: Site) -> str:
    """Who can come to a place on a public path."""
    if "inner" in site.marks:
        return f"whoever calls what leads to {site.function} from outside"
    if site.function:
        return f"whoever calls {site.function} from outside"
    return f"whoever uses {site.item} from outside" if site.item else "whoever imports the file"


@dataclass(frozen=True)
class _Case:
    file: str
    site: Site
    place: Place
    context: Context


@lru_cache(maxsize=256)
def _matcher(patterns: tuple[str, ...]) -> Callable[[str], bool]:
    found = re.compile("|".join(translate(pattern) for pattern in patterns))

    @lru_cache(maxsize=65536)
    def matches(text: str) -> bool:
        return found.match(text) is not None

    return matches


def _test_of(rule: Rule) -> Callable[[_Case], bool]:
    """Whether a rule fits a case: the conditions that it has, and no others."""
    tests: list[Callable[[_Case], bool]] = []
    if rule.context:
        contexts = frozenset(rule.context)
        tests.append(lambda case: case.context in contexts)
    if rule.kind:
        kinds = _matcher(rule.kind)
        tests.append(lambda case: kinds(case.site.kind))
    if rule.crate:
        crates = _matcher(rule.crate)
        tests.append(lambda case: crates(case.place.crate))
    if rule.file:
        files = _matcher(rule.file)
        tests.append(lambda case: files(case.file))
    if rule.function:
        functions = _matcher(rule.function)
        tests.append(lambda case: functions(case.site.function))
    if rule.marks:
        marks = frozenset(rule.marks)
        tests.append(lambda case: marks <= set(case.site.marks))
    if rule.any_mark:
        some = frozenset(rule.any_mark)
        tests.append(lambda case: not some.isdisjoint(case.site.marks))
    if rule.reachable is not None:
        tests.append(lambda case: case.place.is_reachable == rule.reachable)
    if rule.orphan is not None:
        tests.append(lambda case: case.place.is_orphan == rule.orphan)
    return lambda case: all(test(case) for test in tests)
