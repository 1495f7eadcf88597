"""Finds entities that a side moved between a scene and its encounters, so that the other side's changes go along."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.document.merge.conflict import SIDES, Side, Trio
from engine.document.merge.sides import Sheet
from engine.document.state.node import Block, FileNode

Sheets = Mapping[str, Trio[Sheet]]
Moves = dict[str, dict[str, Trio[Block | None] | None]]
"""By file and id: the versions of an entity that is merged in this file, or None where it has left it."""
_OTHER: dict[Side, Side] = {"ours": "theirs", "theirs": "ours"}


@dataclass(frozen=True)
class Contest:
    """A side moved an entity to another file, where what the other side did to it has no place."""

    file: str
    identifier: str
    goal: str
    side: Side


def moved_entities(sheets: Sheets) -> tuple[Moves, list[Contest]]:
    """The entities that a side moved to another file of the same scene, and those that can't simply be merged there."""
    contests: list[Contest] = []
    goals = {side: _goals(sheets, side) for side in SIDES[1:]}
    moves: Moves = {}
    for side, other in _OTHER.items():
        for (file, identifier), goal in goals[side].items():
            its = goals[other].get((file, identifier))
            if its is not None and its != goal:
                continue
            base = sheets[file].base.node.entities[identifier]
            mine = sheets[goal].of(side).node.entities[identifier]
            if its is None and _is_tied(sheets, file, identifier, goal, side):
                contests.append(Contest(file, identifier, goal, side))
                continue
            theirs = sheets[its or file].of(other).node.entities.get(identifier)
            ordered = (mine, theirs) if side == "ours" else (theirs, mine)
            moves.setdefault(goal, {})[identifier] = Trio(base, *ordered)
            moves.setdefault(file, {})[identifier] = None
    return moves, contests


def _is_tied(sheets: Sheets, file: str, identifier: str, goal: str, side: Side) -> bool:
    """Whether the other side put the entity under one that stays behind, or put another one under it."""
    before, after = sheets[file].base.node.entities, sheets[file].of(_OTHER[side]).node.entities
    arrived = sheets[goal].of(side).node.entities
    block = after.get(identifier)
    parent = block.data.get("parent") if block else None
    if parent != before[identifier].data.get("parent") and isinstance(parent, str) and parent not in arrived:
        return True
    return any(
        child.data.get("parent") == identifier
        and ((old := before.get(key)) is None or old.data.get("parent") != identifier)
        for key, child in after.items()
        if key not in arrived
    )


def scene_of(node: FileNode) -> str | None:
    """The scene that a file belongs to; None for what belongs to none."""
    if node.kind == "scene":
        return node.short_name
    scene = node.head.data.get("scene")
    return scene if node.kind == "encounter" and isinstance(scene, str) else None


def _goals(sheets: Sheets, side: Side) -> dict[tuple[str, str], str]:
    """Where a side put each entity that it took out of its file."""
    arrived: dict[tuple[str, str], list[str]] = {}
    for file, trio in sheets.items():
        node, before = trio.of(side).node, trio.base.node
        scene = scene_of(node)
        if scene is not None:
            for identifier in node.entities.keys() - before.entities.keys():
                arrived.setdefault((scene, identifier), []).append(file)
    found: dict[tuple[str, str], str] = {}
    for file, trio in sheets.items():
        node, before = trio.of(side).node, trio.base.node
        scene = scene_of(before)
        for identifier in before.entities.keys() - node.entities.keys():
            goals = arrived.get((scene or "", identifier), [])
            if len(goals) == 1:
                found[file, identifier] = goals[0]
    return found
