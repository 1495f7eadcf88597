"""Occasions to say something: what has just happened in a run that somebody of the party would speak of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import Any, cast

import numpy as np

from engine.play.compile.compiled import CompiledScene
from engine.play.past.telling import Telling, tellings
from engine.play.running.session import Session
from engine.play.running.state import Event
from engine.world.events import DEATH, DOWNED
from engine.world.ids import HOSTILE, PARTY, UP

WON, WON_TEXT = "fight_won", "The last enemy in sight has fallen."
_NOW, _SOON = 0, 1
_SPOKEN_OF: Mapping[str, int] = {"downed": _NOW, "death": _NOW, "revived": _SOON, "objective": _SOON}
"""Events of the engine that are spoken of, and how much each presses."""
_EXPECTED = '{"event": {amount: "sentence with {target}"}}'


@dataclass(frozen=True)
class Occasion:
    """What happened: a kind by its name, a sentence about it, the tick, and the row that it is about, -1 for none."""

    kind: str
    text: str
    tick: int
    row: int = -1
    presses: int = _SOON


def occasion(session: Session, since: int) -> Occasion | None:
    """What presses most of what happened from a tick on, the latest of equals; None where nothing is to be said."""
    fresh: list[Event] = []
    for event in reversed(session.events):
        if event.tick < max(since, session.chapter_began):
            break
        fresh.append(event)
    if not fresh:
        return None
    reader = _Reader(session)
    found = [each for event in fresh if (each := reader.read(event)) is not None]
    return min(found, key=lambda each: each.presses, default=None)


class _Reader:
    """Reads events of a session as occasions."""

    def __init__(self, session: Session) -> None:
        self._compiled, self._view = session.compiled, session.world.view
        self._own, _ = own_occasions(self._compiled.game)
        self._told = _told(self._compiled)

    def read(self, event: Event) -> Occasion | None:
        """The occasion that an event is; None for one that nobody speaks of."""
        name = self._compiled.parts.event_names.get(event.kind, "")
        telling = self._told.get(event.kind)
        who = event.target if event.target >= 0 else event.source
        if name in self._own:
            text = self._own[name].get(round(event.amount), "")
            about = self._thing(telling, who)
            return Occasion(name, text.format(target=about), event.tick) if text else None
        if event.kind in (DOWNED, DEATH) and self._team(who) == HOSTILE:
            return None if self._has_enemies() else Occasion(WON, WON_TEXT, event.tick, -1, _NOW)
        if name not in _SPOKEN_OF or telling is None:
            return None
        if telling.of:
            return Occasion(name, f"{telling.text.format(source=self._thing(telling, event.source))}.", event.tick)
        if self._team(who) != PARTY:
            return None
        text = telling.text.format(source=self._name(event.source), target=self._name(who), amount=event.amount)
        return Occasion(name, f"{text}.", event.tick, who, _SPOKEN_OF[name])

    def _team(self, row: int) -> int:
        return int(self._view["team"][row]) if 0 <= row < len(self._view["team"]) else -1

    def _has_enemies(self) -> bool:
        return bool(np.any((self._view["team"] == HOSTILE) & (self._view["life"] == UP)))

    def _name(self, row: int) -> str:
        rows = self._compiled.entity_of_row
        return rows[row][1] if 0 <= row < len(rows) else "Somebody"

    def _thing(self, telling: Telling | None, number: int) -> str:
        """The name of something that an event counts by number."""
        named = list(self._compiled.view.with_component(telling.of)) if telling is not None and telling.of else []
        return named[number].name if 0 <= number < len(named) else "Something"


def _told(compiled: CompiledScene) -> Mapping[int, Telling]:
    try:
        return tellings(compiled.parts.event_names, compiled.game)
    except ValueError:
        # What is wrong with a project's words is told where the timeline tells them.
        return tellings(compiled.parts.event_names, ())


def own_occasions(game: Iterable[ModuleType]) -> tuple[Mapping[str, Mapping[int, str]], Sequence[str]]:
    """What a project speaks of beside the engine's, event -> amount -> sentence, and what is wrong in it, in words.

    A module says it by `BANTER`; a sentence may name {target}. An entry that is wrong is left out, the others stand;
    what is told of it names its place, its slot and what was expected.
    """
    found: dict[str, Mapping[int, str]] = {}
    wrong: list[str] = []
    for module in game:
        said: Any = getattr(module, "BANTER", {})
        if not isinstance(said, Mapping):
            wrong.append(f"{module.__name__}: BANTER is {said!r}; expected {_EXPECTED}")
            continue
        for name, entry in cast("Mapping[Any, Any]", said).items():
            where = f'{module.__name__}: BANTER["{name}"]'
            if not isinstance(entry, Mapping):
                wrong.append(f"{where} is {entry!r}; expected {_EXPECTED}")
                continue
            sentences = cast("Mapping[Any, Any]", entry)
            found[name] = {amount: text for amount, text in sentences.items() if _can_be_said(text)}
            wrong += [
                f"{where}[{amount!r}] is {text!r}; expected a sentence whose only slot is {{target}}"
                for amount, text in sentences.items()
                if not _can_be_said(text)
            ]
    return found, wrong


def _can_be_said(text: Any) -> bool:
    if not isinstance(text, str):
        return False
    try:
        text.format(target="Something")
    except (AttributeError, KeyError, IndexError, ValueError):
        return False
    return True


def speakers(session: Session, about: Occasion) -> Sequence[int]:
    """Rows that can speak of it: companions who are up and whom it did not happen to."""
    view = session.world.view
    rows = np.flatnonzero((view["team"] == PARTY) & (view["life"] == UP) & (view["is_player"] == 0))
    roster, agents = len(session.compiled.roster), session.compiled.rows["agent_profile"]
    return [row for row in rows.tolist() if row < roster and row != about.row and int(agents[row]) >= 0]
