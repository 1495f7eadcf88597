"""The chronicle: what happened in a run, told in words and cut where another future begins; it outlives the log."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from engine.play.commands import PlayCommand
from engine.play.past.telling import Telling, Tone, Track, tellings
from engine.play.running.session import Session
from engine.play.running.state import Event
from engine.world.ids import OUTCOME_NAMES, PARTY, RUNNING, VICTORY

MOST_MARKS = 50_000
"""Marks that are kept; the older half of them goes when there are more. Ten minutes of fighting have some thousands."""


class Mark(NamedTuple):
    """Something that happened while tick `tick` was played; `entity` is whom it is about, or ""."""

    tick: int
    track: Track
    tone: Tone
    kind: str
    text: str
    entity: str


class Span(NamedTuple):
    """A part of the run from `start` on, up to the next one: an encounter, or one more attempt at it."""

    start: int
    title: str
    chapter: int
    attempt: int


@dataclass(frozen=True)
class Story:
    """What was told of a run up to tick `end`, as a value that can be kept and put back."""

    end: int
    marks: tuple[Mark, ...]
    spans: tuple[Span, ...]
    said: tuple[tuple[int, tuple[PlayCommand, ...]], ...]
    outcome: str


class Chronicle:
    """Listens to a session from its present tick on.

    Going back forgets nothing; when something else is then said than before, what came after it is forgotten.
    `version` grows with each change of what is told.
    """

    def __init__(self, session: Session) -> None:
        self.marks: list[Mark] = []
        self.spans: list[Span] = []
        self.end = session.tick
        self.outcome = session.outcome
        self.version = 0
        self._said: dict[int, tuple[PlayCommand, ...]] = {}
        self._compiled: Any = None
        self._tellings: dict[int, Telling] = {}
        self._parts: dict[str, tuple[Any, ...]] = {}
        self._begin(session)
        session.listeners.append(self)

    def between(self, first: int, last: int) -> Sequence[Mark]:
        """The marks from tick `first` up to and with tick `last`."""
        low = bisect_left(self.marks, first, key=_tick)
        return self.marks[low : bisect_left(self.marks, last + 1, key=_tick)]

    def next_mark(self, tick: int, step: int) -> Mark | None:
        """The nearest mark whose result shows after (1) or before (-1) a tick of the session."""
        at = bisect_left(self.marks, tick, key=_tick)
        if step > 0:
            return self.marks[at] if at < len(self.marks) else None
        at = bisect_left(self.marks, tick - 1, key=_tick) - 1
        return self.marks[at] if at >= 0 else None

    def story(self) -> Story:
        """What is told now."""
        return Story(self.end, tuple(self.marks), tuple(self.spans), tuple(self._said.items()), self.outcome)

    def take(self, story: Story) -> None:
        """Tell another run of the same session from now on."""
        self.end, self.outcome = story.end, story.outcome
        self.marks, self.spans, self._said = list(story.marks), list(story.spans), dict(story.said)
        self.version += 1

    def cut(self, at: int) -> None:
        """Forget what happened from tick `at` on."""
        del self.marks[bisect_left(self.marks, at, key=_tick) :]
        self.spans = [span for span in self.spans if span.start < max(at, 1)]
        self._said = {tick: said for tick, said in self._said.items() if tick < at}
        self.end, self.outcome = min(self.end, at), OUTCOME_NAMES[RUNNING]
        self.version += 1

    # --- listening -----------------------------------------------------------------------------------------------

    def stepped(self, session: Session, commands: Sequence[PlayCommand]) -> None:
        """The session played one or more ticks."""
        tick = session.tick
        if tick <= self.end:
            at = tick - 1
            if self._said.get(at, ()) == tuple(commands):
                return
            self.cut(at)
        if commands:
            self._said[self.end] = tuple(commands)
        fresh, began = self._new(session), session.chapter_began
        # The session has come to another chapter already when it tells of the tick that ended the one before.
        for event in fresh:
            if event.tick < began:
                self._tell(event)
        self._begin(session)
        for event in fresh:
            if event.tick >= began:
                self._tell(event)
        self.end, self.outcome = tick, session.outcome
        if len(self.marks) > MOST_MARKS:
            del self.marks[: MOST_MARKS // 2]

    def restored(self, session: Session) -> None:
        """The session was put to another tick."""

    # --- inside --------------------------------------------------------------------------------------------------

    def _begin(self, session: Session) -> None:
        """Follow the session into the scene that it plays now."""
        compiled = session.compiled
        if compiled is not self._compiled:
            before, self._compiled = self._compiled, compiled
            if before is None or before.parts is not compiled.parts:
                self._tellings = self._read(session, compiled)
            if before is None or before.view is not compiled.view:
                self._parts = {}
        self._name_part(session)

    @staticmethod
    def _read(session: Session, compiled: Any) -> dict[int, Telling]:
        """How the scene's events are told; as the engine does alone where the project's words are none."""
        try:
            return dict(tellings(compiled.parts.event_names, compiled.game))
        except ValueError as error:
            session.report_once("told", "The project's own events are not told as it says", error)
            return dict(tellings(compiled.parts.event_names, ()))

    def _name_part(self, session: Session) -> None:
        """Begin another part of the run where the session came to another chapter, or begins one anew."""
        view, attempt = session.compiled.view, int(session.world.view["attempt"][0])
        last = self.spans[-1] if self.spans else None
        if last is not None and (last.chapter, last.attempt) == (session.chapter, attempt):
            return
        title = view.encounter_header.title if view.encounter_header else ""
        title = title or view.encounter or view.scene
        self.spans.append(Span(session.chapter_began, title, session.chapter, attempt))
        self.version += 1

    def _new(self, session: Session) -> list[Event]:
        fresh: list[Event] = []
        for event in reversed(session.events):
            if event.tick < self.end:
                break
            fresh.append(event)
        return fresh[::-1]

    def _tell(self, event: Event) -> None:
        telling = self._tellings.get(event.kind)
        if telling is None:
            return
        kind = self._compiled.parts.event_names[event.kind]
        who = {"source": self._row(event.source), "target": self._row(event.target)}
        row = event.target if telling.who == "target" and event.target >= 0 else event.source
        entity = self._row(row)[0]
        if telling.of:
            who[telling.who] = self._part(telling.of, event.target if telling.who == "target" else event.source)
            entity = who[telling.who][0]
        tone, track, amount = telling.tone, telling.track, f"{event.amount:g}"
        if kind == "outcome":
            amount = OUTCOME_NAMES[int(event.amount)].capitalize()
            tone = "good" if event.amount == VICTORY else "bad"
        text = telling.text.format(source=who["source"][1], target=who["target"][1], amount=amount)
        if kind == "objective" and event.amount < 0:
            text, tone = f"Failed: {who['source'][1]}", "bad"
        if track == "side":
            track = "party" if self._is_party(row) else "enemies"
            # What is bad for an enemy is good for the party, and the tone is the party's.
            if track == "enemies" and tone != "plain":
                tone = "good" if tone == "bad" else "bad"
        self.marks.append(Mark(event.tick, track, tone, kind, text, entity))
        self.version += 1

    def _part(self, component: str, number: int) -> tuple[str, str]:
        """Entity id and name of the entity that a rule counts by number."""
        if component not in self._parts:
            self._parts[component] = tuple(self._compiled.view.with_component(component))
        parts = self._parts[component]
        if not 0 <= number < len(parts):
            return "", "Something"
        part = parts[number]
        said = getattr(part.components[component], "text", "")
        return part.id, str(said or part.name).rstrip(".")

    def _row(self, row: int) -> tuple[str, str]:
        rows = self._compiled.entity_of_row
        return rows[row] if 0 <= row < len(rows) else ("", "Somebody")

    def _is_party(self, row: int) -> bool:
        teams = self._compiled.rows["team"]
        return 0 <= row < len(teams) and int(teams[row]) == PARTY


def _tick(mark: Mark) -> int:
    return mark.tick
