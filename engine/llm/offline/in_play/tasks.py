"""Reads a task: who is to be harmed, helped or led where, and what is to be kept away from."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from engine.llm.offline.in_play.stage import Someone, Stage

Kind = Literal["harm", "heal", "revive", "reach", "use", "weave"]
_NUMBER = r"(-?\d+(?:\.\d+)?)"
_PLACE = re.compile(rf"x\s*=\s*{_NUMBER}\s*,\s*z\s*=\s*{_NUMBER}", re.IGNORECASE)
_METRES = re.compile(rf"{_NUMBER}\s*m\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:not|nobody|never|without|hears|sees|peace|spare|avoid)\b", re.IGNORECASE)
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("weave", re.compile(r"\bweave\b", re.IGNORECASE)),
    ("use", re.compile(r"\b(?:use|ring|pull|open|read)\b", re.IGNORECASE)),
    ("revive", re.compile(r"\b(?:revive|on (?:his|her|their|its) feet|help\w* \w+ up|stand again)\b", re.IGNORECASE)),
    ("heal", re.compile(r"\b(?:heal|hp back|hurt|wounded|mend)\b", re.IGNORECASE)),
    ("harm", re.compile(r"\b(?:bring down|defeat|beat|take out|fell|kill|strike|drive off)\b", re.IGNORECASE)),
    ("reach", re.compile(r"\b(?:get to|reach|meet|go to|walk to|move to|come to|stand at)\b", re.IGNORECASE)),
)


@dataclass(frozen=True)
class Circle:
    """Ground to keep away from [m]."""

    x: float
    z: float
    radius: float


@dataclass(frozen=True)
class Task:
    """What is to be done: to whom, by whom (all of them), where, and what is to be kept away from."""

    kind: Kind
    actors: tuple[Someone, ...]
    target: Someone | None
    place: tuple[float, float] | None
    away: tuple[Circle, ...]


def task_of(stage: Stage) -> Task | None:
    """What a task asks for; None where it can't be read."""
    sentences = re.findall(r"(?:\d\.\d|[^.!?])+", stage.task)
    wanted = [each for each in sentences if not _forbids(each)]
    kinds: list[Kind] = [kind for kind, words in _KINDS if any(words.search(each) for each in wanted)]
    if not kinds:
        return None
    kind = kinds[0]
    asked = " ".join(wanted)
    place = _place(asked)
    named = [each for each in stage.everybody if _is_named(each, asked)]
    party = [each for each in named if each.side == "party" and each.up]
    target = _target(kind, named)
    if target is None and kind in ("harm", "heal", "revive"):
        return None
    spared = [each for each in stage.party if any(_is_named(each, said) for said in sentences if _forbids(said))]
    others = [each for each in stage.party if each is not target]
    helpers = (
        [each for each in party if each is not target] or [each for each in others if each not in spared] or others
    )
    if not helpers or (kind == "reach" and place is None):
        return None
    actors = tuple(helpers) if kind == "reach" else (_nearest(helpers, target, place),)
    return Task(kind, actors, target, place, tuple(_circles(sentences, stage, target)))


def _forbids(sentence: str) -> bool:
    """Whether a sentence only says what must not be; one that names a place to get to says more."""
    return _NOT.search(sentence) is not None and not re.search(r"\b(?:has|have) to (?!be left)", sentence)


def _is_named(someone: Someone, text: str) -> bool:
    return re.search(rf"\b{re.escape(someone.name)}\b", text, re.IGNORECASE) is not None


def _place(text: str) -> tuple[float, float] | None:
    match = _PLACE.search(text)
    return (float(match[1]), float(match[2])) if match else None


def _target(kind: Kind, named: Sequence[Someone]) -> Someone | None:
    match kind:
        case "harm":
            found = [each for each in named if each.side == "hostile" and each.up]
        case "heal":
            found = [each for each in named if each.side == "party" and each.up]
        case "revive":
            found = [each for each in named if each.side == "party" and not each.up]
        case _:
            found = []
    return found[0] if found else None


def _nearest(helpers: Sequence[Someone], target: Someone | None, place: tuple[float, float] | None) -> Someone:
    if target is None and place is None:
        return helpers[0]
    x, z = (target.x, target.z) if target is not None else place or (0.0, 0.0)
    return min(helpers, key=lambda each: (each.distance(x, z), each.id))


def _circles(sentences: Sequence[str], stage: Stage, target: Someone | None) -> list[Circle]:
    """Places and people that a sentence says to keep away from, with the distance that it tells."""
    found: list[Circle] = []
    for sentence in sentences:
        metres = [float(each) for each in _METRES.findall(sentence)]
        if not _NOT.search(sentence) or not metres:
            continue
        radius = metres[0]
        where = _place(sentence)
        if where is not None and _forbids(sentence):
            found.append(Circle(*where, radius))
        others = [each for each in stage.everybody if each is not target and _is_named(each, sentence)]
        found += [Circle(each.x, each.z, radius) for each in others if _forbids(sentence)]
    return found
