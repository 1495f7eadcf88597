"""What planning did in the last tick of a lane, in named numbers."""

from dataclasses import dataclass
from typing import Any

from engine.ai.planning.columns import COUNTS


@dataclass(frozen=True)
class PlanningStats:
    """Counts of one tick of one lane.

    Agents: `thought` had their turn, `changed` believe something that their plan does not rest on, and began to wait in
    this tick, `planned` took a new plan, `waiting` did not fit into the budget and keep the old one, the longest of
    them since `longest_wait` ticks. Questions, one for each goal that a planning agent asked for: answered `by_table`,
    `by_memory` or `by_search`, with the verdicts `plan`, `none` (no plan exists), `capped` (the search gave up) and
    `reached` (nothing is left to do).
    """

    changed: int
    planned: int
    by_table: int
    by_memory: int
    by_search: int
    plan: int
    none: int
    capped: int
    reached: int
    waiting: int
    thought: int
    longest_wait: int

    @property
    def questions(self) -> int:
        """How often an agent asked for the plan to a goal."""
        return self.by_table + self.by_memory + self.by_search

    @property
    def hit_rate(self) -> float | None:
        """Share of the questions that needed no search, None when nothing was asked."""
        return 1.0 - self.by_search / self.questions if self.questions else None


def planning_stats(world: Any, lane: int = 0) -> PlanningStats:
    """The counts of a lane's last tick. IndexError when the world has no such lane."""
    return stats_of(world.view["plan_counts"][lane])


def stats_of(counts: Any) -> PlanningStats:
    """Twelve numbers in the order of `engine.ai.planning.columns.COUNTS`, such as the sum over many lanes, by name."""
    return PlanningStats(**dict(zip(COUNTS, (int(count) for count in counts), strict=True)))
