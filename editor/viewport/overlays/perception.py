"""Perception: how far the agents see and hear and which way, whom one looks at, and where it remembers an enemy."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from editor.viewport.overlays.running import THROUGH, Rows
from engine.present.draw_list import DrawList, GroundLine, Label, Point
from engine.present.entity_parts import place_of
from engine.present.ground import height_at
from engine.world.ids import HOSTILE, TICKS_PER_SECOND, UP

SIGHT, HEARING, TARGET, MEMORY = "#ff6a78", "#8fa6c8", "#ff6a78", "#ffd98a"
MOST = 8
MARK_M, ABOVE_M = 0.8, 0.5
LIFT_M = 0.35
"""How high the lines hang: the camera of a game looks along the ground, where grass hides what lies on it."""


@dataclass(frozen=True)
class Watcher:
    """Somebody with eyes and ears: where it stands, what it can, and in play its row."""

    entity: str
    place: Point
    yaw: float
    sight: float
    fov: float
    hearing: float
    row: int = -1


def add(scene: OverlayScene, picture: DrawList) -> None:
    """All of the selected agents' senses; without a selection the cones of the hostile ones, at most eight."""
    everybody = _running(scene) if scene.session is not None else _edited(scene)
    for watcher in [each for _, each in zip(range(MOST), everybody, strict=False)]:
        outline = cone(watcher.place, watcher.yaw, watcher.sight, watcher.fov)
        picture.lines.append(_line(outline, SIGHT, 0.2, dashed=True))
        if watcher.entity not in scene.selection:
            continue
        ring = cone(watcher.place, watcher.yaw, watcher.hearing, 360.0)
        picture.lines.append(_line(ring, HEARING, 0.16, dashed=True))
        if watcher.row >= 0:
            _add_attention(scene, watcher, picture)


def _line(points: tuple[Point, ...], colour: str, width: float, *, dashed: bool = False) -> GroundLine:
    return GroundLine(points, colour, width, dashed=dashed, lift=LIFT_M, through=THROUGH)


def cone(position: Point, yaw: float, reach: float, fov: float) -> tuple[Point, ...]:
    """The outline of a field of view: from the eye along one edge, round the arc and back."""
    half = np.radians(min(fov, 360.0)) / 2.0
    angle = np.linspace(yaw - half, yaw + half, max(int(fov / 6.0), 8))
    x, y, z = position
    arc = [(x + reach * float(np.sin(a)), y, z + reach * float(np.cos(a))) for a in angle]
    return (position, *arc, position) if fov < 359.0 else tuple(arc)


def _add_attention(scene: OverlayScene, watcher: Watcher, picture: DrawList) -> None:
    """A line to whom it sees, or a mark where it noticed the one that it remembers, with how long ago."""
    assert scene.session is not None
    rows: Rows = scene.session.world.view
    target, remembered = int(rows["target"][watcher.row]), int(rows["remembered"][watcher.row])
    if target >= 0:
        picture.lines.append(_line((watcher.place, _place(rows, target)), TARGET, 0.24))
    elif remembered >= 0:
        x, z = (float(value) for value in rows["last_seen"][watcher.row])
        y = float(height_at(scene.ground, x, z))
        ago = (int(rows["tick"][0]) - int(rows["last_seen_tick"][watcher.row])) / TICKS_PER_SECOND
        name = scene.session.compiled.entity_of_row[remembered][1]
        picture.lines.append(_line((watcher.place, (x, y, z)), MEMORY, 0.12, dashed=True))
        picture.lines.append(_line(cone((x, y, z), 0.0, MARK_M, 360.0), MEMORY, 0.24, dashed=True))
        picture.labels.append(Label(f"{name}, {ago:.1f} s ago", (x, y + ABOVE_M, z), MEMORY))


def _edited(scene: OverlayScene) -> Iterator[Watcher]:
    for entity in scene.view.with_component("perception"):
        components: Any = entity.components
        team, placed = components.get("team"), place_of(components, scene.ground)
        if placed is not None and _is_wanted(scene, entity.id, team is not None and team.side == "hostile"):
            senses = components["perception"]
            yield Watcher(entity.id, placed[0], placed[1], senses.sight, senses.fov, senses.hearing)


def _running(scene: OverlayScene) -> Iterator[Watcher]:
    """Those of the roster who are up: what they can is what the running copy says, not the document."""
    assert scene.session is not None
    rows: Rows = scene.session.world.view
    for each in scene.session.compiled.roster:  # a population has neither eyes nor ears
        row = each.local_id
        if "perception" not in each.view.components or row >= len(rows["life"]) or rows["life"][row] != UP:
            continue
        if _is_wanted(scene, each.entity, int(rows["team"][row]) == HOSTILE):
            fov = 2.0 * float(np.degrees(np.arccos(np.clip(rows["sight_cos"][row], -1.0, 1.0))))
            sight, hearing = float(rows["sight_range"][row]), float(rows["hearing_range"][row])
            yield Watcher(each.entity, _place(rows, row), float(rows["yaw"][row]), sight, fov, hearing, row)


def _is_wanted(scene: OverlayScene, entity: str, is_hostile: bool) -> bool:
    return entity in scene.selection if scene.selection else is_hostile


def _place(rows: Rows, row: int) -> Point:
    x, y, z = (float(value) for value in rows["position"][row])
    return x, y, z


PERCEPTION = Overlay(
    "perception",
    "Perception",
    "What do the agents see, hear and remember?",
    "eye",
    add,
    (
        Swatch("Sight range", SIGHT, "dashed", "How far and how wide an agent sees."),
        Swatch("Hearing, selected", HEARING, "dashed", "How far a selected agent hears, all around it."),
        Swatch("Target, selected", TARGET, help="From a selected agent to the enemy that it looks at now."),
        Swatch("Remembered enemy", MEMORY, "dashed ring", "Where a selected agent noticed an enemy it lost sight of."),
    ),
    order=30,
)
