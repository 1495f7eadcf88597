"""Lays an entity's block over its prefab's, field by field, and validates what the block itself says."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from engine.document.check import MOST_TOLD, Problem, check_reserved, check_table
from engine.document.commands.set import Set
from engine.document.finding import Finding
from engine.document.path import Path, words
from engine.document.state.snapshot import value_in
from engine.document.views.entity_view import EntityView
from engine.document.wording import block_name
from engine.schema.component import Component
from engine.schema.reserved import RESERVED
from engine.schema.values import plain
from engine.schema.vocabulary import Vocabulary


class Part(NamedTuple):
    """What one component's table of a block came to, over the prefab's table that it was laid over."""

    own: Any
    inherited: Any
    merged: Any
    component: Component | None
    """None where nothing knows it, or where it is wrong."""
    problems: tuple[Finding, ...]


class Resolved:
    """An entity view, and what an instance of it starts from."""

    __slots__ = ("_since", "_tables", "below", "parts", "view")

    def __init__(self, view: EntityView, below: Resolved | None, parts: dict[str, Part]) -> None:
        self.view = view
        self.below = below
        self.parts = parts
        """The components that the block itself states."""
        self._tables: Mapping[str, Any] | None = None
        self._since: tuple[Resolved, frozenset[str] | None] | None = None

    @property
    def tables(self) -> Mapping[str, Any]:
        """The raw merged tables by component; made only for what has instances."""
        if self._tables is None:
            own = {key: part.merged for key, part in self.parts.items()}
            self._tables = {**_inherited(self.below, self.view.removed), **own}
        return self._tables

    def changed_since(self, before: Resolved) -> frozenset[str] | None:
        """The components of which instances inherit something else than from an earlier state; None for more."""
        if self._since is None or self._since[0] is not before:
            self._since = (before, self._difference(before))
            # Else each state would keep all earlier ones alive.
            before._since = None
        return self._since[1]

    def _difference(self, before: Resolved) -> frozenset[str] | None:
        old, new = before.view, self.view
        if (old.name, old.tags, old.hidden, old.locked) != (new.name, new.tags, new.hidden, new.locked):
            return None
        if old.opaque != new.opaque:
            return None
        ours, theirs = self.tables, before.tables
        return frozenset(key for key in {**ours, **theirs} if ours.get(key) is not theirs.get(key))


def laid_over(
    file: str,
    identifier: str,
    data: Mapping[str, Any],
    below: Resolved | None,
    vocabulary: Vocabulary,
    last: Resolved | None = None,
    earlier: Resolved | None = None,
) -> Resolved:
    """An entity's block over its prefab.

    Args:
        file: The file of the block.
        identifier: The entity's id.
        data: The block.
        below: The prefab; None for an entity that is no instance, or whose prefab can't be resolved.
        vocabulary: The known components.
        last: What the same block came to over another state of its prefab; what is the same in both is taken from it.
        earlier: What an earlier version of the block came to; components that are as they were keep their objects.
    """
    if last is not None and below is not None and last.below is not None and not last.view.problems:
        again = _renewed(last, last.below, below)
        if again is not None:
            return again
    here = Path.entity(file, identifier)
    called = block_name(identifier, data)
    plainly, problems = _plain_keys(here, called, data)
    base = below.view if below is not None else None
    removed: tuple[str, ...] = ()
    if below is not None:
        removed = tuple(each for each in plainly.get("removed", ()) if not each.startswith("."))
    inherited = _inherited(below, removed)
    components = _kept(base.components if base is not None else {}, removed)
    opaque = dict.fromkeys(each for each in (base.opaque if base is not None else ()) if each not in removed)
    overrides: list[str] = []
    parts: dict[str, Part] = {}
    before = last or earlier
    known = before.parts if before is not None and (before.below is None) == (below is None) else parts
    for key, value in data.items():
        if key in RESERVED:
            continue
        part = known.get(key)
        if part is None or part.own is not value or part.inherited is not inherited.get(key) or part.problems:
            part = _part(here, called, key, value, inherited.get(key), below is not None, vocabulary)
        parts[key] = part
        if base is not None and isinstance(value, dict):
            overrides += [f"{key}.{name}" for name in cast("dict[str, Any]", value)]
        if key not in vocabulary.components:
            opaque[key] = None
        elif part.component is not None:
            components[key] = part.component
        else:
            components.pop(key, None)
        problems += part.problems
    view = EntityView(
        id=identifier,
        name=str(plainly.get("name") or (base.name if base is not None else words(identifier))),
        file=file,
        parent=plainly.get("parent") or None,
        prefab=plainly.get("prefab") or None,
        tags=tuple(plainly["tags"]) if "tags" in plainly else base.tags if base is not None else (),
        hidden=bool(plainly.get("hidden", base is not None and base.hidden)),
        locked=bool(plainly.get("locked", base is not None and base.locked)),
        components=MappingProxyType(components),
        overrides=frozenset(overrides),
        opaque=tuple(opaque),
        problems=tuple(problems),
        removed=removed,
    )
    return Resolved(view, below, parts)


def _renewed(last: Resolved, before: Resolved, below: Resolved) -> Resolved | None:
    """The instance over a prefab of which it overrides nothing that has changed; None when there is more to do.

    Most instances of a prefab that is edited are of this kind, and there may be ten thousand of them.
    """
    view, parts = last.view, last.parts
    changed = below.changed_since(before)
    if changed is None or not changed.isdisjoint(parts):
        return None
    components = _kept(below.view.components, view.removed)
    for key, part in parts.items():
        if part.component is not None:
            components[key] = part.component
    renewed = EntityView(
        view.id,
        view.name,
        view.file,
        view.parent,
        view.prefab,
        view.tags,
        view.hidden,
        view.locked,
        MappingProxyType(components),
        view.overrides,
        view.opaque,
        view.problems,
        view.removed,
    )
    return Resolved(renewed, below, parts)


def _kept(components: Mapping[str, Component], removed: tuple[str, ...]) -> dict[str, Component]:
    kept = dict(components)
    for key in removed:
        kept.pop(key, None)
    return kept


def _inherited(below: Resolved | None, removed: tuple[str, ...]) -> Mapping[str, Any]:
    tables: Mapping[str, Any] = below.tables if below is not None else {}
    return {key: table for key, table in tables.items() if key not in removed} if removed else tables


def _plain_keys(here: Path, called: str, data: Mapping[str, Any]) -> tuple[dict[str, Any], list[Finding]]:
    """The reserved keys of the right type, and what is wrong with the others."""
    right: dict[str, Any] = {}
    problems: list[Finding] = []
    for key, value in data.items():
        if key in RESERVED:
            problem = check_reserved(key, value)
            if problem is None:
                right[key] = value
            else:
                problems.append(_wrong(here / key, called, problem, value))
    return right, problems


def _part(
    here: Path, called: str, key: str, own: Any, inherited: Any, is_instance: bool, vocabulary: Vocabulary
) -> Part:
    """One component's table over the one that it inherits."""
    merged = own
    if isinstance(own, dict) and isinstance(inherited, dict):
        merged = {**cast("dict[str, Any]", inherited), **cast("dict[str, Any]", own)}
    known = vocabulary.components.get(key)
    if known is None:
        return Part(own, inherited, merged, None, ())
    component, wrong = check_table(known, merged)
    problems: list[Finding] = []
    for problem in wrong:
        value = value_in(own, problem.keys)
        # What the prefab states wrongly is told there, once.
        if not (is_instance and inherited is not None and value is None):
            whole = problem.inside(key)
            problems.append(_wrong(Path(here.file, (*here.keys, *whole.keys)), called, whole, value))
        if len(problems) == MOST_TOLD < len(wrong):
            text = f"{called}: up to {len(wrong) - MOST_TOLD:,} more values of {key} are wrong."
            problems.append(Finding("wrong-value", "error", text, here / key, here.entity_id))
            break
    return Part(own, inherited, merged, component if isinstance(component, Component) else None, tuple(problems))


def _wrong(path: Path, name: str, problem: Problem, value: Any) -> Finding:
    fix = (Set(path=path, old=plain(value), new=None),) if value is not None else ()
    left_out = "It is ignored" if path.inner[0] in RESERVED else "The whole component is left out"
    text = f"{name}: {problem.what}; expected {problem.expected}. {left_out} until this is repaired."
    title = "Use the default" if problem.is_known else "Remove it"
    return Finding("wrong-value", "error", text, path, path.entity_id, fix, title if fix else "")
