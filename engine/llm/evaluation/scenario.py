"""A scenario: a small world, a task in words, what must be true in the end and what must not happen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, TypeAlias

from engine.llm.evaluation.end import End
from engine.llm.evaluation.entity import Entity
from engine.llm.evaluation.field import Field
from engine.llm.guard.roles import COMPANION, Role

Category = Literal["combat", "exploration", "stealth", "support", "puzzle"]
CATEGORIES: tuple[Category, ...] = ("combat", "exploration", "stealth", "support", "puzzle")
VARIANTS = 25
"""Variants of each scenario: the same task with everybody placed a little elsewhere, under a seed of its own."""
Said: TypeAlias = tuple[str, Mapping[str, Any]]
"""A call as it is written in a plan: the tool's name and its arguments."""
Planner: TypeAlias = Callable[[Field], Sequence[Said]]
"""Writes the calls of a plan for a variant."""


@dataclass(frozen=True)
class Check:
    """Something that is true or not in the end, and the same in words."""

    words: str
    holds: Callable[[End], bool]


@dataclass(frozen=True)
class Scenario:
    """One task. `oracle` writes the reference plan of a variant; None where nothing that may be done reaches the goals.

    `tempting` writes a plan that can be carried out and does what is forbidden, or at least misses the goals. `settle`
    is how long the world goes on when the plan is over [s], `spread` how far everybody is placed from where the
    scenario says [m],
    `fallen` who is down when it begins.
    """

    part_kind: ClassVar[str] = "scenario"
    name: str
    category: Category
    task: str
    entities: tuple[Entity, ...]
    goals: tuple[Check, ...]
    forbidden: tuple[Check, ...]
    oracle: Planner | None
    tempting: Planner
    settle: float = 0.5
    spread: float = 0.3
    size: float = 32.0
    echo: int = 0
    fallen: tuple[str, ...] = ()
    role: Role = COMPANION

    @property
    def is_solvable(self) -> bool:
        """Whether there is a plan that reaches the goals."""
        return self.oracle is not None
