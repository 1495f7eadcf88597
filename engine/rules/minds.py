"""What rules about planning look at: each agent where its words are written, and what its domain lets it do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType
from typing import Any

from engine.ai.goap.domain import Domain, DomainError
from engine.ai.goap.reasons.prospects import Outlook, Prospects
from engine.ai.goap.vocabulary import Action, Fact, Goal, literals
from engine.document import Command, EntityView, Finding
from engine.document.path import words
from engine.document.prefabs import revert
from engine.rules.scene import RuleScene
from engine.schema.components.agent import Agent
from engine.schema.numbered import read_word
from engine.walk import walk_modules
from engine.world.system import System

_OFFERED = 3
"""How many words a finding offers as repairs; its text names how many more there are."""
_WORDS = frozenset({"agent.actions", "agent.goals"})


def outlook_of(modules: Iterable[ModuleType]) -> Outlook:
    """What the engine's words of planning and those of a project's modules allow, remembered by modules.

    DomainError, or ValueError, when they contradict each other.
    """
    return _outlook((*_engine_modules(), *modules))


def outlook_or_none(scene: RuleScene) -> Outlook | None:
    """The scene's outlook; None when its vocabulary contradicts itself, which is a rule of its own."""
    try:
        return outlook_of(scene.vocabulary.modules)
    except (DomainError, ValueError):
        return None


@dataclass(frozen=True)
class AgentMind:
    """One agent with its words taken apart: (place in the list, name) of each action and goal."""

    entity: EntityView
    agent: Agent
    actions: tuple[tuple[int, str], ...]
    goals: tuple[tuple[int, str], ...]
    prospects: Prospects

    @property
    def anybody(self) -> Prospects:
        """The prospects of who could do, and wanted, all there is: what is wrong there is wrong in the code."""
        return self.prospects.outlook.everything

    def without(self, scene: RuleScene, field: str, name: str) -> dict[str, Any]:
        """The repair that takes a name out of one of the lists."""
        kept = [word for word in getattr(self.agent, field) if name_of(word) != name]
        return {"fix": (self.set(scene, field, kept),), "fix_title": f'Remove "{name}"'}

    def adding(
        self, scene: RuleScene, field: str, name: str, added: Sequence[str], to: str = "actions"
    ) -> dict[str, Any]:
        """The repairs that add one of these words to a list, and last the one that takes a name out of one."""
        remove = self.without(scene, field, name)
        if not added:
            return remove
        there = getattr(self.agent, to)
        adds = [
            (f"Add {to.removesuffix('s')} {words(word)}", (self.set(scene, to, [*there, word]),))
            for word in added[:_OFFERED]
        ]
        (title, fix), *others = [*adds, (remove["fix_title"], remove["fix"])]
        return {"fix": fix, "fix_title": title, "other_fixes": tuple(others)}

    def set(self, scene: RuleScene, field: str, words: Sequence[str]) -> Command:
        """The command that gives the agent other words; it says none of its own where they are its prefab's."""
        base = scene.view.prefabs.get(self.entity.prefab or "")
        inherited = base.components.get("agent") if base is not None else None
        if isinstance(inherited, Agent) and getattr(inherited, field) == list(words):
            return revert(scene.view, self.entity, f"agent.{field}")
        return scene.set(self.entity, "agent", field, list(words))

    def finding(self, scene: RuleScene, field: str, place: int, text: str, **repair: Any) -> Finding:
        """A finding at one word of one of the lists."""
        return scene.finding(f"{self.entity.name}: {text}", self.entity, "agent", field, place, **repair)


def minds(scene: RuleScene) -> Iterator[AgentMind]:
    """Every agent whose words can all be read, each name once; the others are faults that other rules tell."""
    outlook = outlook_or_none(scene)
    if outlook is None:
        return
    for entity, agent in agents(scene):
        actions, goals = _places(agent.actions), _places(agent.goals)
        if all(name in outlook.actions for _, name in actions) and all(name in outlook.goals for _, name in goals):
            prospects = outlook.of((name for _, name in actions), (name for _, name in goals))
            yield AgentMind(entity, agent, actions, goals, prospects)


def agents(scene: RuleScene) -> Iterator[tuple[EntityView, Agent]]:
    """Every agent where its words are written: in its prefab, or where it overrides them."""
    for entity in scene.entities:
        base = scene.view.prefabs.get(entity.prefab or "")
        if base is not None and "agent" in base.components and _WORDS.isdisjoint(entity.overrides):
            continue
        agent = entity.components.get("agent")
        if isinstance(agent, Agent):
            yield entity, agent
    for prefab in scene.view.prefabs.values():
        agent = prefab.components.get("agent")
        if isinstance(agent, Agent):
            yield prefab, agent


def usual_actions(scene: RuleScene) -> tuple[str, ...]:
    """The actions of the project's prefabs, those of most of them first: what is offered to others in this order."""
    found: Counter[str] = Counter()
    for prefab in scene.view.prefabs.values():
        agent = prefab.components.get("agent")
        if isinstance(agent, Agent):
            found.update({name_of(word) for word in agent.actions})
    return tuple(sorted(found, key=lambda name: (-found[name], name)))


def name_of(word: str) -> str:
    """The name in a word of an agent: `attack` of "attack=2.5"."""
    return read_word(word).name


@lru_cache(maxsize=256)
def helpful_actions(prospects: Prospects, goal: str, usual: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The actions that an agent lacks, each of which would bring the goal into reach; the `usual` ones first."""
    outlook = prospects.outlook
    wanted = set(literals(outlook.goals[goal].wants))
    for action in prospects.actions:
        wanted |= set(literals(outlook.actions[action].needs))
    ordered = dict.fromkeys((*(action for action in usual if action in outlook.actions), *outlook.actions))
    return tuple(
        action
        for action in ordered
        if action not in prospects.actions
        and wanted & set(outlook.net_gives(action))
        and not outlook.of((*prospects.actions, action), prospects.goals).is_out_of_reach(goal)
    )


def _places(words: Sequence[str]) -> tuple[tuple[int, str], ...]:
    """Each name with the last place at which it stands: that one counts."""
    found = {name_of(word): place for place, word in enumerate(words)}
    return tuple((place, name) for name, place in found.items())


@cache
def _engine_modules() -> tuple[ModuleType, ...]:
    return tuple(walk_modules("engine.ai"))


@lru_cache(maxsize=4)  # modules that were reloaded are others, and the old ones can go
def _outlook(modules: tuple[ModuleType, ...]) -> Outlook:
    values = [value for module in modules for value in vars(module).values()]
    domain = Domain.build(_only(Fact, values), _only(Action, values), _only(Goal, values))
    written: set[str] = set()
    for system in _only(System, values):
        if "facts" in system.writes:
            written |= {name.removeprefix("fact_") for name in system.params if name.startswith("fact_")}
    return Outlook(domain, written)


def _only(kind: type[Any], values: Iterable[Any]) -> list[Any]:
    return [value for value in values if isinstance(value, kind)]
