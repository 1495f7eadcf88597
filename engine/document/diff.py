"""Tells two states of a project apart: the commands that lead from one to the other, field by field."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from engine.document.command import Command
from engine.document.commands import AddEntity, MoveEntity, RemoveEntity, Set
from engine.document.commands.write_file import WriteFile
from engine.document.commands.write_tile import WriteTile
from engine.document.document import Document
from engine.document.errors import CommandError
from engine.document.order import longest_run
from engine.document.path import Path
from engine.document.state.draft import Draft
from engine.document.state.node import Block, FileNode
from engine.document.state.snapshot import Snapshot
from engine.schema.component import RESERVED_KEYS
from engine.schema.reserved import PARTS
from engine.schema.toml_write import is_table
from engine.schema.values import plain, same


def diff(
    before: Snapshot | Document, after: Snapshot | Document, files: Iterable[str] | None = None
) -> tuple[Command, ...]:
    """The commands that, applied in order, give `before` the data of `after`.

    What no finer command may change, such as a component that nothing here knows, is replaced with its entity, or with
    its file. Comments and spelling count for nothing.

    Args:
        before: The older state.
        after: The newer state, of the same vocabulary.
        files: The files to look at; all of them by default.
    """
    old, new = _state(before), _state(after)
    names = sorted({*old.files, *new.files} if files is None else set(files))
    pairs = {name: (one, two) for name in names if (one := old.files.get(name)) is not (two := new.files.get(name))}
    blunt: set[tuple[str, str | None]] = set()
    while True:
        plans = [_plan(name, one, two, blunt, new) for name, (one, two) in pairs.items()]
        steps = [step for phase in range(_PHASES) for plan in plans for step in plan.phases[phase]]
        failed = _first_misfit(old, new, steps, plans)
        if failed is None:
            return tuple(step.command for step in steps)
        blunt.add(failed if failed not in blunt else (failed[0], None))


_REMOVALS, _FILES, _HEADS, _MOVES, _ADDS, _SETS = range(6)
_PHASES = 6


@dataclass
class _Step:
    command: Command
    file: str
    entity: str | None


@dataclass
class _Plan:
    """The steps for one file, by the phase of the whole diff in which they happen."""

    file: str
    phases: list[list[_Step]] = field(default_factory=lambda: [[] for _ in range(_PHASES)])

    def add(self, phase: int, command: Command, entity: str | None = None) -> None:
        self.phases[phase].append(_Step(command, self.file, entity))


def _state(of: Snapshot | Document) -> Snapshot:
    return of.snapshot() if isinstance(of, Document) else of


def _plan(
    name: str, one: FileNode | None, two: FileNode | None, blunt: set[tuple[str, str | None]], new: Snapshot
) -> _Plan:
    plan = _Plan(name)
    tiles = (one.tile if one is not None else None), (two.tile if two is not None else None)
    if tiles != (None, None):
        old_tile, new_tile = tiles
        if old_tile is None or new_tile is None or not old_tile.is_same_ground(new_tile):
            plan.add(_FILES, WriteTile(file=name, old=old_tile, new=new_tile))
        return plan
    if one is None or two is None or one.is_whole or (name, None) in blunt:
        if one is None or two is None or one.text != two.text:
            command = WriteFile(file=name, old=one.text if one else None, new=two.text if two else None)
            plan.add(_REMOVALS if two is None else _FILES, command)
        return plan
    for path, old, value in _unlike_head(Path(name), one.head.data, two.head.data):
        plan.add(_HEADS, Set(path=path, old=plain(old), new=plain(value)))
    replaced = {
        key
        for key, block in one.entities.items()
        if (other := two.entities.get(key)) is not None
        and not _is_same(block, other)
        and ((name, key) in blunt or _is_opaque_change(block.data, other.data, new))
    }
    _plan_places(plan, one, two, replaced)
    _plan_values(plan, one, two, replaced, new)
    return plan


def _plan_places(plan: _Plan, one: FileNode, two: FileNode, replaced: set[str]) -> None:
    """Removals last first, moves of what is out of order, then additions first first: so each place is right."""
    gone = [(place, key) for place, key in enumerate(one.order) if key not in two.entities or key in replaced]
    for place, key in reversed(gone):
        block = cast("dict[str, Any]", plain(one.entities[key].data))
        plan.add(_REMOVALS, RemoveEntity(file=one.name, id=key, block=block, index=place), key)
    left = {key for _, key in gone}
    current = [key for key in one.order if key not in left]
    wanted = [key for key in two.order if key in one.entities and key not in replaced]
    if current != wanted:
        steady = longest_run(current, wanted)
        last = ""
        for key in wanted:
            if key not in steady:
                old = current.index(key)
                del current[old]
                place = current.index(last) + 1 if last else 0
                current.insert(place, key)
                if place != old:
                    plan.add(_MOVES, MoveEntity(file=one.name, id=key, old=old, new=place), key)
            last = key
    for place, key in enumerate(two.order):
        if key not in one.entities or key in replaced:
            block = cast("dict[str, Any]", plain(two.entities[key].data))
            plan.add(_ADDS, AddEntity(file=one.name, id=key, block=block, index=place), key)


def _plan_values(plan: _Plan, one: FileNode, two: FileNode, replaced: set[str], new: Snapshot) -> None:
    parents: list[tuple[int, _Step]] = []
    for key, block in one.entities.items():
        other = two.entities.get(key)
        if other is None or key in replaced or _is_same(block, other):
            continue
        for path, old, value in _unlike(Path.entity(one.name, key), block.data, other.data, new):
            step = _Step(Set(path=path, old=plain(old), new=plain(value)), one.name, key)
            if path.inner == ("parent",):
                parents.append((_depth(two, key), step))
            else:
                plan.phases[_SETS].append(step)
    # From the top down, so that none ever stands under itself on the way.
    plan.phases[_SETS] += [step for _, step in sorted(parents, key=lambda each: each[0])]


def _depth(node: FileNode, identifier: str) -> int:
    seen = {identifier}
    current: Any = node.entities[identifier].data.get("parent")
    while isinstance(current, str) and current in node.entities and current not in seen:
        seen.add(current)
        current = node.entities[current].data.get("parent")
    return len(seen)


def _unlike_head(at: Path, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[Path, Any, Any]]:
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        if same(old, new):
            continue
        if is_table(old) and is_table(new):
            yield from _unlike_head(at / key, cast("dict[str, Any]", old), cast("dict[str, Any]", new))
        else:
            yield at / key, old, new


def _unlike(
    at: Path, before: Mapping[str, Any], after: Mapping[str, Any], new: Snapshot
) -> Iterator[tuple[Path, Any, Any]]:
    for key in dict.fromkeys([*before, *after]):
        old, value = before.get(key), after.get(key)
        if same(old, value):
            continue
        # An instance loses a component with its last field, so one that ends up empty is set as a whole.
        if key == PARTS and is_table(old) and is_table(value) and value:
            ours, theirs = cast("dict[str, Any]", old), cast("dict[str, Any]", value)
            for name in dict.fromkeys([*ours, *theirs]):
                yield from _unlike_part(at / PARTS / name, ours.get(name), theirs.get(name), new)
        elif is_table(old) and is_table(value) and value and key in new.vocabulary.components:
            inner, other = cast("dict[str, Any]", old), cast("dict[str, Any]", value)
            yield from (
                (at / key / name, inner.get(name), other.get(name))
                for name in dict.fromkeys([*inner, *other])
                if not same(inner.get(name), other.get(name))
            )
        else:
            yield at / key, old, value


def _unlike_part(at: Path, before: Any, after: Any, new: Snapshot) -> Iterator[tuple[Path, Any, Any]]:
    """A part's block is an entity's, but that it goes with the last thing that is said in it."""
    if is_table(before) and is_table(after) and after:
        yield from _unlike(at, before, after, new)
    elif not same(before, after):
        yield at, before, after


def _is_opaque_change(before: Mapping[str, Any], after: Mapping[str, Any], new: Snapshot) -> bool:
    known = new.vocabulary.components
    for key in {*before, *after}:
        old, value = before.get(key), after.get(key)
        if key == PARTS:
            ours, theirs = _blocks(old), _blocks(value)
            if any(_is_opaque_change(ours.get(each, {}), theirs.get(each, {}), new) for each in {*ours, *theirs}):
                return True
        elif key not in RESERVED_KEYS and key not in known and not same(old, value):
            return True
    return False


def _blocks(parts: Any) -> Mapping[str, Mapping[str, Any]]:
    return {key: each for key, each in parts.items() if is_table(each)} if is_table(parts) else {}


def _first_misfit(
    old: Snapshot, new: Snapshot, steps: list[_Step], plans: list[_Plan]
) -> tuple[str, str | None] | None:
    """The entity or file whose steps are refused or don't lead to its data; None when all is well."""
    draft = Draft(old, {})
    for step in steps:
        try:
            step.command.edit(draft)
        except CommandError:
            if isinstance(step.command, WriteFile | WriteTile):
                raise
            return step.file, step.entity
    draft.finish()
    for plan in plans:
        one, two = draft.files.get(plan.file), new.files.get(plan.file)
        if one is None or two is None or one.tile is not None:
            continue  # written whole
        if one.order != two.order or not _is_same(one.head, two.head):
            return plan.file, None
        unlike = next((key for key in one.order if not _is_same(one.entities[key], two.entities[key])), None)
        if unlike is not None:
            return plan.file, unlike
    return None


def _is_same(one: Block, other: Block) -> bool:
    return one.data is other.data or one.is_same_text(other) or same(one.data, other.data)
