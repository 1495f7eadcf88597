"""How hard it is to be: a win rate for a skill, and the numbers that are guessed to bring it about."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from engine.llm.offline.given import Given, Row, table_in
from engine.llm.offline.words import difficulty, words

_WIN = re.compile(r"\b(?:wins?|winnable|beats?|survives?)\b", re.IGNORECASE)
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|percent|per cent)", re.IGNORECASE)
_OUT_OF = re.compile(r"(\d+|\w+) (?:times )?out of (\d+|\w+)", re.IGNORECASE)
LEAST, MOST = 0.05, 0.95
WINNABLE = 0.6
"""What is meant where nobody says how often."""


@dataclass(frozen=True)
class Aim:
    """How often a skill should win (0 to 1)."""

    skill: str
    rate: float


def aim_in(text: str, given: Given) -> Aim | None:
    """The win rate that is wanted for a skill; None where the text says nothing of it."""
    low = text.casefold()
    skill = next((each for each in given.world.get("skills", ()) if re.search(rf"\b{re.escape(each)}s?\b", low)), None)
    if skill is None or not _WIN.search(low):
        return None
    return Aim(str(skill), min(max(_rate(low), LEAST), MOST))


def _rate(text: str) -> float:
    if match := _PERCENT.search(text):
        return float(match[1]) / 100.0
    if match := _OUT_OF.search(text):
        part, whole = (_number(each) for each in match.groups())
        if part and whole:
            return part / whole
    found = [rate for phrase, rate in words().rates.items() if re.search(rf"\b{phrase}\b", text)]
    return found[0] if found else WINNABLE


def _number(word: str) -> float | None:
    return float(word) if word.isdigit() else words().numbers.get(word)


def factor_for(aim: Aim) -> float:
    """By how much health and damage of the enemies are multiplied: a guess, until a playtest tells."""
    guess = difficulty()
    now = guess.expected.get(aim.skill, guess.other)
    return math.exp(guess.sensitivity * (_odds(now) - _odds(aim.rate)))


def _odds(rate: float) -> float:
    return math.log(rate / (1.0 - rate))


def scaled(prefab: Row, fields: Sequence[str], factor: float, given: Given) -> list[dict[str, Any]]:
    """Operations that multiply the numbers that a prefab has among these fields, kept within their ranges."""
    return [
        set_operation(prefab, component, name, _rounded(given.legal(component, name, value * factor)))
        for component, name, value in numbers_of(prefab, fields)
    ]


def set_operation(prefab: Row, component: str, name: str, value: float) -> dict[str, Any]:
    """The operation that gives a prefab's root another number."""
    file = f"prefabs/{prefab['prefab']}"
    return {"do": "set", "file": file, "entity": prefab["root"], "field": f"{component}.{name}", "value": value}


def numbers_of(prefab: Row, fields: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """(component, field, value) of each of these fields in which a prefab has a number above zero."""
    for each in fields:
        component, _, name = each.partition(".")
        value = table_in(prefab["has"], component).get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and value > 0:
            yield component, name, value


def _rounded(value: float) -> float:
    """To whole numbers from 10 on, else to a tenth: numbers that people would write."""
    return float(round(value)) if abs(value) >= 10 else round(value, 1)
