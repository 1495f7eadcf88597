"""When something is to happen: what can set it off in the encounter at hand, and which of it a phrase means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from engine.llm.offline.given import LISTENERS, CannotError, Given, Row, table_in
from engine.llm.offline.naming import Named, best
from engine.llm.offline.places import Place, place_meant
from engine.llm.offline.words import listed, stems_of, words

_CALL = re.compile(r"\b(?:when|once|as soon as|whenever|if|after)\b\s+(.+?)(?=[,.;:!]|$)", re.IGNORECASE)
_TIME = re.compile(r"\b(?:after|at|in)\s+(\d+(?:\.\d+)?)\s*(?:s|sec|seconds?)\b", re.IGNORECASE)
_DELAY = re.compile(r"(\d+(?:\.\d+)?)\s*(?:s|sec|seconds?)\s+(?:after|later)\b", re.IGNORECASE)
_START = re.compile(r"\b(?:at|from) the (?:start|beginning)\b", re.IGNORECASE)
_AIM_FOLLOWS = re.compile(r"\s+(?:and|so that)\s+(?:a|an|the)\s+\w+\s+(?:should|can|may|wins?)\b.*$", re.IGNORECASE)
ENTERED_RADIUS = 4.0


@dataclass(frozen=True)
class Event:
    """Something that sets things off; `told` is when that is, in words: "at the start".

    `trigger` are the fields of a trigger that hears it, None where none is needed; `known` is the id of a trigger that
    is there already, `line` says the same for a line, `after` names a wave that has to be thinned out. `place` is
    where it happens, `note` what a designer should know of it.
    """

    told: str
    trigger: Mapping[str, Any] | None = None
    known: str = ""
    line: Mapping[str, Any] = field(default_factory=dict[str, Any])
    after: str = ""
    place: Place | None = None
    note: str = ""
    words: frozenset[str] = frozenset()
    """Stems of the words that name it."""


START = Event("at the start", line={"when": "start"}, words=frozenset(stems_of("start beginning")))


def event_in(text: str, given: Given) -> Event | None:
    """When a sentence wants it; None where it says nothing of that.

    Raises:
        CannotError: It names something that the encounter does not know.
    """
    delay = float(match[1]) if (match := _DELAY.search(text)) else 0.0
    call = _CALL.search(text)
    if (match := _TIME.search(text)) and not delay:
        seconds = float(match[1])
        fields = {"event": "timer", "delay": seconds}
        return Event(f"after {seconds:g} s", fields, line={"when": "start", "delay": seconds})
    if call is None:
        return START if _START.search(text) else None
    phrase = _AIM_FOLLOWS.sub("", call[1]).strip()
    found = _entered(phrase, given) or _named(phrase, given)
    if found is None:
        names = [each.name for each, _ in _candidates(given)]
        raise CannotError(
            f'I can\'t find in the encounter what "{phrase}" is. '
            + (f"I know of: {listed(names)}. " if names else "Nothing in it gives a signal or is an objective. ")
            + "I can also read a time, or the party entering a place that has a name."
        )
    return _delayed(found, delay) if delay else found


def _delayed(event: Event, delay: float) -> Event:
    trigger = {**event.trigger, "delay": delay} if event.trigger is not None else None
    return replace(event, told=_later(event.told, delay), trigger=trigger, line={**event.line, "delay": delay})


def _later(told: str, delay: float) -> str:
    return f"{delay:g} s {told}" if told.startswith("after ") else f"{delay:g} s after {told.removeprefix('when ')}"


def _entered(phrase: str, given: Given) -> Event | None:
    first, _, rest = phrase.partition(" ")
    parts = phrase.split()
    verb = next((at for at, word in enumerate(parts) if word.casefold() in words().entering), None)
    if verb is None or not rest or first.casefold() in words().entering:
        return None
    place = place_meant(" ".join(parts[verb + 1 :]), given)
    if place is None:
        return None
    fields = {"event": "enter", "shape": "circle", "radius": ENTERED_RADIUS, "side": "party"}
    named = frozenset(stems_of(f"{place.id} {place.name} {parts[verb]}"))
    return Event(f"when the party enters {place.name}", fields, place=place, words=named)


def _named(phrase: str, given: Given) -> Event | None:
    candidates = list(_candidates(given))
    found = best(phrase, [named for named, _ in candidates])
    event = next((event for named, event in candidates if named is found), None)
    if event is None or found is None:
        return None
    return replace(event, words=found.own | frozenset(stems_of(found.about)))


def _candidates(given: Given) -> Iterator[tuple[Named, Event]]:
    """Whatever can set something off, with the words that it goes by."""
    given_by: dict[str, list[str]] = {}
    signals = list(_signals(given))
    for row, _, signal in signals:
        given_by.setdefault(signal, []).append(str(row["name"]))
    for row, component, signal in signals:
        others = [each for each in given_by[signal] if each != row["name"]]
        note = f' The signal "{signal}" is given by {listed(others)} too.' if others else ""
        named = Named(row["id"], row["name"], row, f"{component} {signal} {_said(row)}")
        fields = {"event": "signal", "signal": signal}
        told = f'when "{row["name"]}" gives its signal'
        yield named, Event(told, fields, "", {"when": "signal", "signal": signal}, "", _place(row), note)
    for row in given.with_component("objective"):
        named = Named(row["id"], row["name"], row, f"objective {_said(row)}")
        fields = {"event": "objective", "objective": row["id"]}
        told = f'when "{row["name"]}" is met'
        yield named, Event(told, fields, "", {"when": "objective", "of": row["id"]}, "", _place(row))
    for row in given.with_component("trigger"):
        named = Named(row["id"], row["name"], row, "trigger")
        told = f'when "{row["name"]}" fires'
        yield named, Event(told, None, row["id"], {"when": "trigger", "of": row["id"]}, "", _place(row))
    for row in given.with_component("spawn_group"):
        named = Named(row["id"], row["name"], row, "wave")
        told = f'after "{row["name"]}"'
        yield named, Event(told, None, "", {"when": "wave", "of": row["id"]}, row["id"], _place(row))


def _signals(given: Given) -> Iterator[tuple[Row, str, str]]:
    """(entity, component, signal) of each that gives one: by the schema where it knows the field, else by its name."""
    for row in given.entities:
        for component in row.get("own", {}):
            if component in LISTENERS:
                continue
            for name, value in table_in(row["own"], component).items():
                is_signal = name == "signal" or given.field(component, name).get("ref") == "signal"
                if is_signal and isinstance(value, str) and value:
                    yield row, component, value


def _said(row: Row) -> str:
    """The texts of an entity's components."""
    tables = [table_in(row["own"], component) for component in row.get("own", {})]
    return " ".join(str(table[key]) for table in tables for key in ("text", "kind") if isinstance(table.get(key), str))


def _place(row: Row) -> Place | None:
    return Place(row["name"], row["id"], row["at"][0], row["at"][2]) if "at" in row else None
