"""Live minds: while a copy plays, its agents think with what their components say in the open scene."""

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol

from editor.core.log import LogModel
from editor.core.play.live.mind_words import MindChange, told
from engine.document import SceneView
from engine.play.commands import Retune

if TYPE_CHECKING:
    from engine.ai.goap.tables import Mind
    from engine.play.running.session import Session

Words = tuple[tuple[str, ...], tuple[str, ...]]
NO_MIND: Words = ((), ())


class MindSource(Protocol):
    """What is looked at."""

    log: LogModel

    @property
    def view(self) -> SceneView:
        """The open scene."""
        ...


class LiveMinds:
    """Compares the open scene with what a session thinks with; a look at an unchanged one costs next to nothing."""

    def __init__(self, source: MindSource) -> None:
        self._source = source
        self._session: Session | None = None
        self._seen: tuple[Any, Any] = (None, None)
        self._changes: tuple[MindChange, ...] = ()
        self._ahead: Mind | None = None
        self._refused: set[tuple[str, Words]] = set()
        self._taken: tuple[Any, tuple[MindChange, ...]] = (None, ())

    def attach(self, session: "Session | None") -> None:
        """Look after another session, or none."""
        self._session = session
        self._seen = (None, None)
        self._changes, self._ahead, self._refused, self._taken = (), None, set(), (None, ())
        if session is not None:
            # Made while play starts, so that the first change finds it there.
            _ = session.mind.domain.version, session.compiled.own_words

    @property
    def ahead(self) -> "Mind | None":
        """What the next tick will think with; None when that is what the last one did."""
        self._look()
        session = self._session
        if self._ahead is None and self._changes and session is not None:
            from engine.play.between_ticks.retuning import retuned
            from engine.play.compile.compiled import CompileError

            with suppress(CompileError):  # the session will say why
                self._ahead = retuned(session.compiled, tuple(change.agent for change in self._changes)).mind
        return self._ahead

    def take(self) -> "Retune | None":
        """What has to be said to the session before its next tick; the console tells it in one line."""
        self._look()
        session = self._session
        if not self._changes or session is None:
            return None

        changes, self._changes, self._ahead = self._changes, (), None
        self._taken, self._seen = (session.compiled, changes), (None, None)
        entity = changes[0].entity if len(changes) == 1 else None
        self._source.log.add("info", "play", told(session.mind.domain, changes), session.tick, entity)
        # Agents with the same words side by side: so a recording holds them once.
        ordered = sorted(changes, key=lambda change: (change.now, change.entity))
        return Retune(tuple(change.agent for change in ordered))

    # --- inside --------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        session = self._session
        if session is None:
            return
        seen = (self._source.view, session.compiled)
        if seen[0] is self._seen[0] and seen[1] is self._seen[1]:
            return
        self._seen, self._ahead = seen, None
        self._changes = tuple(self._differences(self._source.view, session))
        if self._changes == self._taken[1] and session.compiled is self._taken[0]:
            self._changes = ()  # they were said and refused, as the session's Finding tells

    def _differences(self, view: SceneView, session: "Session") -> "list[MindChange]":
        from engine.play.agent_words import words_by_entity

        compiled = session.compiled
        if (view.scene, view.encounter) != (compiled.view.scene, compiled.view.encounter):
            return []
        thought = {**compiled.own_words, **words_by_entity(compiled.minds)}
        found: list[MindChange] = []
        for row in compiled.roster:
            was = thought.get(row.entity)
            now = None if was is None else _said(view, row.entity, row.prefab)
            if was is not None and now is not None and now != was and self._is_understood(session, row.name, now):
                found.append(MindChange(row.entity, row.name, was, now))
        return found

    def _is_understood(self, session: "Session", name: str, words: Words) -> bool:
        """Whether these words can be thought with; the console tells once why not, and the agent keeps what it has."""
        from engine.ai.goap.profiles import WordError, read_profile

        try:
            read_profile(session.mind.domain, *words)
        except WordError as error:
            if (name, words) not in self._refused:
                self._refused.add((name, words))
                text = f"{name} goes on thinking as before: agent.{error.field}: {error}"
                self._source.log.add("warning", "play", text, session.tick)
            return False
        return True


def _said(view: SceneView, entity: str, prefab: str) -> Words | None:
    """What the scene, or the prefab of what came into play later, says now; None when it knows neither."""
    shown = view.get(entity) or view.prefabs.get(prefab)
    if shown is None:
        return None
    agent: Any = shown.components.get("agent")
    return NO_MIND if agent is None else (tuple(agent.actions), tuple(agent.goals))
