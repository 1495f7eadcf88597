"""A goal that none of an agent's actions can reach."""

from collections.abc import Iterable, Iterator
from functools import cache
from types import ModuleType
from typing import Any

from engine.ai.goap.domain import Domain, DomainError
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.relevance import problem
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.document import EntityView, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.agent import Agent
from engine.walk import walk_modules


@rule("goal-out-of-reach", "warning", "A goal that no action reaches")
def goal_out_of_reach(scene: RuleScene) -> Iterator[Finding]:
    """A goal that none of the agent's actions brings nearer: it will never be pursued."""
    try:
        domain = _domain((*_engine_modules(), *scene.vocabulary.modules))
    except DomainError:
        return  # compiling says what contradicts what
    for entity, agent in _agents(scene):
        try:
            profile = read_profile(domain, agent.actions, agent.goals)
        except DomainError:
            continue  # a name that does not exist is another rule's
        for goal, _ in profile.goals:
            if not problem(domain, goal, dict(profile.actions)).actions:
                name = domain.goals[goal].name
                kept = [word for word in agent.goals if word.partition("=")[0].strip() != name]
                helpful = _helpful(domain, goal)
                offer = f"Add {helpful}, or remove the goal." if helpful else "Remove the goal."
                yield scene.finding(
                    f'{entity.name}: none of its actions reaches the goal "{name}", so it is never pursued. {offer}',
                    entity,
                    "agent",
                    "goals",
                    fix=(scene.set(entity, "agent", "goals", kept),),
                    fix_title=f'Remove "{name}"',
                )


def _agents(scene: RuleScene) -> Iterator[tuple[EntityView, Agent]]:
    """Every agent where its words are written: in its prefab, or where it overrides them."""
    for entity in scene.entities:
        agent = entity.components.get("agent")
        own = {"agent.actions", "agent.goals"} & entity.overrides
        if isinstance(agent, Agent) and (entity.prefab is None or own):
            yield entity, agent
    for prefab in scene.view.prefabs.values():
        agent = prefab.components.get("agent")
        if isinstance(agent, Agent):
            yield prefab, agent


def _helpful(domain: Domain, goal: int) -> str:
    """The actions that give something that the goal wants, as words for the reader."""
    everything = dict(enumerate(int(cost) for cost in domain.costs))
    wanted = domain.wants.true[goal], domain.wants.false[goal]
    names = [
        f'"{domain.actions[action].name}"'
        for action in problem(domain, goal, everything).actions
        if domain.gives.true[action] & wanted[0] or domain.gives.false[action] & wanted[1]
    ]
    return " or ".join(names[:3])


@cache
def _engine_modules() -> tuple[ModuleType, ...]:
    return tuple(walk_modules("engine.ai"))


@cache
def _domain(modules: tuple[ModuleType, ...]) -> Domain:
    values = [value for module in modules for value in vars(module).values()]
    return Domain.build(_only(Fact, values), _only(Action, values), _only(Goal, values))


def _only(kind: type[Any], values: Iterable[Any]) -> list[Any]:
    return [value for value in values if isinstance(value, kind)]
