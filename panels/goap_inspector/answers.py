"""Answers to "why not this action?": one plain sentence, what is missing, and perhaps a way to change it."""

from dataclasses import dataclass

from engine.ai.goap.reasons.explanation import ActionReason, Explanation
from panels.goap_inspector.words import number, said, spoken, tick_text


@dataclass(frozen=True)
class Answer:
    """What the panel says to a question.

    `missing` are conditions that do not hold, each with what it means. `offers` are buttons: their text, and the deed
    that is done with `subject`.
    """

    title: str
    text: str
    glyph: str = "prohibit"
    missing: tuple[tuple[str, str], ...] = ()
    offers: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    why_not: str = ""


def answer(why: Explanation, action: str, why_not_add: str = "") -> Answer:
    """Why the shown agent does not do an action, or that it does.

    `why_not_add` says why the action can't be given to an agent that lacks it.
    """
    name = spoken(action)
    found = next((reason for reason in why.actions if reason.name == action), None)
    if found is None:
        text = f"{why.name} does not have this action, so no plan can use it."
        offers = ((f"Give {why.name} this action", "add"),)
        return Answer(f"Why not {name}", text, offers=offers, subject=action, why_not=why_not_add)
    docs = {fact.name: fact.doc for fact in why.facts}
    missing = tuple((said(each), _meaning(each, docs)) for each in found.failed)
    if found.status == "chosen":
        begun = why.action == action
        when = f"within {why.reaction_ms:.0f} ms" if why.reaction_ms >= 1.0 else "with the next tick"
        text = f"{why.name} does it now" if begun else f"{why.name} begins it {when}"
        return Answer(name, f"{text}: it is the first step of the plan{_for(why)}.", "play-fill", subject=action)
    if found.status == "later":
        step = [each.action for each in why.plan].index(action) + 1
        text = f"{why.name} will: it is step {step} of {len(why.plan)} of the plan{_for(why)}."
        return Answer(name, text, "arrow-bend-down-right", missing, subject=action)
    return Answer(f"Why not {name}", _rejected(why, found), missing=missing, subject=action)


def _rejected(why: Explanation, reason: ActionReason) -> str:
    name = spoken(reason.name)
    if reason.status == "precondition":
        what, it = ("This does", "it") if len(reason.failed) == 1 else ("These do", "them")
        return f"{what} not hold at {tick_text(why.tick)}, and {name.lower()} needs {it}:"
    if reason.status == "skill":
        return reason.text
    if reason.status == "dearer" and reason.plan_cost is not None and why.plan_cost is not None:
        gap = reason.plan_cost - why.plan_cost
        if gap <= 1e-9:
            return f"It is as cheap as the plan ({number(why.plan_cost)}); fewer steps, then the first name, decide."
        return (
            f"The best plan that begins with it costs {number(reason.plan_cost)}, "
            f"{number(gap)} more than the one that was chosen ({number(why.plan_cost)})."
        )
    if why.goal is None:
        return f"{name} is possible, but no goal is pursued. {why.note.replace('_', ' ')}".strip()
    serves = f" It serves {', '.join(map(spoken, reason.serves))}." if reason.serves else ""
    return f"{name} is possible, but it does not lead to {spoken(why.goal).lower()}, which is pursued.{serves}"


def _meaning(condition: str, docs: dict[str, str]) -> str:
    """What a fact that does not hold means, or which one holds although it must not."""
    denied = condition.startswith("not ")
    doc = docs.get(condition.removeprefix("not "), "")
    return f"true now: {doc}" if denied and doc else doc


def _for(why: Explanation) -> str:
    return f" for {spoken(why.goal).lower()}" if why.goal else ""
