"""A goal that weighs nothing."""

from collections.abc import Iterator

from engine.ai.goap.vocabulary import Goal
from engine.document import Finding
from engine.rules.minds import minds
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.numbered import read_word


@rule("goal-never-pursued", "warning", "A goal that weighs nothing")
def goal_never_pursued(scene: RuleScene) -> Iterator[Finding]:
    """A goal without a weight, and without a bonus that would give it one: whatever happens, it is not pursued."""
    for mind in minds(scene):
        for place, name in mind.goals:
            goal = mind.prospects.outlook.goals[name]
            if not _weighs_nothing(goal, mind.agent.goals[place]):
                continue
            repair = mind.without(scene, "goals", name)
            if goal.weight > 0.0:
                words = [name if at == place else word for at, word in enumerate(mind.agent.goals)]
                repair = {
                    "fix": (mind.set(scene, "goals", words),),
                    "fix_title": f"Use its own weight, {goal.weight:g}",
                }
            text = f'the goal "{name}" weighs 0, so it is never pursued. Give it a weight, or remove it.'
            yield mind.finding(scene, "goals", place, text, **repair)


def _weighs_nothing(goal: Goal, word: str) -> bool:
    """Whether a goal's score is never above 0: no weight, and no bonus that outweighs that."""
    number = read_word(word).number
    weight = goal.weight if number is None else number
    return weight + sum(amount for _, amount in goal.bonuses if amount > 0.0) <= 0.0
