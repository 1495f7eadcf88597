"""The flow of an encounter: everything that happens in it as cards, each below what sets it off.

Waves that follow each other, and objectives that do, stand one below the other at the same depth: they are a row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from engine.document import EntityView, SceneView

Kind = Literal["start", "standing", "trigger", "wave", "objective", "line", "victory", "defeat"]
START = "@start"
"""What sets off whatever happens at the beginning."""
NOTHING = ""
"""The cause of what waits for nothing of the encounter: a place that is entered, a timer, a signal, the end."""
COMPONENTS: dict[str, Kind] = {
    "spawn_group": "wave",
    "trigger": "trigger",
    "objective": "objective",
    "line": "line",
    "victory": "victory",
    "defeat": "defeat",
}
GLYPHS: dict[Kind, str] = {
    "start": "sword",
    "standing": "users-three",
    "trigger": "bounding-box",
    "wave": "waves",
    "objective": "flag-banner",
    "line": "chat-circle-text",
    "victory": "trophy",
    "defeat": "x-square",
}


@dataclass(frozen=True)
class Card:
    """One thing that happens: an entity's part in the encounter, how deep it hangs below its cause, and the entity.

    `cause` is the id of what sets it off, START or NOTHING; `is_lost` tells that it names no cause that could do so.
    `members` are the entities of those who stand there from the start.
    """

    kind: Kind
    id: str
    name: str
    depth: int = 0
    cause: str = NOTHING
    is_lost: bool = False
    part: Any = None
    members: tuple[str, ...] = ()


def flow_of(view: SceneView) -> tuple[Card, ...]:
    """All cards in the order of what sets off what; empty for a scene without encounter."""
    if view.encounter is None:
        return ()
    cards = list(_cards(view))
    below: dict[str, list[Card]] = {}
    for card in cards:
        below.setdefault(card.cause, []).append(card)
    made: list[Card] = [Card("start", START, view.encounter_header.title if view.encounter_header else "")]
    standing = _standing(view)
    made += [replace(standing, depth=1)] if standing.members else []
    started = below.get(START, [])
    made += _hung((card for card in started if card.kind != "objective"), below, 1)
    free = below.get(NOTHING, [])
    ends = ("victory", "defeat")
    made += _hung((card for card in free if card.kind not in ends and not card.is_lost), below, 0)
    made += _hung((card for card in started if card.kind == "objective"), below, 0)
    made += _hung((card for card in free if card.is_lost), below, 0)
    made += _hung((card for card in free if card.kind in ends and not card.is_lost), below, 0)
    seen = {(card.kind, card.id) for card in made}
    # What waits in a ring hangs below nothing that ever happens.
    made += [replace(card, depth=0, is_lost=True) for card in cards if (card.kind, card.id) not in seen]
    return tuple(made)


def is_empty(cards: Iterable[Card]) -> bool:
    """Whether nothing happens yet but how it ends."""
    return all(card.kind in ("start", "victory", "defeat") for card in cards)


def is_bare(cards: Iterable[Card]) -> bool:
    """Whether there is no more than a new encounter begins with: one group at the start, an end."""
    waves = 0
    for card in cards:
        waves += card.kind == "wave"
        if card.kind in ("trigger", "line") or (card.kind == "objective" and card.part.kind != "survive") or waves > 1:
            return False
        if card.kind == "wave" and (card.part.when != "start" or card.part.delay > 0.0):
            return False
    return True


def cause_of(view: SceneView, kind: Kind, part: Any) -> tuple[str, bool]:
    """What sets off a part of an encounter, and whether it names something that can't."""
    match kind, getattr(part, "when", "") or getattr(part, "event", ""):
        case ("wave", "start") | ("line", "start"):
            return START, False
        case "wave", "trigger":
            return _named(view, part.trigger, "trigger")
        case "wave", "after":
            return _named(view, part.after, "spawn_group")
        case "line", "trigger" | "objective" | "wave" as when:
            return _named(view, part.of, "spawn_group" if when == "wave" else str(when))
        case "trigger", "objective":
            return _named(view, part.objective, "objective")
        case "victory", "objective":
            return _named(view, part.objective, "objective")
        case "objective", _:
            return _named(view, part.after, "objective") if part.after else (START, False)
        case _:
            return NOTHING, False


def depth_below(cause: Card, card: Card) -> int:
    """How deep a card hangs below its cause: the next wave or objective of a row stands beside the one before."""
    return cause.depth + (cause.kind != card.kind)


def _cards(view: SceneView) -> Iterator[Card]:
    for component, kind in COMPONENTS.items():
        for entity in view.with_component(component):
            part = entity.components[component]
            cause, is_lost = cause_of(view, kind, part)
            yield Card(kind, entity.id, entity.name, 0, cause, is_lost, part)


def _named(view: SceneView, identifier: str, component: str) -> tuple[str, bool]:
    entity = view.get(identifier) if identifier else None
    found = entity is not None and component in entity.components
    return (identifier, False) if found else (NOTHING, True)


def _hung(cards: Iterable[Card], below: dict[str, list[Card]], depth: int) -> list[Card]:
    """The cards, each with what it sets off below it; an entity with several parts shows that once."""
    found: list[Card] = []
    open_: list[Card] = [replace(card, depth=depth) for card in reversed(list(cards))]
    shown: set[str] = set()
    while open_:
        card = open_.pop()
        found.append(card)
        if card.id not in shown:
            shown.add(card.id)
            # What is said then, then what else it sets off, then the next of its own kind, which goes on beside it.
            order = sorted(below.get(card.id, ()), key=lambda other: (other.kind == card.kind, other.kind != "line"))
            open_ += [replace(other, depth=depth_below(card, other)) for other in reversed(order)]
    return found


def _standing(view: SceneView) -> Card:
    """The hostiles who stand there from the start."""
    members = tuple(entity.id for entity in view.with_component("team") if _is_hostile(entity))
    return Card("standing", START, "", cause=START, members=members)


def _is_hostile(entity: EntityView) -> bool:
    team: Any = entity.components["team"]
    return team.side == "hostile" and "body" in entity.components and "spawn_group" not in entity.components
