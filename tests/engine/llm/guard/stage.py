"""A fight to guard: Echo Grove some seconds in, with the guard before it."""

import json
from functools import cache

from engine.llm.guard.guard import ToolGuard
from engine.llm.guard.registry import ActionRegistry
from engine.llm.guard.roles import COMPANION, Role
from engine.play.running.session import Session
from tests.projects.shipped import echo_grove

BEGUN = 120
"""Ticks after which everybody has met an enemy."""


class Stage:
    """A session, its guard, and what may be asked for."""

    def __init__(self, seed: int = 3, ticks: int = BEGUN, role: Role = COMPANION) -> None:
        self.session = Session(echo_grove(), seed, autopilot="expert")
        self.session.advance(ticks)
        self.guard, self.role = ToolGuard(), role

    @property
    def registry(self) -> ActionRegistry:
        return self.guard.registry(self.session)

    def ids(self, team: int) -> list[str]:
        """Entity ids of the agents of a side."""
        view, compiled = self.session.world.view, self.session.compiled
        rows = [row for row in range(len(compiled.roster)) if compiled.rows["agent_profile"][row] >= 0]
        return [compiled.entity_of_row[row][0] for row in rows if view["team"][row] == team and view["life"][row] == 1]

    def body(self, *calls: tuple[str, dict], world: str | None = None) -> str:
        """A plan as a model would write it, for the world of now."""
        said = [{"tool": tool, "arguments": arguments} for tool, arguments in calls]
        return json.dumps({"world": self.guard.version(self.session) if world is None else world, "calls": said})

    def submit(self, *calls: tuple[str, dict], role: Role | None = None):
        return self.guard.submit(self.body(*calls), self.session, role or self.role)


@cache
def shared_stage() -> Stage:
    """One for all tests that leave the session as it is."""
    return Stage()
