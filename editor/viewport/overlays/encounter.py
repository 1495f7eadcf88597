"""Encounter: what sets off what, as arrows over the ground, and the order and number of the waves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import numpy as np

from editor.core.encounters.flow import START, Card, flow_of
from editor.viewport.overlays.overlay import Overlay, OverlayScene, Swatch
from engine.present.colour import srgb
from engine.present.draw_list import DrawList, Label, LineBatch, Ring
from engine.present.entity_parts import place_of

Link = Literal["calls", "follows", "asks"]
COLOURS: dict[Link, str] = {"calls": "#ffffff", "follows": "#ff6b7d", "asks": "#ffc667"}
LIFT_M, TIP_M, WIDTH_M, CHOSEN_WIDTH_M = 0.3, 0.6, 0.1, 0.2
FAINT, CLEAR = 0.75, 1.0
SHORTEST_M = 0.8
"""Two parts that stand nearer to each other have no room for an arrow between them."""
ABOVE_M = 2.6


def add(scene: OverlayScene, picture: DrawList) -> None:
    """An arrow from each part to what it sets off or asks for; those of the selection are wide."""
    cards = flow_of(scene.view)
    found: dict[Link, list[tuple[tuple[float, float], tuple[float, float], bool]]] = {}
    for kind, start, stop in _links(scene, cards):
        one, two = _place(scene, start), _place(scene, stop)
        if one is None or two is None or np.hypot(two[0] - one[0], two[1] - one[1]) < SHORTEST_M:
            continue
        found.setdefault(kind, []).append((one, two, start in scene.selection or stop in scene.selection))
    for kind, arrows in found.items():
        picture.line_batches.append(_batch(kind, arrows))
    picture.labels.extend(_numbers(scene, cards))
    for card in cards:
        if card.is_lost and (at := _spot(scene, card.id)) is not None:
            picture.rings.append(Ring(at, 0.9, colour=LOST, style="dashed"))


def _links(scene: OverlayScene, cards: tuple[Card, ...]) -> Iterator[tuple[Link, str, str]]:
    """(kind, from, to) of every link between two entities."""
    seen: set[tuple[str, str]] = set()
    for card in cards:
        if card.cause not in ("", START) and (card.cause, card.id) not in seen:
            seen.add((card.cause, card.id))
            kind: Link = "follows" if card.kind in ("wave", "objective") and _same(cards, card) else "calls"
            yield kind, card.cause, card.id
        target: str = getattr(card.part, "target", "") if card.kind == "objective" else ""
        if target and scene.view.get(target) is not None:
            yield "asks", card.id, target


def _same(cards: tuple[Card, ...], card: Card) -> bool:
    """Whether a card hangs on one of its own kind."""
    return any(other.id == card.cause and other.kind == card.kind for other in cards)


def _batch(kind: Link, arrows: list[tuple[tuple[float, float], tuple[float, float], bool]]) -> LineBatch:
    count = len(arrows)
    chosen = np.array([each[2] for each in arrows])
    colour = np.empty((count, 4), np.float32)
    colour[:, :3] = srgb(COLOURS[kind])
    colour[:, 3] = np.where(chosen, CLEAR, FAINT)
    return LineBatch(
        start=np.array([each[0] for each in arrows], np.float32),
        end=np.array([each[1] for each in arrows], np.float32),
        lift=np.full(count, LIFT_M, np.float32),
        colour=colour,
        width=np.where(chosen, CHOSEN_WIDTH_M, WIDTH_M).astype(np.float32),
        tip=TIP_M,
        dashed=kind == "follows",
        through=0.4,
    )


def _numbers(scene: OverlayScene, cards: tuple[Card, ...]) -> Iterator[Label]:
    """The waves in the order in which the flow brings them, and how many of the one before may be left."""
    number = 0
    for card in cards:
        if card.kind != "wave":
            continue
        number += 1
        at = _spot(scene, card.id)
        group: Any = card.part
        if at is None:
            continue
        when = {"start": "at the start", "trigger": "by its trigger"}.get(group.when, f"when {group.left} are left")
        text = f"{number}: {when}" + (f" + {group.delay:g} s" if group.delay > 0.0 else "")
        yield Label(text, (at[0], at[1] + ABOVE_M, at[2]), COLOURS["follows"])


def _spot(scene: OverlayScene, entity: str) -> tuple[float, float, float] | None:
    found = scene.view.get(entity)
    placed = place_of(found.components, scene.ground) if found is not None else None
    return None if placed is None else (float(placed[0][0]), float(placed[0][1]), float(placed[0][2]))


def _place(scene: OverlayScene, entity: str) -> tuple[float, float] | None:
    at = _spot(scene, entity)
    return None if at is None else (at[0], at[2])


LOST = "#ff8279"
ENCOUNTER = Overlay(
    "encounter",
    "Encounter",
    "What sets off what, and in which order do the waves come?",
    "flow-arrow",
    add,
    (
        Swatch("Sets off", COLOURS["calls"], "solid", "From a trigger or an objective to what happens then."),
        Swatch("Comes after", COLOURS["follows"], "dashed", "From a wave or an objective to the next one."),
        Swatch("Asks for", COLOURS["asks"], "solid", "From an objective to what it is about."),
        Swatch("Waits for nothing", LOST, "dashed ring", "A part whose link leads nowhere, so it never comes."),
    ),
    order=12,
)
