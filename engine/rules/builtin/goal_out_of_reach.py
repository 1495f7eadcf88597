"""A goal that none of an agent's actions can reach."""

from collections.abc import Iterator

from engine.ai.goap.reasons.prospect_words import any_of, why_out_of_reach
from engine.document import Finding
from engine.rules.minds import helpful_actions, minds, usual_actions
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("goal-out-of-reach", "warning", "A goal that no plan reaches")
def goal_out_of_reach(scene: RuleScene) -> Iterator[Finding]:
    """A goal that no plan of the agent ever reaches, whatever it believes: it will never be pursued."""
    usual: tuple[str, ...] | None = None
    for mind in minds(scene):
        for place, name in mind.goals:
            if not mind.actions or mind.anybody.is_out_of_reach(name) or mind.prospects.is_always_reached(name):
                continue  # a rule of its own, or the code's fault
            why = why_out_of_reach(mind.prospects, name)
            if why:
                usual = usual_actions(scene) if usual is None else usual
                helpful = helpful_actions(mind.prospects, name, usual)
                add = f"Add {any_of(helpful)}, or r" if helpful else "R"
                text = f'the goal "{name}" is out of reach, so it is never pursued: {why}. {add}emove the goal.'
                yield mind.finding(scene, "goals", place, text, **mind.adding(scene, "goals", name, helpful))
