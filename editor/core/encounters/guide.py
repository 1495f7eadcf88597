"""The guide of a trial: leads a player who stands about to the area or the place that the encounter waits for.

An autopilot fights, and goes where an objective leads if its agent knows how to; an ambush asks nothing of it and shows
nobody. A person would walk on. So a trial takes the player's hand as a person does, by input, until something happens.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from engine.play.commands import Input, PlayCommand, SetAutopilot

if TYPE_CHECKING:
    from engine.play.running.session import Session

IDLE_TICKS, LOOK_EVERY = 120, 15
STILL_M = 0.4
"""Whoever moves less in `IDLE_TICKS` stands about."""
INSIDE = 0.6
"""The player is led so far into an area, as a share of its radius."""
ASIDE_TICKS, ASIDE_ANGLE = 45, 1.1


class Guide:
    """Says what to say to the session before each tick."""

    def __init__(self, session: Session, skill: str) -> None:
        self._session, self._skill = session, skill
        view = session.compiled.view
        self._triggers = [entity.id for entity in view.with_component("trigger")]
        self._objectives = [entity.id for entity in view.with_component("objective")]
        self._goal: tuple[str, float, float, float] | None = None
        self._since, self._at, self._aside = 0, (math.inf, math.inf), 0
        self.led: list[tuple[int, str]] = []
        """(tick, entity) of each place that the player was led to."""

    def commands(self) -> list[PlayCommand]:
        """What is said before the next tick; mostly nothing."""
        session = self._session
        if session.tick % LOOK_EVERY:
            return []
        place = self._player()
        if place is None:
            return self._let_go()
        if self._goal is not None:
            return self._go_on(place)
        if math.dist(place, self._at) > STILL_M or self._enemies():
            self._since, self._at = session.tick, place
            return []
        if session.tick - self._since < IDLE_TICKS:
            return []
        self._goal = self._next()
        if self._goal is None:
            self._since = session.tick
            return []
        self.led.append((session.tick, self._goal[0]))
        self._since = session.tick
        return self._take(place)

    def _take(self, place: tuple[float, float]) -> list[PlayCommand]:

        return [SetAutopilot(None), *self._walk(place)]

    def _go_on(self, place: tuple[float, float]) -> list[PlayCommand]:
        goal = self._goal
        assert goal is not None
        is_there = math.dist(place, goal[1:3]) <= goal[3] * INSIDE
        if is_there or self._enemies() or goal[0] not in [each[0] for each in self._open()]:
            return self._let_go()
        tick = self._session.tick
        if math.dist(place, self._at) > STILL_M:
            self._since, self._at = tick, place
        elif tick - self._since >= LOOK_EVERY * 2 and self._aside <= tick:
            # Something is in the way: a few steps to one side, next time to the other.
            self._aside = tick + ASIDE_TICKS
            self._since = tick
        return self._walk(place)

    def _walk(self, place: tuple[float, float]) -> list[PlayCommand]:

        assert self._goal is not None
        x, z = self._goal[1] - place[0], self._goal[2] - place[1]
        angle = math.atan2(z, x)
        if self._aside > self._session.tick:
            angle += ASIDE_ANGLE if (self._aside // ASIDE_TICKS) % 2 else -ASIDE_ANGLE
        return [Input((math.cos(angle), math.sin(angle)), (self._goal[1], self._goal[2]))]

    def _let_go(self) -> list[PlayCommand]:

        if self._goal is None:
            return []
        self._goal, self._since, self._aside = None, self._session.tick, 0
        return [Input(), SetAutopilot(self._skill)]

    def _player(self) -> tuple[float, float] | None:
        from engine.world.ids import UP

        rows = self._session.world.view
        up = np.flatnonzero((rows["is_player"] != 0) & (rows["life"] == UP))
        if not len(up):
            return None
        x, _, z = rows["position"][int(up[0])].tolist()
        return float(x), float(z)

    def _enemies(self) -> bool:
        from engine.world.ids import HOSTILE, UP

        rows = self._session.world.view
        return bool(np.any((rows["team"] == HOSTILE) & (rows["life"] == UP)))

    def _next(self) -> tuple[str, float, float, float] | None:
        """The nearest place that something waits for."""
        place = self._player()
        found = self._open()
        return min(found, key=lambda each: math.dist(place, each[1:3])) if found and place is not None else None

    def _open(self) -> list[tuple[str, float, float, float]]:
        """(entity, x, z, radius [m]) of every area of the party that has not fired, and of open places to reach."""
        from engine.play.systems.encounter.objective_states import OPEN, REACH
        from engine.play.systems.encounter.triggers import ENTERED
        from engine.world.ids import PARTY

        view = self._session.world.view
        found: list[tuple[str, float, float, float]] = []
        for number, (kind, side) in enumerate(view["trigger_rule"][:, :2].tolist()):
            is_waiting = view["trigger_fired"][0, number] == 0 and view["trigger_clock"][0, number] < 0
            if kind == ENTERED and side == PARTY and is_waiting:
                found.append((self._triggers[number], *_circle(view["trigger_area"][number])))
        for number, kind in enumerate(view["objective_rule"][:, 0].tolist()):
            if kind == REACH and view["objective_state"][0, number] == OPEN:
                found.append((self._objectives[number], *_circle(view["objective_place"][number])))
        return found


def _circle(area: np.ndarray) -> tuple[float, float, float]:
    _, x, z, across, along = (float(value) for value in area[:5])
    return x, z, min(across, along)
