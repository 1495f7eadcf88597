"""An explanation as sections of rows: what the view draws and a test reads."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Literal

from engine.ai.goap.reasons.explanation import ActionReason, Explanation, GoalReason
from panels.goap_inspector.numbers import Kind, Number
from panels.goap_inspector.pins import Pin
from panels.goap_inspector.scores import Part
from panels.goap_inspector.words import listed, number, signed, spoken

Tone = Literal["current", "normal", "off", "good", "bad"]
NumberOf = Callable[[Kind, str, float], Number]
PartsOf = Callable[[GoalReason], tuple[Part, ...]]


@dataclass(frozen=True)
class Row:
    """One line: a glyph, a text, what is to be said about it, a number at the right edge, and perhaps a bar 0..1.

    `edit` is the number that can be changed in the last column; `below` stands under it. `subject` is what the row is
    about, as "action:taunt". `is_open` tells whether what belongs to it is shown; None where nothing does. `series` is
    the place of its colour among those of the plots.
    """

    id: str
    text: str
    detail: str = ""
    number: str = ""
    glyph: str = ""
    tone: Tone = "normal"
    bar: float | None = None
    tip: str = ""
    edit: Number | None = None
    below: str = ""
    subject: str = ""
    is_open: bool | None = None
    depth: int = 0
    series: int | None = None


@dataclass(frozen=True)
class Section:
    """A titled group of rows; `empty` is what stands there when it has none."""

    id: str
    title: str
    note: str
    rows: tuple[Row, ...]
    empty: str = ""


def _plain(kind: Kind, name: str, value: float) -> Number:
    return Number(kind, name, value, value)


def sections(
    why: Explanation,
    number_of: NumberOf = _plain,
    parts_of: PartsOf = lambda _goal: (),
    opened: Collection[str] = (),
    order: tuple[str, ...] = (),
) -> tuple[Section, ...]:
    """Goals, plan, rejected actions and facts, in the order in which one asks.

    `opened` are the goals whose score is shown in parts; `order` are the goals in the order of their colours.
    """
    return (
        goal_section(why, number_of, parts_of, opened, order),
        plan_section(why, number_of),
        rejected_section(why, number_of),
        fact_section(why),
    )


def goal_section(
    why: Explanation,
    number_of: NumberOf = _plain,
    parts_of: PartsOf = lambda _goal: (),
    opened: Collection[str] = (),
    order: tuple[str, ...] = (),
) -> Section:
    """The ranking, best first, with a bar for each score, and below an open one how its score is made up."""
    best = max([goal.score for goal in why.goals] + [0.0])
    rows: list[Row] = []
    for goal in why.goals:
        parts = parts_of(goal)
        is_open = goal.name in opened
        series = order.index(goal.name) if goal.name in order else None
        weight = number_of("weight", goal.name, goal.weight)
        detail = _silent_detail(why, goal) if is_silent(why) else goal_detail(goal)
        rows.append(_goal_row(goal, detail, best, weight, parts, is_open, series))
        if is_open:
            rows += [_part_row(goal, part) for part in parts]
    return Section("goals", "Goals", "weight, score", tuple(rows),
                   "This agent has no goals. Add some to its agent component.")  # fmt: skip


def missing_of(goal: GoalReason) -> tuple[str, ...]:
    """The facts that would have to be so for a goal to have a plan; what it wants where that is not known."""
    return goal.missing or goal.unmet


def goal_detail(goal: GoalReason) -> str:
    """How a goal stands, in a few words."""
    return {
        "pursued": "Pursued",
        "outranked": "Has a plan, scores less",
        "condition": f"Needs: {listed(goal.unmet)}",
        "worthless": "Worth nothing now",
        "reached": "Reached already",
        "no plan": f"No plan; missing: {listed(missing_of(goal))}",
        "capped": "Search stopped at its limit",
    }[goal.status]


def _silent_detail(why: Explanation, goal: GoalReason) -> str:
    """How a goal stands for whoever does not plan now: who it is that can't, then what would be."""
    has_plan = goal.status in {"pursued", "outranked"}
    return f"{unable(why)}; {'would have a plan' if has_plan else goal_detail(goal).lower()}"


def unable(why: Explanation) -> str:
    """Why nothing is planned at all, in a few words: "It is down"."""
    return re.split(r", so |; ", why.note)[0].rstrip(".")


def _goal_row(
    goal: GoalReason,
    detail: str,
    best: float,
    weight: Number,
    parts: tuple[Part, ...],
    is_open: bool,
    series: int | None,
) -> Row:
    tone: Tone = "current" if goal.status == "pursued" else "normal" if goal.status == "outranked" else "off"
    made = "\n".join(f"{part.text}: {signed(part.amount)}" for part in parts if part.counts)
    tip = "\n".join(part for part in (goal.doc, f"Score {number(goal.score)}", made) if part)
    share = max(goal.score, 0.0) / best if best > 0.0 else 0.0
    return Row(
        goal.name,
        spoken(goal.name),
        detail,
        number(goal.weight),
        tone=tone,
        bar=share,
        tip=tip,
        edit=weight,
        below=number(goal.score),
        subject=f"goal:{goal.name}",
        is_open=is_open if parts else None,
        series=series,
    )


def _part_row(goal: GoalReason, part: Part) -> Row:
    amount = signed(part.amount) if part.counts else f"({signed(part.amount)})" if part.amount else ""
    return Row(f"{goal.name}/{part.text}", part.text, part.detail, amount, tone="normal" if part.counts else "off",
               tip=part.detail, depth=1)  # fmt: skip


def plan_section(why: Explanation, number_of: NumberOf = _plain) -> Section:
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
            edit=number_of("cost", step.action, step.cost),
            subject=f"action:{step.action}",
        )
        for place, step in enumerate(why.plan, start=1)
    ]
    if why.plan_cost is not None and len(rows) > 1:
        rows.append(Row("total", "Total", "", number(why.plan_cost)))
    empty = why.note if is_silent(why) else "No goal that counts has a plan."
    return Section("plan", "Plan", "cost", tuple(rows), empty)


def is_silent(why: Explanation) -> bool:
    """Whether the agent does not plan at all, as when it is down or a person plays it; the note says so."""
    return why.goal is None and bool(why.note) and not why.note.startswith("No plan")


def _step_detail(why: Explanation, place: int, action: str) -> str:
    if place > 1:
        return ""
    if why.action == action:
        return "Under way"
    return f"Begins within {why.reaction_ms:.0f} ms" if why.reaction_ms else "Begins"


def rejected_section(why: Explanation, number_of: NumberOf = _plain) -> Section:
    """Everything else that the agent can do, with the precondition that failed or the better offer."""
    idle = "" if why.goal is not None else unable(why) if is_silent(why) else "No goal is pursued"
    rows = tuple(_rejected_row(reason, number_of, idle) for reason in why.rejected)
    return Section("rejected", "Rejected actions", "cost", rows, "Every action that it has is part of the plan.")


def _rejected_row(reason: ActionReason, number_of: NumberOf, idle: str) -> Row:
    failed = reason.status == "precondition"
    if failed:
        detail = f"Needs: {listed(reason.failed)}"
    elif reason.plan_cost is not None:
        detail = f"Whole plan {number(reason.plan_cost)}"
    elif reason.status == "useless":
        detail = idle or "Does not lead there"
    else:
        detail = reason.text.replace("_", " ")
    return Row(
        reason.name,
        spoken(reason.name),
        detail,
        number(reason.cost),
        "prohibit" if failed else "minus",
        "off" if failed else "normal",
        tip=f"{reason.doc}\n{detail if failed else reason.text.replace('_', ' ')}",
        edit=number_of("cost", reason.name, reason.cost),
        subject=f"action:{reason.name}",
    )


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


def pin_section(pins: Collection[Pin]) -> Section:
    """The decisions of this agent that were pinned as tests, those that differ first."""
    ordered = sorted(pins, key=lambda pin: (pin.check.holds, pin.title))
    rows = tuple(
        Row(
            pin.file,
            pin.title,
            "" if pin.check.holds else pin.check.text.replace("_", " "),
            "holds" if pin.check.holds else "differs",
            "check-circle-fill" if pin.check.holds else "warning-fill",
            "good" if pin.check.holds else "bad",
            tip=f"Pinned at tick {pin.said.tick:,}",
            subject=f"pin:{pin.file}",
        )
        for pin in ordered
    )
    differ = sum(not pin.check.holds for pin in pins)
    note = f"{differ} of {len(pins)} differ" if differ else "all hold" if pins else ""
    return Section("pins", "Pinned decisions", note, rows, "None yet; pin a tick as a test.")
