"""The decisions of a running session's agents, tick by tick: only changes are kept, in bounded memory."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any, Final, NamedTuple, Protocol

from engine.ai.goap.decisions.followed import Followed
from engine.ai.goap.reasons.explain import Explainer
from engine.ai.goap.reasons.explanation import Explanation
from engine.ai.goap.reasons.standing import Decision, decision_of
from engine.ai.goap.tables import Mind

MOST_KEPT: Final = 65_536
"""Decisions that are kept in all, some 15 MB; the older half goes when there are more."""


class FollowedSession(Protocol):
    """What the log needs of a session."""

    listeners: list[Any]

    @property
    def compiled(self) -> Any: ...  # noqa: D102

    @property
    def world(self) -> Any: ...  # noqa: D102

    @property
    def mind(self) -> Mind: ...  # noqa: D102

    @property
    def tick(self) -> int: ...  # noqa: D102


class Source(NamedTuple):
    """What agents think with from `tick` on: the compiled scene, and its mind where the session names one."""

    tick: int
    compiled: Any
    mind: Mind | None


class DecisionLog:
    """Listens to a session from its present tick on.

    Going back in time forgets nothing; when something else is then said than before, what came after it is forgotten.
    Ticks that were played without being shown, as whole seconds in one call, leave a gap: the log begins anew there, as
    it does where the session comes to another chapter of a slice or begins one anew.
    """

    def __init__(self, session: FollowedSession, *, most: int = MOST_KEPT) -> None:
        self.session = session
        self.first_tick = self.last_tick = session.tick
        self._most, self._count = most, 0
        self._asked: set[int] = set()
        self._kept: dict[int, list[Decision]] = {}
        self._said: dict[int, tuple[object, ...]] = {}
        self._begin = session.tick
        self._sources: list[Source] = []
        self._followed = Followed()
        self._explainer: Explainer | None = None
        session.listeners.append(self)
        self._look()

    def close(self) -> None:
        """Stop listening; what is known stays."""
        if self in self.session.listeners:
            self.session.listeners.remove(self)

    def anew(self) -> "DecisionLog":
        """A log of the same session from its present tick on; this one listens no more."""
        self.close()
        return DecisionLog(self.session, most=self._most)

    # --- what is known -------------------------------------------------------------------------------------------

    @property
    def explainer(self) -> Explainer:
        """Explains agents of the scene as the session plays it now."""
        if self._explainer is None or self._explainer.compiled is not self.session.compiled:
            self._explainer = Explainer(self.session.compiled)
        return self._explainer

    def decisions(self, local_id: int) -> tuple[Decision, ...]:
        """What an agent decided, ascending by tick; an agent of a large crowd is followed from the first question on.

        The first one was in force at `first_tick`, or when it was first asked for. Nothing for what is no agent.
        """
        if local_id not in self._asked:
            self._asked.add(local_id)
            self._followed.choose_anew()
            if self.session.tick == self.last_tick:
                self._look()
        return tuple(self._kept.get(local_id, ()))

    def at(self, local_id: int, tick: int) -> Decision | None:
        """The decision in force at a tick, made at its own `tick`; None where nothing is known."""
        if not self.first_tick <= tick <= self.last_tick:
            return None
        known = self._kept.get(local_id, ())
        place = bisect_right(known, tick, key=_tick)
        return known[place - 1] if place else None

    def pursued_before(self, local_id: int, tick: int) -> str | None:
        """The goal that an agent pursued when it took the decision in force at a tick, "" for none; None if unknown."""
        known = self.decisions(local_id)
        place = bisect_right(known, tick, key=_tick) - 1
        while place > 0 and _thought(known[place]) == _thought(known[place - 1]):
            place -= 1
        if place <= 0:
            return None
        number = known[place - 1].goal
        mind = self.mind_at(tick) or self.explainer.reasoner.mind
        return mind.domain.goals[number].name if number >= 0 else ""

    def mind_at(self, tick: int) -> Mind | None:
        """What the agents thought with at a tick, where the session says so; None for the scene's own mind."""
        place = bisect_right(self._sources, tick, key=_tick)
        return self._sources[max(0, place - 1)].mind

    def explain(self, local_id: int, tick: int) -> Explanation | None:
        """The reasons of an agent at a tick that is known, with the costs of then; None where nothing is known."""
        decision = self.at(local_id, tick)
        if decision is None:
            return None
        return self.explainer.explain_decision(local_id, decision, self.mind_at(tick), tick=tick)

    # --- listening -----------------------------------------------------------------------------------------------

    def stepped(self, session: FollowedSession, commands: Sequence[object]) -> None:
        """The session played a tick."""
        tick = session.tick
        at = tick - 1
        if tick <= self.last_tick:
            if at >= self._begin and self._said.get(at, ()) == tuple(commands):
                return
            self.forget_after(at)
        if at != self.last_tick or at < self.first_tick:
            self._begin_anew(tick)
        elif commands:
            self._said[at] = tuple(commands)
        self.last_tick = tick
        self._look()

    def restored(self, session: FollowedSession) -> None:
        """The session was put to another tick."""

    def travelled(self, session: FollowedSession) -> None:
        """The session is in another world, where the same local ids are others: the log begins anew."""
        self._begin_anew(session.tick)
        self.last_tick = session.tick
        self._asked = set()
        self._look()

    def forget_after(self, at: int) -> None:
        """Another run goes on from a tick that is known: what came after it is not its past."""
        self.last_tick = at
        self._followed.choose_anew()
        self._said = {tick: said for tick, said in self._said.items() if tick < at}
        self._sources = [source for source in self._sources if source.tick <= at]
        kept = {key: known[: bisect_right(known, at, key=_tick)] for key, known in self._kept.items()}
        self._kept = {key: known for key, known in kept.items() if known}
        self._count = sum(map(len, self._kept.values()))

    # --- inside --------------------------------------------------------------------------------------------------

    def _begin_anew(self, tick: int) -> None:
        self.first_tick = self._begin = tick
        self._kept, self._said, self._sources = {}, {}, []
        self._count = 0
        self._followed.choose_anew()

    def _look(self) -> None:
        """Keep what changed since the last look."""
        session = self.session
        world, compiled, mind = session.world, session.compiled, session.mind
        if not self._sources or self._sources[-1].mind is not mind or self._sources[-1].compiled is not compiled:
            self._sources.append(Source(self.last_tick, compiled, mind))
        for row in self._followed.changed(world.view, self._asked):
            decision = decision_of(world, row, self.last_tick)
            known = self._kept.setdefault(row, [])
            if not known or known[-1][1:] != decision[1:]:
                known.append(decision)
                self._count += 1
        if self._count > self._most:
            self._drop_older_half()

    def _drop_older_half(self) -> None:
        """Forget the older half; of each agent the decision that is then in force stays."""
        ticks = sorted(decision.tick for known in self._kept.values() for decision in known)
        self.first_tick = max(self.first_tick, ticks[len(ticks) // 2])
        for key, known in self._kept.items():
            self._kept[key] = known[max(0, bisect_right(known, self.first_tick, key=_tick) - 1) :]
        self._count = sum(map(len, self._kept.values()))
        first = max(0, bisect_right(self._sources, self.first_tick, key=_tick) - 1)
        self._sources = self._sources[first:]


def _tick(entry: Decision | Source) -> int:
    return entry.tick


def _thought(decision: Decision) -> tuple[int, ...]:
    """What differs when it thinks anew; reacting late to the same thought is no other decision."""
    return decision.facts, decision.goal, decision.wanted, decision.skill, decision.profile
