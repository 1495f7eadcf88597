"""Proposal: what the ticked parts of a proposal would bring, change and take away, as ghosts in the scene as it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from editor.viewport.ghosts import add_way, ghost
from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.draw_list import DrawList, Label, Point, Ring
from engine.present.entity_parts import EntityParts, looks_alike, parts_of

if TYPE_CHECKING:
    from editor.core.proposals.review import Changed

NEW, CHANGED, GONE = "#45d3b0", "#8ab4ff", "#ff6b7d"
MOST, MOST_NAMED = 400, 24
MARK_M, NAME_M = 0.7, 2.2
"""Radius of the ring around what has none, and height of names [m]."""


def add(scene: OverlayScene, picture: DrawList) -> None:
    """A translucent figure for each new one and each that stands or looks otherwise; rings for what changes or goes."""
    proposed = scene.proposed
    if proposed is None or scene.session is not None:
        return
    for number, each in enumerate(proposed.changed[:MOST]):
        _mark(scene, picture, each, is_named=number < MOST_NAMED)
    new = sum(each.old is None for each in proposed.changed)
    gone = sum(each.new is None for each in proposed.changed)
    picture.notes.append(f"Proposal: {new:,} new, {len(proposed.changed) - new - gone:,} changed, {gone:,} removed")


def _mark(scene: OverlayScene, picture: DrawList, each: Changed, *, is_named: bool) -> None:
    assert scene.proposed is not None
    prefabs = scene.proposed.after.prefabs
    old = parts_of(each.old, scene.ground, scene.view.prefabs) if each.old is not None else EntityParts()
    new = parts_of(each.new, scene.ground, prefabs) if each.new is not None else EntityParts()
    colour, word = (NEW, "New") if each.old is None else (GONE, "Goes") if each.new is None else (CHANGED, "Changes")
    entity = each.new or each.old
    place = _place(new) or _place(old)
    if entity is None or place is None:
        return
    is_seen = each.old is None or (each.new is not None and not looks_alike(each.old, each.new))
    if is_seen and each.new is not None:
        _ghosts(picture, new, colour, moved=each.old is not None)
    if each.old is not None:
        picture.rings.append(Ring(place, _reach(old, new), colour=colour, style="dashed" if each.new else "solid"))
    start = _place(old)
    if start is not None and each.new is not None:
        add_way(picture, start, place, colour)
    if is_named:
        text = f"{word}: {entity.name or entity.id}"
        picture.labels.append(Label(text, (place[0], place[1] + NAME_M, place[2]), colour))


def _ghosts(picture: DrawList, parts: EntityParts, colour: str, *, moved: bool) -> None:
    for _entity, body in parts.bodies:
        picture.instances.append(ghost(body.mesh, body.position, body.yaw, body.scale, colour))
    for area in parts.areas:
        picture.areas.append(replace(area, entity="", colour=colour))
    if not moved and parts.ring is not None:
        picture.rings.append(Ring(parts.ring.position, parts.ring.radius, colour=colour, facing=parts.ring.facing))


def _place(parts: EntityParts) -> Point | None:
    """Where an entity stands; None for one that stands nowhere."""
    if parts.bodies:
        return parts.bodies[0][1].position
    if parts.feet:
        x, z, y = parts.feet[0]
        return x, y, z
    return None


def _reach(*parts: EntityParts) -> float:
    rings = [each.ring.radius for each in parts if each.ring is not None]
    return max(rings) * 1.25 if rings else MARK_M


PROPOSAL = Overlay(
    "proposal",
    "Proposal",
    "What would the ticked parts of a proposal change here?",
    "sparkle",
    add,
    (
        Swatch("New", NEW, help="What the ticked parts of the proposal would bring."),
        Swatch("Changes", CHANGED, "dashed ring", "What they would change; a line leads from where it stands now."),
        Swatch("Goes", GONE, "ring", "What they would take away."),
    ),
    is_on_at_start=True,
    is_of_proposal=True,
    is_of_editing=True,
    order=98,
)
