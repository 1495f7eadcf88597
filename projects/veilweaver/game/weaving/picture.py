"""The picture of weaving: what is woven is seen, what could be is a ghost with its price, held by threads of light."""

import weakref
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from engine.play.compile.compiled import CompiledScene
from engine.play.shown import shown
from engine.present.draw_list import DrawList, Glow, Instances, Plate, Ribbon, instances, with_entities
from engine.present.ground import height_at

from .offer import offer_of, player_of
from .tables import place_of, weaves_of

if TYPE_CHECKING:
    from engine.play.running.session import Session

GOLD, REFUSED, VIOLET, TEAL = "#ffc667", "#ff4d5e", "#b49cff", "#4fe3dc"
HAND_M, STONE_M, HELD_M, TAG_M = 1.2, 1.5, 0.4, 2.9
AT_M = 0.3
COLOURS = (GOLD, TEAL)


@dataclass(frozen=True)
class Hangings:
    """What hangs on weaves, by entity id: (its weave, whether it is there while woven), and the shards' numbers."""

    by: dict[str, tuple[int, bool]]
    places: dict[int, list[tuple[float, float]]]
    stones: tuple[tuple[float, float], ...]
    shards: dict[str, int]


Sorted = tuple[Instances, bytes, Instances | None, Instances | None]
"""A part of the picture, for which state it was sorted, what of it is there, and what of it is a ghost."""
_hangings: "weakref.WeakKeyDictionary[Session, tuple[CompiledScene, Hangings]]" = weakref.WeakKeyDictionary()
_sorted: "weakref.WeakKeyDictionary[Session, dict[int, Sorted]]" = weakref.WeakKeyDictionary()


def hangings_of(session: "Session") -> Hangings:
    """What hangs on the weaves of the session's scene, looked up once."""
    known = _hangings.get(session)
    if known is None or known[0] is not session.compiled:
        view = session.compiled.view
        numbers = {entity.id: number for number, entity in enumerate(weaves_of(view))}
        by: dict[str, tuple[int, bool]] = {}
        places: dict[int, list[tuple[float, float]]] = {}
        for entity in view.with_component("woven"):
            woven = entity.components["woven"]
            if woven.by in numbers:
                by[entity.id] = numbers[woven.by], woven.shows == "woven"
                if woven.shows == "woven":
                    places.setdefault(numbers[woven.by], []).append(place_of(entity))
        stones = tuple(place_of(entity) for entity in weaves_of(view))
        shards = {entity.id: number for number, entity in enumerate(view.with_component("echo_shard"))}
        known = _hangings[session] = (session.compiled, Hangings(by, places, stones, shards))
    return known[1]


@shown(order=-10)
def woven_things(session: "Session", picture: DrawList, alpha: float) -> None:
    """Leaves out what is not there now; shows as a ghost what the thread in reach would bring."""
    hanging, view = hangings_of(session), session.world.view
    if not hanging.by and not hanging.shards:
        return
    offer = offer_of(session)
    wanted = offer.number if offer is not None and not offer.is_woven and not offer.refusal else -1
    state, taken = view["weave_state"][0], view["shard_taken"][0] > 0
    key = state.tobytes() + taken.tobytes() + bytes([wanted + 1])
    before = _sorted.get(session, {})
    after: dict[int, Sorted] = {}
    shown_parts: list[Instances] = []
    for part in picture.instances:
        if not any(entity in hanging.by or entity in hanging.shards for entity in part.entity):
            shown_parts.append(part)
            continue
        # Scenery stays the same object from picture to picture: what is sorted out of it must do so, too.
        known = before.get(id(part))
        if known is None or known[0] is not part or known[1] != key:
            known = (part, key, *_sorted_out(part, hanging, state, taken, wanted))
        after[id(part)] = known
        shown_parts += [each for each in known[2:] if each is not None]
    _sorted[session] = after
    picture.instances = [*shown_parts, *_raised(session, hanging, wanted)]
    gone = [view["shard_place"][number, :2] for number in np.flatnonzero(taken).tolist()]
    if gone:
        picture.glows = [glow for glow in picture.glows if not any(_is_at(glow, place) for place in gone)]


def _is_at(glow: Glow, place: Any) -> bool:
    return abs(glow.position[0] - float(place[0])) < AT_M and abs(glow.position[2] - float(place[1])) < AT_M


def _sorted_out(
    part: Instances, hanging: Hangings, state: Any, taken: Any, wanted: int
) -> tuple[Instances | None, Instances | None]:
    """What of a part is there now, and as a ghost what weave `wanted` would bring of it."""
    keep: list[int] = []
    ghost: list[int] = []
    for index, entity in enumerate(part.entity):
        number, shows_woven = hanging.by.get(entity, (-1, True))
        if entity in hanging.shards:
            if not taken[hanging.shards[entity]]:
                keep.append(index)
        elif number < 0 or (bool(state[number]) == shows_woven and part.mesh != "marker"):
            keep.append(index)
        elif number == wanted and not state[number] and part.mesh != "marker":
            ghost.append(index)
    there = with_entities(part, keep) if keep else None
    return there, replace(with_entities(part, ghost), ghost=True) if ghost else None


def _raised(session: "Session", hanging: Hangings, wanted: int) -> Iterator[Instances]:
    """Ghosts of the rows that weave `wanted` would bring into play."""
    compiled, view = session.compiled, session.world.view
    for row in np.flatnonzero(view["woven_by"] == wanted).tolist() if wanted >= 0 else ():
        look = compiled.prototypes[int(view["prototype"][row])]
        if view["woven_shows"][row] and look.mesh != "marker":
            yield instances(
                look.mesh, view["position"][row : row + 1], yaw=view["yaw"][row : row + 1], scale=look.scale,
                tint=look.tint, ghost=True,
            )  # fmt: skip


@shown(order=12)
def threads_of_fate(session: "Session", picture: DrawList, alpha: float) -> None:
    """Threads of light from each woven stone to what it holds; a price tag and a thread from the hand near a stone."""
    hanging, view = hangings_of(session), session.world.view
    if not hanging.stones:
        return
    ribbons, glows = list(picture.ribbons), list(picture.glows)
    for number, stone in enumerate(hanging.stones):
        colour = COLOURS[int(view["weave_rule"][number, 1])]
        foot = _point(picture, stone, STONE_M)
        if view["weave_state"][0, number]:
            glows.append(Glow(foot, 0.7, colour, strength=1.0, lights=True))
            for place in hanging.places.get(number, ()):
                end = _point(picture, place, HELD_M)
                ribbons.append(Ribbon(foot, end, colour, sag=-1.2, width=0.14, strands=2))
        else:
            glows.append(Glow(foot, 0.35, colour, strength=0.5))
    offer, player = offer_of(session), player_of(session)
    if offer is not None and player >= 0:
        stone = hanging.stones[offer.number]
        colour = REFUSED if offer.refusal else GOLD
        x, y, z = (float(value) for value in view["position"][player])
        ribbons.append(Ribbon((x, y + HAND_M, z), _point(picture, stone, STONE_M), colour, sag=-0.5, width=0.1))
        tag = _point(picture, stone, TAG_M)
        tone = "bad" if offer.refusal else "normal"
        picture.plates.append(Plate(offer.entity, offer.title, offer.refusal, tag, None, "player", tone, is_kept=True))
    picture.ribbons, picture.glows = ribbons, glows


def _point(picture: DrawList, place: tuple[float, float], lift: float) -> tuple[float, float, float]:
    """A point `lift` [m] above the ground that is drawn."""
    x, z = place
    ground = float(height_at(picture.ground, x, z)) if picture.ground is not None else 0.0
    return x, ground + lift, z
