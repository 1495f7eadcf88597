"""Tells the console what happens in the running game, in words: who fell, what fired, what was reached."""

from collections import deque
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from editor.core.log import LogModel

if TYPE_CHECKING:
    from engine.play.running.session import Session
    from engine.play.running.state import Event

SOURCES: Mapping[str, str] = {
    "downed": "combat",
    "death": "combat",
    "revived": "combat",
    "fled": "combat",
    "staggered": "combat",
    "spawned": "spawn",
    "built": "build",
    "broken": "build",
    "thrown": "play",
}
"""The kinds that the console tells of, in the timeline's words, and the source that each stands under."""


class PlayLog:
    """Reads a session's events as they come; hits and heals are left out, since they would bury everything else."""

    def __init__(self, log: LogModel) -> None:
        self._log = log
        self._session: Session | None = None
        self._tick = -1
        self._kinds: Mapping[int, str] = {}
        self._rows: Sequence[tuple[str, str]] = ()

    def attach(self, session: "Session | None") -> None:
        """Follow another session, or none."""
        self._session = session
        self._tick = -1
        if session is not None:
            self._rows = session.compiled.entity_of_row
            self._kinds = session.compiled.parts.event_names

    def rewind(self) -> None:
        """The session was put to another tick: what happened on the way there is told already."""
        if self._session is not None:
            self._tick = self._session.tick

    def follow(self) -> None:
        """Add a line for each telling event since the last call."""
        session = self._session
        if session is None:
            return
        # What happened in another world is told with the names of that one.
        fresh, began = self._new(session.events), session.chapter_began
        self._tell([event for event in fresh if event.tick < began])
        if self._rows is not session.compiled.entity_of_row:
            self._rows = session.compiled.entity_of_row
            if session.chapters and session.chapter_began > self._tick:
                chapter = session.chapters[session.chapter]
                text = f"Chapter {chapter.index + 1} of {len(session.chapters)}: {chapter.title}"
                self._log.add("info", "play", text, session.tick)
        self._tell([event for event in fresh if event.tick >= began])
        self._tick = session.tick

    def _tell(self, events: "Sequence[Event]") -> None:
        # Only where something is played: it brings the compiler with it.
        from engine.play.past.telling import TOLD

        for event in events:
            kind = self._kinds.get(event.kind, "")
            if kind not in SOURCES:
                continue
            telling = TOLD[kind]
            target = event.target if event.target >= 0 else event.source
            entity = self._entity(target if telling.who == "target" else event.source)
            line = telling.text.format(source=self._name(event.source), target=self._name(target))
            self._log.add("info", SOURCES[kind], line, event.tick, entity)

    def _new(self, events: "deque[Event]") -> "list[Event]":
        fresh: list[Event] = []
        for event in reversed(events):
            if event.tick < self._tick:
                break
            fresh.append(event)
        return fresh[::-1]

    def _name(self, row: int) -> str:
        return self._rows[row][1] if 0 <= row < len(self._rows) else "Somebody"

    def _entity(self, row: int) -> str | None:
        return self._rows[row][0] if 0 <= row < len(self._rows) else None
