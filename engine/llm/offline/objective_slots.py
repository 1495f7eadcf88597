"""Slots of objectives: places to hold, to use and to reach, and friends who have to live."""

from __future__ import annotations

import re
from typing import Any

from engine.llm.offline.actors import friend_in
from engine.llm.offline.given import CannotError, Row
from engine.llm.offline.places import Place, place_meant
from engine.llm.offline.reading import Reading, Slot

_SECONDS = re.compile(r"\bfor\s+(\d+(?:\.\d+)?)\s*(s|sec|seconds?|min|minutes?)\b", re.IGNORECASE)
_ESCORT = re.compile(r"\b(?:escort|accompany|lead|bring)s?\s+(.+?)\s+to\s+(.+?)(?=[,.;:!]|$)", re.IGNORECASE)
_ORDER = re.compile(
    r"\b(?:uses?|using|touch(?:es)?|visits?)\s+(.+?)\s*(?:\bfirst\b)?,?"
    r"\s*\b(?:and then|then|before)\b\s+(.+?)(?=[,.;:!]|$)",
    re.IGNORECASE,
)
HOLD_SECONDS = 30.0


def _seconds(reading: Reading) -> float:
    match = _SECONDS.search(reading.sentence)
    if match is None:
        return HOLD_SECONDS
    return float(match[1]) * (60.0 if match[2].casefold().startswith("min") else 1.0)


def _escorted(reading: Reading) -> tuple[Row, Place]:
    match = _ESCORT.search(reading.sentence)
    if match is None:
        raise CannotError('I can\'t find who is to get where. I can read: "escort SOMEBODY to A PLACE".')
    return friend_in(match[1], reading.given), _known(match[2], reading)


def _in_order(reading: Reading) -> tuple[Place, Place]:
    match = _ORDER.search(reading.sentence)
    if match is None:
        raise CannotError('I can\'t find two places in order. I can read: "use A PLACE first and then ANOTHER PLACE".')
    return _known(match[1], reading), _known(match[2], reading)


def _known(phrase: str, reading: Reading) -> Place:
    found = place_meant(phrase, reading.given)
    if found is None:
        raise CannotError(f'I can\'t find the place "{phrase.strip()}" among what the scene has.')
    return found


def _place(reading: Reading) -> Place:
    return _escorted(reading)[1] if reading.template.name == "escort" else reading.place


def _at(place: Place) -> list[float]:
    return [round(place.x, 1), 0.0, round(place.z, 1)]


def _named(place: Any) -> str:
    """The name of a place as it stands in a sentence: Far arch is the far arch, Gate of Tears stays so."""
    name = str(place.name)
    first, _, rest = name.partition(" ")
    if not rest or rest != rest.casefold():
        return name
    return f"{'' if first.casefold() in ('the', 'a', 'an') else 'the '}{first.casefold()} {rest}"


OBJECTIVE_SLOTS: dict[str, Slot] = {
    "seconds": _seconds,
    "place": lambda reading: _named(_place(reading)),
    "place_at": lambda reading: _at(_place(reading)),
    "friend": lambda reading: _escorted(reading)[0]["name"],
    "friend_id": lambda reading: _escorted(reading)[0]["id"],
    "first_place": lambda reading: _named(_in_order(reading)[0]),
    "next_place": lambda reading: _named(_in_order(reading)[1]),
    "first_at": lambda reading: _at(_in_order(reading)[0]),
    "next_at": lambda reading: _at(_in_order(reading)[1]),
    "objective_id": lambda reading: reading.fresh(f"{reading.template.name}_asked"),
    "second_id": lambda reading: reading.fresh(f"{reading.template.name}_asked_then"),
}
