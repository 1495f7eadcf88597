"""Facts, actions and goals of a project's code that contradict each other or can do nothing for any agent."""

from collections.abc import Iterator

from engine.ai.goap.domain import DomainError
from engine.ai.goap.reasons.prospect_words import why_never_possible, why_out_of_reach, why_settled, why_useless
from engine.ai.goap.reasons.prospects import Outlook
from engine.document import Finding
from engine.rules.code_places import code_place
from engine.rules.minds import outlook_of
from engine.rules.rule import rule
from engine.rules.scene import RuleScene


@rule("planning-vocabulary", "warning", "Words of planning that contradict each other or lead nowhere")
def planning_vocabulary(scene: RuleScene) -> Iterator[Finding]:
    """What the code declares and no agent can use, whatever else it does; where words clash, no agent plans at all."""
    modules = scene.vocabulary.modules
    try:
        outlook = outlook_of(modules)
    except (DomainError, ValueError) as error:
        told = str(error).rstrip(".")
        text = f"No agent can plan, since the words of planning contradict each other: {told}."
        yield Finding("planning-vocabulary", "error", text)
        return
    if not modules:
        return  # the engine's own words are in order
    folder = scene.view.snapshot.folder
    for kind, name, why in faults(outlook):
        place = code_place(modules, folder, kind.capitalize(), name)
        yield scene.finding(f'{place}{": " if place else ""}the {kind} "{name}" is of no use to any agent: {why}.')


def faults(outlook: Outlook) -> Iterator[tuple[str, str, str]]:
    """(kind, name, why) of every action and goal that is of no use even to who could do, and wanted, everything."""
    all_there_is = outlook.everything
    for action in all_there_is.actions:
        why = why_never_possible(all_there_is, action) or why_useless(all_there_is, action)
        if why:
            yield "action", action, _of_anybody(why)
    for goal in all_there_is.goals:
        why = why_settled(all_there_is, goal) or why_out_of_reach(all_there_is, goal)
        if why:
            yield "goal", goal, _of_anybody(why)


def _of_anybody(why: str) -> str:
    """The words for one agent, said of all."""
    return (
        why.replace("none of its actions", "no action")
        .replace("none of its goals", "no goal")
        .replace("none of its other actions", "no other action")
        .replace("no goal of its", "no goal")
    )
