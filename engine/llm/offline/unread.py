"""What of a sentence the answer makes nothing of: words that name nothing it has, and belong to nothing it read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from engine.llm.offline.given import Given
from engine.llm.offline.reading import Reading
from engine.llm.offline.words import stems_of, words

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_QUOTED = re.compile(r"[\"“”][^\"“”]*[\"“”]")
_BREAK = re.compile(r"[,;:]|\band\b|\bbut\b", re.IGNORECASE)
_AIM = frozenset(stems_of("win winnable wins beat survive percent out"))
_SIDES = frozenset(stems_of("behind back rear front ahead left right flank north south east west"))


def unread_in(reading: Reading, answer: Sequence[Mapping[str, Any]], told: str) -> list[str]:
    """The parts of a sentence that are not understood, as they were said; `told` is what the answer says of itself."""
    text = reading.sentence
    if reading.has_filled("spoken_line"):
        text = _QUOTED.sub(lambda match: " " * len(match[0]), text)
    known, named = _known(reading, answer, told), frozenset(stems_of(told))
    return [text[start:end] for clause in _clauses(text) for start, end in _runs(text, clause, known, named)]


def _known(reading: Reading, answer: Sequence[Mapping[str, Any]], told: str) -> frozenset[str]:
    """Stems of every word that is understood."""
    known = {*words().stop, *words().glue, *reading.template.words}
    known.update(each for name in words().numbers for each in stems_of(name))
    known.update(stems_of(f"{told} {json.dumps(answer, ensure_ascii=False)}"))
    known.update(reading.named)
    if reading.has_filled("spot") or reading.has_filled("side"):
        known |= _SIDES
    if reading.aim is not None and (reading.has_filled("tuning") or reading.has_filled("wanted_tuning")):
        known |= _AIM | _of_aims(reading.given)
    return frozenset(known)


def _of_aims(given: Given) -> frozenset[str]:
    """What says how often whom should win."""
    return frozenset(stems_of(" ".join([*words().rates, *map(str, given.world.get("skills", ()))])))


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _BREAK.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)


def _runs(
    text: str, clause: tuple[int, int], known: frozenset[str], named: frozenset[str]
) -> Iterator[tuple[int, int]]:
    """From the first to the last word of a clause that is not understood, with the small words before it."""
    first: int | None = None
    before: int | None = None
    end = 0
    small = words().glue | words().stop
    for word in _WORD.finditer(text, *clause):
        stems = stems_of(word[0])
        if any(not each.isdigit() and each not in known for each in stems):
            first = (word.start() if before is None else before) if first is None else first
            end = word.end()
        elif first is None:
            is_number = word[0].isdigit() or word[0].casefold() in words().numbers
            is_small = small.issuperset(stems) or (is_number and named.isdisjoint(stems))
            before = (word.start() if before is None else before) if is_small else None
    if first is not None:
        yield first, end
