"""An explanation: why an agent does what it does, as plain data that a panel draws and a command prints."""

from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

GoalStatus: TypeAlias = Literal["pursued", "outranked", "condition", "worthless", "reached", "no plan", "capped"]
ActionStatus: TypeAlias = Literal["chosen", "later", "precondition", "dearer", "useless", "skill"]


@dataclass(frozen=True)
class FactValue:
    """What the agent believed about one fact when it last thought. `is_observed` is False for outcomes of plans."""

    name: str
    value: bool
    doc: str
    is_observed: bool = True


@dataclass(frozen=True)
class PlanStep:
    """One action of a plan and its cost."""

    action: str
    cost: float


@dataclass(frozen=True)
class GoalReason:
    """One goal's place in the ranking. `unmet` are the facts that stand against it, in words."""

    name: str
    doc: str
    weight: float
    score: float
    status: GoalStatus
    unmet: tuple[str, ...] = ()
    plan_cost: float | None = None


@dataclass(frozen=True)
class ActionReason:
    """Why one action is, or is not, the next one. `failed` are the preconditions that do not hold, in words."""

    name: str
    doc: str
    cost: float
    status: ActionStatus
    failed: tuple[str, ...] = ()
    plan_cost: float | None = None
    text: str = ""


@dataclass(frozen=True)
class Explanation:
    """Everything that decided what one agent does.

    `note` says in a sentence why there is no plan, when there is none. Goals come best first, actions in the order
    chosen, later in the plan, rejected. Costs are in the units of the actions.
    """

    local_id: int
    entity: str
    name: str
    tick: int
    is_agent: bool
    goal: str | None = None
    action: str | None = None
    wanted: str | None = None
    reaction_ms: float = 0.0
    skill: str = ""
    note: str = ""
    plan: tuple[PlanStep, ...] = ()
    plan_cost: float | None = None
    goals: tuple[GoalReason, ...] = ()
    actions: tuple[ActionReason, ...] = ()
    facts: tuple[FactValue, ...] = ()

    @property
    def rejected(self) -> tuple[ActionReason, ...]:
        """The actions that are no part of the plan."""
        return tuple(reason for reason in self.actions if reason.status not in {"chosen", "later"})

    def to_data(self) -> dict[str, Any]:
        """Plain dictionaries, lists, texts and numbers, ready for JSON."""
        return asdict(self)
