"""An explanation as sections of rows: what the view draws and a test reads."""

from dataclasses import dataclass
from typing import Literal

from engine.ai.goap.explanation import ActionReason, Explanation, GoalReason

Tone = Literal["current", "normal", "off"]


@dataclass(frozen=True)
class Row:
    """One line: a glyph, a text, what is to be said about it, a number at the right edge, and perhaps a bar 0..1."""

    id: str
    text: str
    detail: str = ""
    number: str = ""
    glyph: str = ""
    tone: Tone = "normal"
    bar: float | None = None
    tip: str = ""


@dataclass(frozen=True)
class Section:
    """A titled group of rows; `empty` is what stands there when it has none."""

    id: str
    title: str
    note: str
    rows: tuple[Row, ...]
    empty: str = ""


def spoken(name: str) -> str:
    """A name of the vocabulary as a reader writes it: "protect_player" is "Protect player"."""
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def listed(names: tuple[str, ...]) -> str:
    """Conditions in a row of text; one that must be false reads as the facts do: "enemy seen: no"."""
    return ", ".join(
        f"{name[4:].replace('_', ' ')}: no" if name.startswith("not ") else name.replace("_", " ") for name in names
    )


def number(value: float) -> str:
    """Two decimals and a true minus, so that columns stand still."""
    return f"{value:.2f}".replace("-", "−")


def sections(why: Explanation) -> tuple[Section, ...]:
    """Goals, plan, rejected actions and facts, in the order in which one asks."""
    return goal_section(why), plan_section(why), rejected_section(why), fact_section(why)


def goal_section(why: Explanation) -> Section:
    """The ranking, best first, with a bar for each score."""
    best = max([goal.score for goal in why.goals] + [0.0])
    rows = tuple(_goal_row(goal, best) for goal in why.goals)
    return Section("goals", "Goals", "score", rows, "This agent has no goals. Add some to its agent component.")


def _goal_row(goal: GoalReason, best: float) -> Row:
    detail = {
        "pursued": "Pursued",
        "outranked": "Has a plan, but scores less",
        "condition": f"Needs {listed(goal.unmet)}",
        "worthless": "Worth nothing now",
        "reached": "Reached already",
        "no plan": f"No plan reaches {listed(goal.unmet)}",
        "capped": "Search stopped at its limit",
    }[goal.status]
    tone: Tone = "current" if goal.status == "pursued" else "normal" if goal.status == "outranked" else "off"
    tip = f"{goal.doc}\nWeight {number(goal.weight)}, score {number(goal.score)} with bonuses and commitment."
    share = max(goal.score, 0.0) / best if best > 0.0 else 0.0
    return Row(goal.name, spoken(goal.name), detail, number(goal.score), "flag-banner", tone, share, tip)


def plan_section(why: Explanation) -> Section:
    """The plan's steps with their costs, and the total."""
    docs = {reason.name: reason.doc for reason in why.actions}
    rows = [
        Row(
            f"{place}:{step.action}",
            f"{place}. {spoken(step.action)}",
            _step_detail(why, place, step.action),
            number(step.cost),
            "play-fill" if place == 1 else "arrow-bend-down-right",
            "current" if place == 1 else "normal",
            tip=docs.get(step.action, ""),
        )
        for place, step in enumerate(why.plan, start=1)
    ]
    if why.plan_cost is not None and len(rows) > 1:
        rows.append(Row("total", "Total", "", number(why.plan_cost)))
    return Section("plan", "Plan", "cost", tuple(rows), "No plan: no goal that counts now can be reached.")


def _step_detail(why: Explanation, place: int, action: str) -> str:
    if place > 1:
        return ""
    if why.action == action:
        return "Under way"
    return f"Begins within {why.reaction_ms:.0f} ms" if why.reaction_ms else "Begins"


def rejected_section(why: Explanation) -> Section:
    """Everything else that the agent can do, with the precondition that failed or the better offer."""
    rows = tuple(_rejected_row(reason) for reason in why.rejected)
    return Section("rejected", "Rejected actions", "cost", rows, "Every action that it has is part of the plan.")


def _rejected_row(reason: ActionReason) -> Row:
    if reason.status == "precondition":
        return Row(
            reason.name,
            spoken(reason.name),
            f"Needs {listed(reason.failed)}",
            number(reason.cost),
            "prohibit",
            "off",
            tip=f"{reason.doc}\nNeeds {listed(reason.failed)}.",
        )
    detail = f"Would cost {number(reason.plan_cost)}" if reason.plan_cost is not None else reason.text
    tip = f"{reason.doc}\n{reason.text.replace('_', ' ')}"
    return Row(reason.name, spoken(reason.name), detail.replace("_", " "), number(reason.cost), "minus", tip=tip)


def fact_section(why: Explanation) -> Section:
    """What it believes, by name, so that a fact keeps its place while its value changes; outcomes of plans left out."""
    seen = sorted((fact for fact in why.facts if fact.is_observed), key=lambda fact: fact.name)
    rows = tuple(
        Row(
            fact.name,
            spoken(fact.name),
            "",
            "yes" if fact.value else "no",
            "check" if fact.value else "minus",
            "normal" if fact.value else "off",
            tip=fact.doc,
        )
        for fact in seen
    )
    true = sum(fact.value for fact in seen)
    return Section("facts", "Facts", f"{true} of {len(seen)} true", rows, "Nothing in this project tells agents facts.")
