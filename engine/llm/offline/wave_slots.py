"""Slots of waves: who comes, how many, where, when, and who says what about it."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any

from engine.llm.offline.actors import companion, friend_in
from engine.llm.offline.events import Event
from engine.llm.offline.given import CannotError, Row
from engine.llm.offline.places import inside, middle_of_party
from engine.llm.offline.reading import Reading, Slot

SPREAD = 1.5
"""How far around its place a wave is spread [m]."""
_QUOTED = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_SAYS = re.compile(r"^(.*?)\b(?:says?|shouts?|calls?|warns?|tells?|whispers?)\b", re.IGNORECASE)
_SIDE = re.compile(r"\bfrom (?:the )?(\w+)", re.IGNORECASE)
LONGEST_LINE = 300


def _count(reading: Reading) -> int:
    return int(reading.given.legal("spawn_group", "count", reading.enemies.count))


def _count_words(reading: Reading) -> str:
    count = _count(reading)
    return f"{count} {reading.enemies.name}" + ("" if count == 1 else "s")


def _side(reading: Reading) -> str:
    match = _SIDE.search(reading.sentence)
    side = match[1].casefold() if match else ""
    known = {"behind", "left", "right", "north", "south", "east", "west"}
    if side in known:
        return f"from {'the ' if side != 'behind' else ''}{side}"
    return "from behind" if reading.template.hides else "from ahead"


def _position(spot: tuple[float, float]) -> list[float]:
    return [spot[0], 0.0, spot[1]]


def _guard_spot(reading: Reading) -> list[float]:
    place, party = reading.place, middle_of_party(reading.given)
    away = math.dist((place.x, place.z), party)
    share = reading.template.distance / away if away > reading.template.distance else 0.0
    spot = place.x + (party[0] - place.x) * share, place.z + (party[1] - place.z) * share
    return _position(inside(spot, reading.given))


def _call(event: Event, reading: Reading) -> dict[str, Any]:
    """When a wave comes: at the start, by a trigger that is new or known, or after another wave."""
    new = reading.filled("new_trigger")
    # A trigger of its own waits by itself; where there is none, the wave has to.
    pause = {"delay": event.line["delay"]} if not new and "delay" in event.line else {}
    if event.after:
        return {"when": "after", "after": event.after} | pause
    trigger = event.known or new
    return {"when": "trigger", "trigger": trigger} | pause if trigger else {"when": "start"} | pause


def _wave(reading: Reading) -> dict[str, Any]:
    return _group(reading) | _call(reading.event, reading)


def _group(reading: Reading) -> dict[str, Any]:
    return {"prefab": reading.enemies.prefab["prefab"], "count": _count(reading), "radius": SPREAD}


def _called_wave(reading: Reading) -> dict[str, Any]:
    return _group(reading) | {"when": "trigger", "trigger": reading.filled("area_id")}


def _new_trigger(reading: Reading) -> str | None:
    return reading.fresh(f"{reading.template.name}_call") if reading.event.trigger is not None else None


def _trigger_parts(reading: Reading) -> dict[str, Any]:
    event = reading.event
    parts: dict[str, Any] = {"trigger": dict(event.trigger or {})}
    if event.place is not None and parts["trigger"].get("event") == "enter":
        parts["transform"] = {"position": _position((event.place.x, event.place.z))}
    return parts


def _speaker(reading: Reading) -> Row | None:
    return companion(reading.given)


def _line(reading: Reading) -> dict[str, Any]:
    """What is shouted when the wave is called."""
    speaker, shouts = reading.filled("speaker"), reading.template.shouts
    words = {"speaker": speaker["id"], "text": shouts[reading.given.seed % len(shouts)], "seconds": 2.5}
    return {**words, **_heard(reading)}


def _heard(reading: Reading) -> Mapping[str, Any]:
    trigger = reading.filled("new_trigger")
    return {"when": "trigger", "of": trigger} if trigger else reading.event.line


def _said_by(reading: Reading) -> Row:
    match = _SAYS.search(_QUOTED.sub("", reading.sentence))
    return friend_in(match[1] if match else "", reading.given)


def _spoken_line(reading: Reading) -> dict[str, Any]:
    match = _QUOTED.search(reading.sentence)
    if match is None:
        raise CannotError('I can\'t find what is to be said. Put it between quotation marks: "Watch out!".')
    said = {"speaker": _said_by(reading)["id"], "text": match[1].strip()[:LONGEST_LINE], "seconds": 3.0}
    return {**said, **_heard(reading)}


WAVE_SLOTS: dict[str, Slot] = {
    "file": lambda reading: reading.given.encounter,
    "who": lambda reading: reading.enemies.name,
    "count_words": _count_words,
    "side": _side,
    "event": lambda reading: reading.event.told,
    "event_note": lambda reading: reading.event.note.strip(),
    "distance": lambda reading: reading.template.distance,
    "spot": lambda reading: _position(reading.spot),
    "guard_spot": _guard_spot,
    "wave": _wave,
    "called_wave": _called_wave,
    "wave_id": lambda reading: reading.fresh(f"{reading.template.name}_{reading.enemies.prefab['prefab']}"),
    "area_id": lambda reading: reading.fresh(f"{reading.template.name}_area"),
    "line_id": lambda reading: reading.fresh(f"{reading.template.name}_line"),
    "new_trigger": _new_trigger,
    "trigger_parts": _trigger_parts,
    "speaker": _speaker,
    "speaker_name": lambda reading: reading.filled("speaker")["name"],
    "line": _line,
    "said_by": lambda reading: _said_by(reading)["name"],
    "spoken_line": _spoken_line,
}
