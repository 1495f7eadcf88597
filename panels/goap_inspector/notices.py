"""What else is to be said about a decision: it waits, a search was capped, there is no plan, an edit is ahead."""

from dataclasses import dataclass

from engine.ai.goap.reasons.explanation import Explanation
from panels.goap_inspector.sections import is_silent
from panels.goap_inspector.words import number, seconds, spoken


@dataclass(frozen=True)
class Notice:
    """A glyph in a colour, and a sentence."""

    glyph: str
    colour: str
    text: str


def headline(why: Explanation, *, is_ahead: bool = False) -> tuple[str, str]:
    """What it does, and for what: two lines. `is_ahead`: what it will do instead from the next tick on."""
    action = spoken(why.action) if why.action else "Does nothing"
    if is_ahead and why.wanted and why.wanted != why.action:
        action = f"{spoken(why.wanted)} next"
    if why.goal is None:
        return action, why.note if is_silent(why) else "Pursues no goal"
    parts = [f"Goal: {spoken(why.goal)}"]
    if why.plan_cost is not None:
        parts.append(f"whole plan {number(why.plan_cost)}")
    if why.skill:
        parts.append(f"{why.skill} autopilot")
    return action, ", ".join(parts)


def notices(why: Explanation, *, is_ahead: bool = False) -> tuple[Notice, ...]:
    """Everything out of the ordinary, the most telling first."""
    found: list[Notice] = []
    if is_ahead:
        found.append(
            Notice(
                "pencil-simple",
                "accent.base",
                "With your edit: this is what the next tick decides, in its belief of now.",
            )
        )
    waits = why.waiting_ticks
    if waits:
        text = f"Waits {seconds(waits)} for its turn to plan; until then it keeps the old plan."
        found.append(Notice("hourglass-medium", "severity.warning", text))
    for goal in why.goals:
        if goal.status == "capped":
            text = (
                f"The search for {spoken(goal.name).lower()} stopped at its limit; whether it has a plan is not known."
            )
            found.append(Notice("warning-fill", "severity.warning", text))
    if why.goal is None:
        text = "None of its goals has a plan now; each says what it needs." if why.goals else "It has no goals."
        found.append(Notice("prohibit", "icon.secondary", why.note if is_silent(why) else text))
    elif why.note:
        found.append(Notice("info", "icon.secondary", why.note))
    return tuple(found)
