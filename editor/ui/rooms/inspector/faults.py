"""What is wrong with a shown value: out of its range, a missing reference, or what a rule found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Any

from editor.api import Finding
from editor.ui.fields.change import To
from editor.ui.fields.state import Fault
from editor.ui.fields.words import Dropped, Key, Renamed, keyed
from editor.ui.texts.numbers import format_number, format_range
from engine.schema.fields import FieldSpec

# These rules say what the inspector itself sees at once, so their findings would be told twice.
_LONGEST_NAME = 40
_SEEN_HERE = frozenset({"value-out-of-range", "missing-reference"})


def faults_of(
    spec: FieldSpec, values: Iterable[Any], names: frozenset[str] | None, findings: Iterable[Finding]
) -> tuple[Fault, ...]:
    """The faults of a row; `names` are what a reference may name, None when that is not known."""
    own: list[Fault] = []
    shown = tuple(values)
    for value in shown:
        found = _word_faults(spec, value, names) if spec.number else ()
        fault = _range_fault(spec, value) or (None if spec.number else _reference_fault(spec, value, names))
        for each in (*found, *((fault,) if fault is not None else ())):
            if each not in own:
                own.append(each)
    for finding in findings:
        if finding.rule not in _SEEN_HERE:
            title = finding.fix_title or "Fix"
            at = _word_at(finding, shown) if spec.number else None
            own.append(Fault(_said(finding.text), title, finding if finding.fix else None, finding.severity, at))
    return tuple(own)


def _word_at(finding: Finding, values: tuple[Any, ...]) -> Key | None:
    """Which word of a list a finding is about: the last of its keys says the place."""
    place = finding.where.inner[2] if finding.where is not None and len(finding.where.inner) > 2 else None
    for value in values:
        keys = [key for _, key in keyed(value)]
        if isinstance(place, int) and place < len(keys):
            return keys[place]
    return None


def _word_faults(spec: FieldSpec, value: Any, names: frozenset[str] | None) -> Iterator[Fault]:
    """Names of a list that lead nowhere, each with the nearest one that does and is not in the list."""
    keys = [key for _, key in keyed(value)]
    free = sorted((names or frozenset()) - {name for name, _ in keys})
    for name, turn in keys if names is not None else ():
        if name not in names:
            near = get_close_matches(name, free, n=1, cutoff=0.6)
            text = f"No {spec.ref} is called {name}."
            if near:
                title = near[0].replace("_", " ").capitalize()
                yield Fault(text, f"Use {title}", Renamed(name, turn, near[0]), at=(name, turn))
            else:
                yield Fault(text, "Remove", Dropped(name, turn), at=(name, turn))


def _said(text: str) -> str:
    """A finding's text without the name of the entity that it begins with: the inspector shows that already."""
    name, colon, rest = text.partition(": ")
    return _sentence(rest) if colon and len(name) < _LONGEST_NAME else text


def _sentence(text: str) -> str:
    """The text with a capital at its beginning, unless it begins with a value's name such as health.current."""
    return text if "." in text.split(" ", 1)[0] else text[:1].upper() + text[1:]


def _range_fault(spec: FieldSpec, value: Any) -> Fault | None:
    if spec.kind not in {"float", "int", "vec3"} or value is None:
        return None
    parts = value if spec.kind == "vec3" else (value,)
    if all(spec.is_inside(part) for part in parts):
        return None
    text = f"Expected {format_range(spec.ge, spec.gt, spec.le, spec.lt, spec.unit)}."
    repaired = [_clamped(spec, part) for part in parts]
    if any(part is None for part in repaired):
        return Fault(text, "Use default", To(_plain(spec.default)))
    if spec.kind == "vec3":
        return Fault(text, "Bring into range", To(repaired))
    return Fault(text, f"Use {format_number(repaired[0], spec.unit, whole=spec.kind == 'int')}", To(repaired[0]))


def _clamped(spec: FieldSpec, value: float) -> Any:
    """The nearest allowed number; None where the nearest bound is itself not allowed."""
    if spec.is_inside(value):
        return value
    bounds = [bound for bound in (spec.ge, spec.le) if bound is not None and spec.is_inside(bound)]
    nearest = min(bounds, key=lambda bound: abs(bound - value), default=None)
    if nearest is None or (spec.gt is not None and value <= spec.gt) or (spec.lt is not None and value >= spec.lt):
        return None
    return int(nearest) if spec.kind == "int" else float(nearest)


def _reference_fault(spec: FieldSpec, value: Any, names: frozenset[str] | None) -> Fault | None:
    if names is None or spec.ref is None or not value:
        return None
    named = value if isinstance(value, (list, tuple)) else (value,)
    missing = [name for name in named if str(name) not in names]
    if not missing:
        return None
    kind = {"entity": "entity has the id", "action": "action is called", "goal": "goal is called"}
    return Fault(f"No {kind.get(spec.ref, f'{spec.ref} is called')} {missing[0]}.", "Clear", To(None))


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
