"""Slots of numbers: what is tuned towards a win rate, by a degree, to a value, and waves that are there already."""

from __future__ import annotations

import re
from typing import Any

from engine.llm.offline.actors import wave_in
from engine.llm.offline.aims import factor_for, numbers_of, scaled, set_operation
from engine.llm.offline.given import CannotError, Row
from engine.llm.offline.reading import Reading, Slot
from engine.llm.offline.words import difficulty, listed, number_in, stems_of, words

_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|percent|per cent)", re.IGNORECASE)
_NUMBER = re.compile(r"(?<![\w.-])(-?\d+(?:\.\d+)?)\b")
_SHIFT = re.compile(r"(\d+(?:\.\d+)?|\w+)\s*(?:s|sec|seconds?)\s+(later|earlier|sooner)\b", re.IGNORECASE)
_WAVE = re.compile(
    r"\b(?:let|remove|delete|drop|(?:less|fewer|more) of|of)\s+(?:the\s+)?(?!\w+ (?:less|fewer|more)\b)(.+?)"
    r"(?=\s+(?:come|comes|later|earlier|sooner|appear)\b|[,.;:!]|$)",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(r"\b(\w+)\s+(less|fewer|more)\b", re.IGNORECASE)
USUAL_PERCENT = 20.0
SHIFT = 2.0


def _tuning(reading: Reading) -> list[dict[str, Any]] | None:
    """What is changed for the win rate that is wanted; None where none is, or nothing would change."""
    if reading.aim is None or "prefabs/*" not in reading.given.world.get("may_change", ()):
        return None
    prefab = reading.enemies.prefab
    found = scaled(prefab, difficulty().fields, factor_for(reading.aim), reading.given)
    old = {f"{component}.{name}": value for component, name, value in numbers_of(prefab, difficulty().fields)}
    return [each for each in found if old[each["field"]] != each["value"]] or None


def _wanted_tuning(reading: Reading) -> list[dict[str, Any]]:
    if reading.aim is None:
        raise CannotError(
            f"I can't find how often whom should win. Say for instance: a {_skills(reading)[0]} wins half the time."
        )
    found = _tuning(reading)
    if found is None:
        raise CannotError(f"By the template's guess every {reading.enemies.name} is right as it is. A playtest tells.")
    return found


def _skills(reading: Reading) -> list[str]:
    return [str(each) for each in reading.given.world.get("skills", ())] or ["novice"]


def _tuning_why(reading: Reading) -> str:
    aim = reading.aim
    if aim is None:
        return ""
    return (
        f"A template's first guess at {aim.rate:.0%} won by a {aim.skill}: every {reading.enemies.name} gets "
        f"{factor_for(aim):.2f} times its health and damage, wherever it appears. Only a playtest can tell."
    )


def _degree(reading: Reading) -> str:
    spoken = re.findall(r"[^\W_]+", reading.sentence.casefold())
    # A template asks for the degree only where its pattern has found one.
    return next(word for word in spoken if word in words().degrees)


def _percent(reading: Reading) -> float:
    match = _PERCENT.search(reading.sentence)
    return float(match[1]) if match else USUAL_PERCENT


def _degree_tuning(reading: Reading) -> list[dict[str, Any]]:
    sign, *fields = words().degrees[_degree(reading)]
    share = _percent(reading) / 100.0
    found = scaled(reading.enemies.prefab, fields, 1.0 + share if sign == "+" else max(0.0, 1.0 - share), reading.given)
    if not found:
        raise CannotError(f"{reading.enemies.name} has none of {listed(fields)} to change.")
    return found


def _number(reading: Reading) -> float:
    found = _NUMBER.findall(reading.sentence)
    if not found:
        raise CannotError("I can't find the number that is wanted. Write it in figures.")
    return float(found[-1])


def _setting(reading: Reading) -> str | None:
    """The encounter's own setting that is meant: whose words are all there."""
    spoken = frozenset(stems_of(reading.sentence))
    settings = [str(each) for each in reading.given.world.get("encounter_settings", {})]
    found = [each for each in settings if frozenset(stems_of(each)) - {"s"} <= spoken]
    return max(found, key=len) if found else None


def _fields_meant(reading: Reading) -> list[str]:
    """The numbers of the enemies' prefab that are meant: a field by its name, else a component's principal ones."""
    prefab, spoken = reading.enemies.prefab, frozenset(stems_of(reading.sentence))
    has = prefab["has"]
    meant = [each for each in has if frozenset(stems_of(each)) <= spoken]
    named = [
        f"{component}.{field}"
        for component in (meant or has)
        for field in has[component]
        if frozenset(stems_of(field)) <= spoken
    ]
    found = named or [f"{each}.{field}" for each in meant for field in words().principal.get(each, ())]
    numbers = [f"{component}.{field}" for component, field, _ in numbers_of(prefab, found)]
    if not numbers:
        names = [f"{component}.{field}" for component in has for field in has[component]]
        raise CannotError(f"I can't find which number of {reading.enemies.name} is meant. It has: {listed(names, 12)}.")
    return numbers


def _number_of(reading: Reading) -> str:
    setting = _setting(reading)
    if setting is not None:
        return setting.removesuffix("_s").replace("_", " ")
    return f"{' and '.join(each.replace('.', ' ') for each in _fields_meant(reading))} of every {reading.enemies.name}"


def _number_operations(reading: Reading) -> list[dict[str, Any]]:
    setting, value = _setting(reading), _number(reading)
    if setting is not None:
        is_whole = isinstance(reading.given.world["encounter_settings"][setting], int)
        whole: float = round(value) if is_whole else value
        return [{"do": "set", "file": reading.given.encounter, "entity": "", "field": setting, "value": whole}]
    prefab = reading.enemies.prefab
    # What was said is proposed as it was said; where it is out of range, the check tells, and the repair mends it.
    parted = [each.partition(".") for each in _fields_meant(reading)]
    return [set_operation(prefab, component, field, value) for component, _, field in parted]


def _known_wave(reading: Reading) -> Row:
    match = _WAVE.search(reading.sentence)
    return wave_in(match[1] if match else reading.sentence, reading.given)


def _shift(reading: Reading) -> float:
    match = _SHIFT.search(reading.sentence)
    if match is None:
        return SHIFT if "later" in reading.sentence.casefold() else -SHIFT
    seconds = float(match[1]) if match[1][0].isdigit() else float(number_in(match[1], int(SHIFT)) or SHIFT)
    return seconds if match[2].casefold() == "later" else -seconds


def _shift_words(reading: Reading) -> str:
    shift = _shift(reading)
    return f"{abs(shift):g} s {'later' if shift > 0 else 'earlier'}"


def _new_delay(reading: Reading) -> float:
    now = reading.given.value(_known_wave(reading), "spawn_group", "delay") or 0.0
    return now + _shift(reading)


def _old_count(reading: Reading) -> int:
    return int(reading.given.value(_known_wave(reading), "spawn_group", "count") or 1)


def _new_count(reading: Reading) -> int:
    match = _HOW_MANY.search(reading.sentence)
    step = (number_in(match[1], 1) or 1) if match else 1
    return _old_count(reading) + (step if match is not None and match[2].casefold() == "more" else -step)


TUNING_SLOTS: dict[str, Slot] = {
    "tuning": _tuning,
    "tuning_why": _tuning_why,
    "wanted_tuning": _wanted_tuning,
    "degree": _degree,
    "percent": _percent,
    "degree_tuning": _degree_tuning,
    "number": _number,
    "number_of": _number_of,
    "number_operations": _number_operations,
    "known_wave": lambda reading: _known_wave(reading)["id"],
    "wave_file": lambda reading: _known_wave(reading)["file"],
    "wave_name": lambda reading: _known_wave(reading)["name"],
    "shift": _shift_words,
    "new_delay": _new_delay,
    "old_count": _old_count,
    "new_count": _new_count,
}
