"""Mends what field by field can't see: ids that would stand twice, parents that would be gone, rings of parents."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.document.merge.conflict import SIDES, Side, Trio
from engine.document.merge.decide import Decider, conflict_at, datas_of
from engine.document.merge.outcome import FileOutcome, Outcome
from engine.document.merge.references import settle_references
from engine.document.merge.relocate import Contest
from engine.document.merge.words import name_of
from engine.document.path import Path, words

Files = Mapping[str, FileOutcome]


def put_in_order(files: Files, contests: Iterable[Contest], decider: Decider) -> None:
    """Settle what only shows when all entities are looked at together."""
    for contest in contests:
        _settle_contest(files[contest.file], files[contest.goal], contest, decider)
    _settle_twins(files, decider)
    settle_references(files, decider)
    for outcome in files.values():
        _settle_orphans(outcome, files, decider)
        _settle_rings(outcome, decider)


def _settle_contest(here: FileOutcome, there: FileOutcome, contest: Contest, decider: Decider) -> None:
    """An entity is either where one side moved it, or stays where the other side tied it to others."""
    trio, goal = here.entities[contest.identifier].trio, there.entities[contest.identifier].trio
    datas = datas_of(Trio(trio.base, trio.ours or goal.ours, trio.theirs or goal.theirs))
    title = name_of(contest.identifier, datas)
    text = (
        f"{title}: you moved it to {there.name}.toml, the other side tied it to others in {here.name}.toml."
        if contest.side == "ours"
        else f"{title}: you tied it to others in {here.name}.toml, the other side moved it to {there.name}.toml."
    )
    path = Path.entity(here.name, contest.identifier)
    chosen = decider.judge.settle(conflict_at(path, "removed", datas, title, "", text))
    is_moved = chosen == contest.side
    here.entities[contest.identifier] = Outcome.of(trio, None if is_moved else trio.of(chosen))
    there.entities[contest.identifier] = Outcome.of(goal, goal.of(contest.side) if is_moved else None)


def _settle_twins(files: Files, decider: Decider) -> None:
    """An id may stand once in a scene and its encounters."""
    for file, other, identifier in _twins(files):
        one, two = files[file].entities[identifier].trio, files[other].entities[identifier].trio
        if any(None not in pair for pair in zip(one, two, strict=True)):
            continue
        datas = datas_of(Trio(one.base or two.base, one.ours or two.ours, one.theirs or two.theirs))
        title = name_of(identifier, datas)
        mine = file if one.ours is not None else other
        text = (
            f"{title}: you have it in {mine}.toml, the other side in {(other if mine == file else file)}.toml; "
            "a scene and its encounters may have an id only once."
        )
        path = Path.entity(file, identifier)
        side = decider.judge.settle(conflict_at(path, "added", datas, title, "", text, "#twice"))
        for name, trio in ((file, one), (other, two)):
            if trio.of(side) is None:
                files[name].entities[identifier] = Outcome.of(trio, None)


def _twins(files: Files) -> Iterator[tuple[str, str, str]]:
    for file, outcome in files.items():
        scene = _scene_of(outcome)
        for other in files.values():
            if scene is not None and other.name > file and _scene_of(other) == scene and "scenes" in other.name + file:
                for identifier in sorted(outcome.alive().keys() & other.alive().keys()):
                    yield file, other.name, identifier


def _scene_of(outcome: FileOutcome) -> str | None:
    folder, _, name = outcome.name.partition("/")
    if folder == "scenes":
        return name
    scene = (outcome.head.data or {}).get("scene")
    return scene if folder == "encounters" and isinstance(scene, str) else None


def _settle_orphans(outcome: FileOutcome, files: Files, decider: Decider) -> None:
    """A parent that one side deleted while the other put something under it is a conflict of its own."""
    scene = _scene_of(outcome)
    family = [other for other in files.values() if scene is not None and _scene_of(other) == scene]
    lifted: set[str] = set()
    # Whatever becomes of a child, it is lifted once: a merge comes to its end.
    while orphan := next((each for each in _orphans(outcome) if each[0] not in lifted), None):
        child, parent, kept = orphan
        known = outcome.entities.get(parent)
        # One of them may have moved to another file, and a child that comes back can't be under its parent there.
        if known is None or any(other.data(parent) is not None for other in family):
            lifted.add(child)
            _lift(outcome, child, kept)
            continue
        block = known.trio.of(_parent_side(outcome, decider, child, parent, kept))
        if block is not None:
            outcome.entities[parent] = Outcome.of(known.trio, block)
        else:
            lifted.add(child)
            _lift(outcome, child, kept)


def _orphans(outcome: FileOutcome) -> Iterator[tuple[str, str, Side]]:
    """Entities whose parent the merge took away: child, parent, and the side that still has the parent."""
    alive = outcome.alive()
    for child, data in alive.items():
        parent = data.get("parent")
        if not isinstance(parent, str) or parent in alive:
            continue
        known = outcome.entities.get(parent)
        kept: Side | None = next((side for side in SIDES[1:] if known and known.trio.of(side) is not None), None)
        was_so = any(
            parent not in sheet.node.entities
            and (own := sheet.node.entities.get(child)) is not None
            and own.data.get("parent") == parent
            for sheet in outcome.sheets
        )
        if not was_so and (kept is not None or known is None):
            yield child, parent, kept or "base"


def _parent_side(outcome: FileOutcome, decider: Decider, child: str, parent: str, kept: Side) -> Side:
    path = Path.entity(outcome.name, parent)
    entity = Path.entity(outcome.name, child)
    if str(entity) in decider.judge.conflicts:
        # Who keeps a deleted child keeps what it stands under.
        return kept
    datas = datas_of(outcome.entities[parent].trio)
    title, below = name_of(parent, datas), name_of(child, datas_of(outcome.entities[child].trio))
    text = (
        f"{title}: the other side deleted it, you put {below} under it."
        if kept == "ours"
        else f"{title}: you deleted it, the other side put {below} under it."
    )
    conflict = decider.judge.conflicts.get(str(path)) or conflict_at(path, "removed", datas, title, "", text)
    return decider.judge.settle(conflict)


def _lift(outcome: FileOutcome, child: str, kept: Side) -> None:
    """Put a child under the nearest entity above that is still there, or at the top."""
    alive = outcome.alive()
    data: dict[str, Any] = dict(alive[child])
    parent = data.pop("parent")
    passed = {child}
    while isinstance(parent, str) and parent not in passed:
        if parent in alive:
            data["parent"] = parent
            break
        passed.add(parent)
        gone = outcome.entities.get(parent)
        block = gone.trio.of(kept) if gone else None
        parent = block.data.get("parent") if block else None
    outcome.entities[child].put(data)


def _settle_rings(outcome: FileOutcome, decider: Decider) -> None:
    """Two re-parentings that are right alone may make a ring together; then one side's parents hold."""
    while ring := _ring(outcome):
        sides = {side: [_parent_of(outcome, identifier, side) for identifier in ring] for side in SIDES}
        now = [(outcome.data(identifier) or {}).get("parent") for identifier in ring]
        if now in sides.values():
            return
        first = ring[0]
        titles = [name_of(each, datas_of(outcome.entities[each].trio)) for each in ring]
        told = {side: _told(outcome, ring, titles, side) for side in SIDES[1:]}
        text = (
            f"{' and '.join(titles)}: you put {told['ours']}, the other side put {told['theirs']}; "
            "both together would make a ring."
        )
        path = Path.entity(outcome.name, first, "parent")
        values = Trio(*(sides[side][0] for side in SIDES))
        side = decider.judge.settle(conflict_at(path, "parent", values, titles[0], "Parent", text, "#ring"))
        for identifier, parent in zip(ring, sides[side], strict=True):
            data = dict(outcome.data(identifier) or {})
            data.pop("parent", None)
            outcome.entities[identifier].put({**data, "parent": parent} if parent is not None else data)


def _ring(outcome: FileOutcome) -> list[str]:
    """The entities of one ring of parents, the first by name first; empty when there is none."""
    alive = outcome.alive()
    done: set[str] = set()
    for start in alive:
        way: list[str] = []
        current: Any = start
        while isinstance(current, str) and current in alive and current not in done and current not in way:
            way.append(current)
            current = alive[current].get("parent")
        if current in way:
            return sorted(way[way.index(current) :])
        done.update(way)
    return []


def _parent_of(outcome: FileOutcome, identifier: str, side: Side) -> Any:
    block = outcome.entities[identifier].trio.of(side)
    return block.data.get("parent") if block else None


def _told(outcome: FileOutcome, ring: list[str], titles: list[str], side: Side) -> str:
    moved = [
        f"{title} under {words(parent)}" if isinstance(parent, str) else f"{title} at the top"
        for identifier, title in zip(ring, titles, strict=True)
        for parent in [_parent_of(outcome, identifier, side)]
        if parent != _parent_of(outcome, identifier, "base")
    ]
    return " and ".join(moved) or "nothing elsewhere"
