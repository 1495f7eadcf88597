"""Runs every rule over a scene; a rule that raises is switched off with a finding, and the rest goes on."""

import traceback
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import cast

from engine.document import Finding, SceneView
from engine.rules.names import known_names
from engine.rules.rule import Rule
from engine.rules.scene import Facts, Place, RuleScene
from engine.schema.vocabulary import Vocabulary
from engine.walk import walk_modules

_ORDER = {"error": 0, "warning": 1, "hint": 2}


def check(
    view: SceneView,
    vocabulary: Vocabulary | None = None,
    extra_rules: Iterable[Rule] = (),
    *,
    names: Mapping[str, frozenset[str]] | None = None,
    reachable: Callable[[Place, Place], bool] | None = None,
    between: Callable[[], None] | None = None,
) -> list[Finding]:
    """Everything that is wrong with a scene: its files' own problems, and what the rules find. Errors come first.

    Args:
        view: The scene, with its encounter where there is one.
        vocabulary: The components that are known, and the project's modules, whose rules run too; the view's own
            by default.
        extra_rules: More rules.
        names: What references may name, by kind ("mesh", "action", "goal", "signal"); an absent kind isn't checked.
            Found by walking the engine and the project's modules by default.
        reachable: Whether an actor can walk from one place (x, z) [m] to another; the navigation grid by default.
        between: Called after each rule: a check in the background lets others have their turn, or gives up by raising.
    """
    known = vocabulary or view.vocabulary
    facts = Facts(view, known, names if names is not None else known_names(view, known), reachable)
    findings = [*view.problems, *_taken_ids(known.modules)]
    for each in [*rules_of(known.modules), *extra_rules]:
        try:
            findings += _findings_of(each, RuleScene(facts, each.id, each.severity))
        except Exception as error:
            findings.append(_switched_off(each, error))
        if between is not None:
            between()
    return sorted(findings, key=lambda finding: _ORDER[finding.severity])


def rules_of(modules: Iterable[ModuleType] = ()) -> list[Rule]:
    """The engine's rules, found by walking this package, and those of a project's modules; sorted by id."""
    found = {each.id: each for each in _builtin_rules()}
    for module in modules:
        for each in _rules_in(module):
            found.setdefault(each.id, each)
    return [found[key] for key in sorted(found)]


def _findings_of(rule: Rule, scene: RuleScene) -> list[Finding]:
    """What a rule yields. TypeError when that is no findings: a text alone, or nothing for want of a `yield`."""
    told = cast("object", rule.run(scene))
    if not isinstance(told, Iterable):
        raise TypeError(f"it returned {told!r}; expected `yield scene.finding(...)`, or a list of findings")
    findings: list[Finding] = []
    for each in cast("Iterable[object]", told):
        if not isinstance(each, Finding):
            raise TypeError(f"it told {each!r}; expected scene.finding(text, entity)")
        findings.append(each)
    return findings


def _taken_ids(modules: Iterable[ModuleType]) -> list[Finding]:
    """A rule of a project's own whose id another rule has is left off, and told of."""
    owners = {each.id: each.run for each in _builtin_rules()}
    told: list[Finding] = []
    for module in modules:
        for each in _rules_in(module):
            first = owners.setdefault(each.id, each.run)
            if first is not each.run:
                text = (
                    f'Two rules are called "{each.id}", in {first.__module__} and in {each.run.__module__}; only the '
                    "first is checked. Give the other one an id of its own."
                )
                told.append(Finding("rule-failed", "warning", text))
    return told


@cache
def _builtin_rules() -> tuple[Rule, ...]:
    return tuple(each for module in walk_modules("engine.rules.builtin") for each in _rules_in(module))


def _rules_in(module: ModuleType) -> list[Rule]:
    return [value for value in vars(module).values() if isinstance(value, Rule)]


def _switched_off(broken: Rule, error: Exception) -> Finding:
    frames = traceback.extract_tb(error.__traceback__)
    code = getattr(broken.run, "__code__", None)
    lines = [frame.lineno for frame in frames if code is not None and frame.filename == code.co_filename]
    line = lines[-1] if lines else code and code.co_firstlineno
    place = f" in {Path(code.co_filename).name}, line {line}" if code else ""
    text = (
        f'The rule "{broken.title}" ({broken.id}) failed{place} and is switched off for this check: '
        f"{type(error).__name__}: {error}. The other rules ran."
    )
    return Finding("rule-failed", "warning", text)
