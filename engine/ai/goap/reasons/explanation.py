"""An explanation: why an agent does what it does, as plain data that a panel draws and a command prints."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal, TypeAlias

from engine.ai.goap.domain import nearest

GoalStatus: TypeAlias = Literal["pursued", "outranked", "condition", "worthless", "reached", "no plan", "capped"]
ActionStatus: TypeAlias = Literal["chosen", "later", "precondition", "dearer", "useless", "skill"]
WhyNotStatus: TypeAlias = Literal[ActionStatus, "idle", "not allowed", "unknown"]


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
class ScorePart:
    """One summand of a goal's score: its weight, a bonus with the condition that holds, or the commitment."""

    kind: Literal["weight", "bonus", "commitment"]
    text: str
    amount: float


@dataclass(frozen=True)
class GoalReason:
    """One goal's place in the ranking. `unmet` are the facts that stand against it, in words.

    `parts` add up to `score`. Without a plan, `missing` is the cheapest set of observed facts with which there would
    be one ("enemy_seen", "not surrounded"); it is empty where no facts would help, and where the search was capped.
    `text` says it in a sentence.
    """

    name: str
    doc: str
    weight: float
    score: float
    status: GoalStatus
    unmet: tuple[str, ...] = ()
    plan_cost: float | None = None
    parts: tuple[ScorePart, ...] = ()
    missing: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True)
class ActionReason:
    """Why one action is, or is not, the next one.

    `failed` are the preconditions that do not hold, in words, those that are observed first. `plan_cost` is that of the
    best plan that begins with it. `serves` are the other goals of the agent that a useless one matters to.
    """

    name: str
    doc: str
    cost: float
    status: ActionStatus
    failed: tuple[str, ...] = ()
    plan_cost: float | None = None
    text: str = ""
    serves: tuple[str, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Everything that decided what one agent does.

    `note` says in a sentence why there is no plan, when there is none. Goals come best first, actions in the order
    chosen, later in the plan, rejected. Costs are in the units of the actions. `waiting_ticks` is how long it has
    waited for its turn to plan with what it believes now; until then it does what it decided before. `decides` tells
    that goal and plan are its decision in this belief: it is up, plans, and does not wait.
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
    waiting_ticks: int = 0
    decides: bool = False

    @property
    def rejected(self) -> tuple[ActionReason, ...]:
        """The actions that are no part of the plan."""
        return tuple(reason for reason in self.actions if reason.status not in {"chosen", "later"})

    def to_data(self) -> dict[str, Any]:
        """Plain dictionaries, lists, texts and numbers, ready for JSON."""
        return asdict(self)


@dataclass(frozen=True)
class WhyNot:
    """The answer to "why did it not do that?": `text` in a sentence or two, and what it rests on."""

    action: str
    status: WhyNotStatus
    text: str
    failed: tuple[str, ...] = ()
    plan_cost: float | None = None


def why_not(explanation: Explanation, action: str, known: Iterable[str] = ()) -> WhyNot:
    """One plain answer to why an agent did not take an action.

    Args:
        explanation: Of the agent, at the tick in question.
        action: The action's name.
        known: Every action that there is, for one that this agent does not have.
    """
    who, names = explanation.name, {*known}
    reason = next((each for each in explanation.actions if each.name == action), None)
    if reason is None:
        own = {each.name for each in explanation.actions}
        if not explanation.is_agent:
            return WhyNot(action, "idle", explanation.note)
        if action in names:
            text = f"{who} cannot {action}: the action is not among the actions of its agent component."
            return WhyNot(action, "not allowed", text)
        return WhyNot(action, "unknown", f'There is no action "{action}"; {nearest(action, names or own)}')
    if explanation.action == action:
        return WhyNot(action, "chosen", f"{who} did {action}: {_goal_words(explanation)}.")
    is_idle = not explanation.decides and not explanation.waiting_ticks
    if is_idle and explanation.goal is None:
        return WhyNot(action, "idle", explanation.note or f"{who} has no goals.")
    text = _why(explanation, reason) + waiting_words(explanation)
    text += f" {explanation.note}" if is_idle and explanation.note else ""
    return WhyNot(action, reason.status, text, reason.failed, reason.plan_cost)


def waiting_words(explanation: Explanation) -> str:
    """That the agent waits for its turn to plan, as a sentence after others; empty when it does not."""
    ticks = explanation.waiting_ticks
    if not ticks:
        return ""
    told = "1 tick" if ticks == 1 else f"{ticks:,} ticks"
    return f" It has waited {told} for its turn to plan and does what it decided before."


def _why(explanation: Explanation, reason: ActionReason) -> str:
    who, action = explanation.name, reason.name
    match reason.status:
        case "chosen":
            return f"{who} wants to {action} and has not reacted yet."
        case "later":
            return f"{who} means to {action} later: it is in its plan. {reason.text}"
        case "precondition":
            plural = "s" if len(reason.failed) > 1 else ""
            return f"{who} could not {action}: its precondition{plural} {_listed(reason.failed)} did not hold."
        case "dearer":
            return f"{who} could {action}, but chose {explanation.wanted or 'another'}. {reason.text}"
        case "useless":
            return f"{who} had no reason to {action}. {reason.text}"
        case "skill":
            return f"{who} is not able enough to {action}. {reason.text}"


def _goal_words(explanation: Explanation) -> str:
    return f"it is the first step towards {explanation.goal}" if explanation.goal else "it was still at it"


def _listed(words: tuple[str, ...]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)
