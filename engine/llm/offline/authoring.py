"""Answers an authoring wish: each sentence by its template, what can't be read told, all of it badged."""

from __future__ import annotations

import re
from typing import Any

from engine.llm.offline.aims import Aim, aim_in
from engine.llm.offline.given import CannotError, Given
from engine.llm.offline.objective_slots import OBJECTIVE_SLOTS
from engine.llm.offline.reading import Reading, Slot
from engine.llm.offline.templates import filled, hunks_of, template_for, templates
from engine.llm.offline.tuning_slots import TUNING_SLOTS
from engine.llm.offline.unread import unread_in
from engine.llm.offline.wave_slots import WAVE_SLOTS

BADGE = "Offline planner, templates: no model was asked"
SLOTS: dict[str, Slot] = {**WAVE_SLOTS, **OBJECTIVE_SLOTS, **TUNING_SLOTS}
_SENTENCE = re.compile(r"(?:\"[^\"]*\"|“[^”]*”|\d\.\d|[^.;!?\n\"“])+")
LONGEST_TITLE, LONGEST_WHY, LONGEST_SUMMARY = 120, 600, 1200
LONGEST_PART, MOST_UNREAD = 120, 5


def authored(given: Given) -> dict[str, Any]:
    """The answer to a wish, in the form of a proposal; one with `cannot` and no hunks where it can't be read."""
    try:
        return _proposed(given)
    except CannotError as error:
        return refusal(str(error))


def refusal(why: str) -> dict[str, Any]:
    """The answer that it can't be done, and why."""
    return {"title": "Nothing proposed", "summary": f"{BADGE}.", "cannot": cut(why, LONGEST_SUMMARY), "hunks": []}


def cut(text: str, most: int) -> str:
    """A text that is no longer than this."""
    return text if len(text) <= most else f"{text[: most - 3]}..."


def _proposed(given: Given) -> dict[str, Any]:
    aim, ids = aim_in(given.wish, given), set(given.by_id)
    hunks: list[dict[str, Any]] = []
    titles: list[str] = []
    summaries: list[str] = []
    unread: list[str] = []
    for sentence in _SENTENCE.findall(given.wish):
        said = sentence.strip()
        template = template_for(_without_aim(said, given)) or template_for(said)
        if template is None:
            if said and not _says_how_hard(said, aim, given):
                unread.append(said)
            continue
        reading = Reading(said, template, given, SLOTS, aim, ids)
        titles.append(_capital(filled(template.title, reading)))
        made = hunks_of(template, reading)
        hunks += [_named(hunk, hunks) for hunk in made]
        summaries.append(_sentence(filled(template.summary, reading)))
        unread += unread_in(reading, made, f"{titles[-1]} {summaries[-1]}")
    if not hunks:
        raise CannotError(
            "The offline planner reads simple wishes by templates, and this is none that it knows. It can read: "
            f"{'; '.join(each.reads for each in templates())}."
        )
    if unread:
        # It comes first: what is cut off at the end of a long summary must never be this.
        told = ", ".join(f'"{cut(each, LONGEST_PART)}"' for each in unread[:MOST_UNREAD])
        summaries.insert(0, f"Not understood: {told}{', ...' if len(unread) > MOST_UNREAD else ''}.")
    summary = cut(" ".join(summaries), LONGEST_SUMMARY - len(BADGE) - 3)
    return {"title": cut("; ".join(titles), LONGEST_TITLE), "summary": f"{summary} ({BADGE}.)", "hunks": hunks}


def _without_aim(sentence: str, given: Given) -> str:
    """The parts of a sentence between commas that say something else than how hard it should be."""
    return ",".join(part for part in sentence.split(",") if aim_in(part, given) is None)


def _says_how_hard(sentence: str, aim: Aim | None, given: Given) -> bool:
    return aim is not None and aim_in(sentence, given) is not None


def _named(hunk: dict[str, Any], before: list[dict[str, Any]]) -> dict[str, Any]:
    """The hunk under an id of its own, its reason begun with a capital."""
    taken, number, identifier = {each["id"] for each in before}, 1, hunk["id"]
    while identifier in taken:
        number += 1
        identifier = f"{hunk['id']}-{number}"
    return {**hunk, "id": identifier, "why": cut(_capital(hunk["why"]), LONGEST_WHY)}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _sentence(text: str) -> str:
    """A text as one that ends with a point and has no blank too many."""
    return f"{_capital(' '.join(text.split())).rstrip(' .:')}."
