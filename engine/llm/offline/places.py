"""Where something is to be: named places, and honest first guesses that only know where things stand, not how wide."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.llm.offline.given import CannotError, Given, Row
from engine.llm.offline.naming import Named, best
from engine.llm.offline.words import listed, words

_PLACE = re.compile(
    r"\b(?:at|near|around|by|beside|outside|inside|guards?|defends?|holds?|protects?|attacks?|in|on)\s+"
    r"(?:the\s+)?(?!start\b|beginning\b|cover\b)(.+?)(?=[,.;:!]|$)",
    re.IGNORECASE,
)
_HERE = re.compile(r"\b(?:here|in the zone|in this zone)\b", re.IGNORECASE)
_SIDE = re.compile(
    r"\bfrom (?:the )?(behind|back|rear|front|ahead|left|right|flank|north|south|east|west)\b", re.IGNORECASE
)
EDGE = 1.0
"""So far inside the edge of the ground everything is put [m]."""
COVER_RADIUS, COVER_CHOICES = 12.0, 3
"""How far around a place cover is looked for [m], and how many of the nearest are chosen from, by the seed."""
COVER_GAP = 0.8
"""So close behind the middle of its cover somebody hides [m]: the planner does not know how wide it is."""
SIDE = 0.5
"""Cosine of how far a cover may lie off the side that is told: who hides behind the party is not to be before it."""
LOW = 1.0
"""What stands higher above the ground than this is no cover [m]."""
_COMPASS = {"north": (0.0, -1.0), "south": (0.0, 1.0), "east": (1.0, 0.0), "west": (-1.0, 0.0)}


@dataclass(frozen=True)
class Place:
    """A place with a name: that of an entity (`id`), or of the zone that is meant."""

    name: str
    id: str
    x: float
    z: float


def place_in(text: str, given: Given) -> Place | None:
    """The place that a sentence names; None where it names none that is known."""
    zone = given.zone
    if _HERE.search(text) and zone is not None:
        return Place(zone["name"] or "the zone", "", zone["x"], zone["z"])
    for match in _PLACE.finditer(text):
        found = place_meant(match[1], given)
        if found is not None:
            return found
    return None


def place_meant(phrase: str, given: Given) -> Place | None:
    """The place that a phrase means; what follows it in the sentence is left away."""
    cut = re.compile(rf"(?:^|\s+)(?:{'|'.join(words().ends)})\b.*$", re.IGNORECASE)
    named = [Named(row["id"], row["name"], row) for row in given.entities if "at" in row]
    zone = given.zone
    if zone is not None and zone["name"]:
        named.append(Named("", zone["name"], {"id": "", "name": zone["name"], "at": [zone["x"], 0.0, zone["z"]]}))
    found = best(cut.sub("", phrase), named)
    return Place(found.name, found.id, found.row["at"][0], found.row["at"][2]) if found is not None else None


def place_wanted(text: str, given: Given) -> Place:
    """Like `place_in`; CannotError where the sentence names none."""
    found = place_in(text, given)
    if found is None:
        there = [row for row in given.entities if "at" in row and row["file"] == given.encounter]
        # What stays where it is comes first: a fighter is a place too ("near the sentinel"), but seldom meant.
        there.sort(key=lambda row: given.has(row, "health"))
        names = [str(row["name"]) for row in there]
        meant = listed([f'"{match[1]}"' for match in _PLACE.finditer(text)])
        raise CannotError(
            f"I can't find the place that is meant{f' by {meant}' if meant else ''}. "
            + (f"I know of: {listed(names)}." if names else "Nothing in the encounter has a place and a name.")
        )
    return found


def middle_of_party(given: Given) -> tuple[float, float]:
    """Where the party starts; CannotError where nobody of it stands in the scene."""
    if not given.party:
        raise CannotError("Nobody of the party stands in the scene. Place a player first, then ask again.")
    places = [row["at"] for row in given.party]
    return sum(at[0] for at in places) / len(places), sum(at[2] for at in places) / len(places)


def spot_for(text: str, given: Given, around: Place | None, distance: float, *, hides: bool) -> tuple[float, float]:
    """Where a wave is to appear: so far from a place, on the side that the sentence tells, hidden or not.

    `around` is where the party will be then; where it starts by default. Behind is where it came from, or, where it
    has not gone anywhere yet, what the player has at their back.
    """
    start = middle_of_party(given)
    centre = (around.x, around.z) if around is not None else start
    ahead = _direction(start, centre) or _facing(given) or _travel(start, given) or _COMPASS["north"]
    side = match[1].casefold() if (match := _SIDE.search(text)) else ("behind" if hides else "front")
    towards = _towards(side, ahead)
    spot = centre[0] + towards[0] * distance, centre[1] + towards[1] * distance
    return inside(_hidden(spot, centre, towards, given) if hides else spot, given)


def inside(spot: tuple[float, float], given: Given) -> tuple[float, float]:
    """The nearest place on the ground, to a tenth of a metre."""
    half = given.world.get("ground_half_m")
    edge = half - EDGE if half else math.inf
    # Adding nothing makes -0 a plain 0.
    return round(min(max(spot[0], -edge), edge), 1) + 0.0, round(min(max(spot[1], -edge), edge), 1) + 0.0


def _towards(side: str, ahead: tuple[float, float]) -> tuple[float, float]:
    x, z = ahead
    match side:
        case "behind" | "back" | "rear":
            return -x, -z
        case "left":
            return z, -x
        case "right" | "flank":
            return -z, x
        case "front" | "ahead":
            return x, z
        case _:
            return _COMPASS[side]


def _direction(start: tuple[float, float], end: tuple[float, float]) -> tuple[float, float] | None:
    dx, dz = end[0] - start[0], end[1] - start[1]
    length = math.hypot(dx, dz)
    return (dx / length, dz / length) if length > 1.0 else None


def _facing(given: Given) -> tuple[float, float] | None:
    """Where the player looks when it begins; None where the question does not say so."""
    yaw = next((row.get("facing_deg") for row in given.party if given.has(row, "player")), None)
    return (math.sin(math.radians(yaw)), math.cos(math.radians(yaw))) if isinstance(yaw, int | float) else None


def _travel(start: tuple[float, float], given: Given) -> tuple[float, float] | None:
    """Where the encounter leads the party first: to an objective with a place; what it protects goes along with it."""
    goals = (row for row in given.with_component("objective") if "at" in row)
    ways = (
        _direction(start, (row["at"][0], row["at"][2]))
        for row in goals
        if given.value(row, "objective", "kind") != "protect"
    )
    return next((way for way in ways if way is not None), None)


def _hidden(
    spot: tuple[float, float], centre: tuple[float, float], towards: tuple[float, float], given: Given
) -> tuple[float, float]:
    """Behind one of the nearest covers on that side, seen from the centre; the spot itself where there is none."""
    near = sorted((math.dist(at, spot), at) for at in _covers(given) if _is_on_side(at, centre, towards))[
        :COVER_CHOICES
    ]
    near = [each for each in near if each[0] <= COVER_RADIUS]
    if not near:
        return spot
    cover = near[given.seed % len(near)][1]
    away = _direction(centre, cover) or (0.0, 1.0)
    return cover[0] + away[0] * COVER_GAP, cover[1] + away[1] * COVER_GAP


def _is_on_side(at: tuple[float, float], centre: tuple[float, float], towards: tuple[float, float]) -> bool:
    """Whether a place lies within 60 degrees of a direction, seen from the centre."""
    way = _direction(centre, at)
    return way is not None and way[0] * towards[0] + way[1] * towards[1] >= SIDE


def _covers(given: Given) -> Iterator[tuple[float, float]]:
    for row in given.entities:
        if "at" in row and abs(row["at"][1]) <= LOW and row["file"] == given.world["scene"] and _is_solid(row, given):
            yield row["at"][0], row["at"][2]


def _is_solid(row: Row, given: Given) -> bool:
    return given.has(row, "obstacle") and not given.value(row, "obstacle", "walkable")
