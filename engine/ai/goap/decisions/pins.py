"""Pins: decisions that are kept as tests, and whether the agents of today still decide so."""

from dataclasses import dataclass
from functools import lru_cache
from threading import get_ident
from typing import Any, cast

from engine.ai.goap.domain import Domain, DomainError, nearest
from engine.ai.goap.profiles import Profile, read_profile
from engine.ai.goap.reasons.explain import explained
from engine.ai.goap.reasons.explanation import Explanation
from engine.ai.goap.reasons.ranking import Belief, Reasoner
from engine.ai.goap.reasons.standing import NO_PLAYER, Decision
from engine.ai.goap.tables import Mind
from engine.document.path import words
from engine.schema.files import DecisionFile
from engine.world.ids import SKILLS, UP
from engine.world.roster import RosterRow


@dataclass(frozen=True)
class PinCheck:
    """Whether a pinned decision is still made.

    `expected` and `found` say goal and plan in words; `found` is empty where nothing could be decided, and `text` says
    why. `explanation` gives the reasons of today; `decided` is the pin as it would be today, None where there is none.
    `is_agents_fault` where the agent's own actions or goals can't be read, so that the pin is not to blame.
    """

    holds: bool
    expected: str
    found: str
    text: str
    explanation: Explanation | None = None
    decided: DecisionFile | None = None
    is_agents_fault: bool = False


def pin_of(
    explanation: Explanation,
    *,
    scene: str,
    encounter: str = "",
    pursued: str | None = None,
    title: str = "",
) -> DecisionFile:
    """The pin that says what an agent decided in its belief.

    Args:
        explanation: Of an agent that plans.
        scene: Where it stands, as "echo_grove".
        encounter: The encounter of then; empty for the bare scene.
        pursued: Goal that it pursued before it decided; by default the one that it chose, to which it keeps.
        title: What people call the pin; made from who decided what by default.

    Raises:
        ValueError: The explanation has nothing to pin, and why.
    """
    if not explanation.decides:
        waits = "It waits for its turn to plan; pin it once it has planned."
        raise ValueError(waits if explanation.waiting_ticks else explanation.note or "It decides nothing.")
    plan = [step.action for step in explanation.plan]
    return DecisionFile(
        title=title or title_of(explanation),
        scene=scene,
        encounter=encounter,
        entity=explanation.entity,
        tick=explanation.tick,
        skill=cast("Any", explanation.skill or SKILLS[-1]),
        pursued=(explanation.goal or "") if pursued is None else pursued,
        facts=sorted(fact.name for fact in explanation.facts if fact.value),
        goal=explanation.goal or "",
        action=plan[0] if plan else "",
        plan=plan,
    )


def title_of(explanation: Explanation) -> str:
    """What a pin is called by default: "Kael: circle for exploit stagger"."""
    deed = explanation.plan[0].action if explanation.plan else "nothing"
    return f"{explanation.name}: {deed} for {explanation.goal or 'no goal'}".replace("_", " ")


def check_pin(
    pin: DecisionFile,
    mind: Mind,
    profile: int,
    *,
    name: str = "",
    local_id: int = -1,
    reasoner: Reasoner | None = None,
) -> PinCheck:
    """Whether an agent with a profile of a mind decides, in the pinned belief, what was pinned.

    Goal, action and every step of the plan are compared. A fact, goal or action that is no longer there is told.
    `name` and `local_id` are what the explanation calls the agent; a `reasoner` of the mind remembers its searches.
    """
    expected = told(pin)
    lost = _lost(pin, mind.domain)
    if lost:
        return PinCheck(False, expected, "", lost)
    domain = mind.domain
    state = domain.state(domain.facts[domain.fact_ids[fact]] for fact in pin.facts)
    pursued = domain.goal_ids[pin.pursued] if pin.pursued else -1
    reasoner = reasoner if reasoner is not None and reasoner.mind is mind else Reasoner(mind)
    goal, plan = reasoner.decide(Belief(state, pursued, profile, SKILLS.index(pin.skill)))
    names = [domain.actions[action].name for action in plan.actions]
    now = pin.model_copy(
        update={"goal": reasoner.goal_name(goal) or "", "action": names[0] if names else "", "plan": names}
    )
    holds = (now.goal, now.action, now.plan) == (pin.goal, pin.action, pin.plan)
    action = plan.actions[0] if plan.actions else -1
    autopilot = NO_PLAYER if pin.skill == SKILLS[-1] else SKILLS.index(pin.skill) + 1
    decision = Decision(pin.tick, state, goal, action, action, UP, SKILLS.index(pin.skill), profile, -1, autopilot)
    why = explained(reasoner, local_id, pin.entity, name or pin.entity, decision)
    text = f"Decides as pinned: {expected}." if holds else f"Expected {expected}; found {told(now)}. {_why(pin, why)}"
    return PinCheck(holds, expected, told(now), text.rstrip(), why, now)


def check_in_scene(pin: DecisionFile, roster: tuple[RosterRow, ...], domain: Domain) -> PinCheck:
    """`check_pin` with the agent that a scene's roster has today; what is no longer there is told."""
    row = next((row for row in roster if row.entity == pin.entity), None)
    agent = row.view.components.get("agent") if row is not None else None
    if row is None or agent is None:
        known = [each.entity for each in roster if "agent" in each.view.components]
        what = "is no agent any more" if row is not None else "is not in play"
        return PinCheck(False, told(pin), "", f'"{pin.entity}" {what}; {nearest(pin.entity, known)}')
    try:
        profile = read_profile(domain, agent.actions, agent.goals)
    except DomainError as error:
        return PinCheck(False, told(pin), "", f'"{row.name}" cannot decide: {error}', is_agents_fault=True)
    reasoner = _reasoner(domain, profile, get_ident())
    return check_pin(pin, reasoner.mind, 0, name=row.name, local_id=row.local_id, reasoner=reasoner)


@lru_cache(maxsize=32)
def _reasoner(domain: Domain, profile: Profile, _thread: int) -> Reasoner:
    """One for each thread: rules run beside the window, and a reasoner remembers its searches."""
    return Reasoner(Mind.build(domain, [profile]))


def told(pin: DecisionFile) -> str:
    """Goal and plan of a pin in words: "Guard player by Taunt, Strike"."""
    return f"{words(pin.goal)} by {', '.join(map(words, pin.plan))}" if pin.goal else "no goal"


def _lost(pin: DecisionFile, domain: Domain) -> str:
    """What a pin names that is no longer there, with the nearest name; empty when all of it is."""
    for fact in pin.facts:
        if fact not in domain.fact_ids:
            return f'There is no fact "{fact}" any more; {nearest(fact, domain.fact_ids)}'
    for goal in (pin.pursued, pin.goal):
        if goal and goal not in domain.goal_ids:
            return f'There is no goal "{goal}" any more; {nearest(goal, domain.goal_ids)}'
    for action in (pin.action, *pin.plan):
        if action and action not in domain.action_ids:
            return f'There is no action "{action}" any more; {nearest(action, domain.action_ids)}'
    return ""


def _why(pin: DecisionFile, why: Explanation) -> str:
    """Why what was pinned is not decided: the goal's standing, or what became of the first action."""
    goal = next((each for each in why.goals if each.name == pin.goal), None)
    if pin.goal and goal is None:
        return f"{why.name} no longer has the goal {words(pin.goal)}."
    if goal is not None and why.goal != pin.goal:
        rest = f", before {goal.score:g} of {words(goal.name)}" if why.goal else ""
        text = goal.text.replace("_", " ")
        best = next((each.score for each in why.goals if each.name == why.goal), None)
        chosen = words(why.goal or "")
        return f"{words(goal.name)}: {text}" if best is None else f"{chosen} is worth {best:g}{rest}. {text}"
    action = next((each for each in why.actions if each.name == pin.action), None)
    if pin.action and action is None:
        return f"{why.name} no longer has the action {words(pin.action)}."
    if action is None or action.status == "chosen":
        return ""
    return f"{words(action.name)}: {action.text.replace('_', ' ')}"
