"""Prospects: what an agent's actions can ever do for its goals, whatever it comes to believe.

Everything here errs on the kind side: what is called impossible, useless or out of reach really is, and what is not
called so may still be.
"""

from collections.abc import Collection, Iterable, Mapping
from functools import cached_property

from engine.ai.goap.domain import Domain
from engine.ai.goap.reasons.together import Numbering, Step, Together
from engine.ai.goap.vocabulary import Action, Goal, Literal, literals

MOST_KEPT = 256
"""How many sets of actions and goals an outlook remembers; then it forgets them all."""


class Outlook:
    """What can be said of any agent of a domain. `believed` are the facts that some system writes."""

    def __init__(self, domain: Domain, believed: Collection[str]) -> None:
        self.domain, self.believed = domain, frozenset(believed)
        self.actions: Mapping[str, Action] = {action.name: action for action in domain.actions}
        self.goals: Mapping[str, Goal] = {goal.name: goal for goal in domain.goals}
        self.numbering = Numbering(fact.name for fact in domain.facts)
        self.steps: Mapping[str, Step] = {name: self.numbering.step(action) for name, action in self.actions.items()}
        self._known: dict[tuple[frozenset[str], frozenset[str]], Prospects] = {}

    def of(self, actions: Iterable[str], goals: Iterable[str]) -> "Prospects":
        """The prospects of an agent with these actions and goals; names that do not exist are passed over."""
        key = frozenset(self.actions.keys() & set(actions)), frozenset(self.goals.keys() & set(goals))
        if key not in self._known:
            if len(self._known) >= MOST_KEPT:
                self._known.clear()
            self._known[key] = Prospects(self, sorted(key[0]), sorted(key[1]))
        return self._known[key]

    @cached_property
    def everything(self) -> "Prospects":
        """The prospects of an agent that can do, and wants, all there is."""
        return self.of(self.actions, self.goals)

    def start(self, given: Iterable[Literal] = ()) -> int:
        """The literals that may hold when an agent begins to plan, those given surely among them."""
        word = 0
        for fact in self.domain.facts:
            true, false = self.numbering.of(Literal(fact, True)), self.numbering.of(Literal(fact, False))
            word |= 1 << false | (1 << true if fact.name in self.believed else 0)
        for literal in given:
            word &= ~(1 << (self.numbering.of(literal) ^ 1))
        return word

    def net_gives(self, action: str) -> tuple[Literal, ...]:
        """What an action changes: its effects without those that it needs to begin with."""
        needed = set(literals(self.actions[action].needs))
        return tuple(literal for literal in literals(self.actions[action].gives) if literal not in needed)

    def is_never(self, literal: Literal) -> bool:
        """Whether no agent ever begins to plan with a fact so: outcomes, and facts that nobody observes."""
        return literal.value and literal.fact.name not in self.believed

    def holds_everywhere(self, literal: Literal) -> bool:
        """Whether every agent begins to plan with a fact so."""
        return not literal.value and literal.fact.name not in self.believed


class Prospects:
    """What one set of actions can do for one set of goals; everything is by name, in alphabetical order."""

    def __init__(self, outlook: Outlook, actions: list[str], goals: list[str]) -> None:
        self.outlook, self.actions, self.goals = outlook, tuple(actions), tuple(goals)
        self._from_goal: dict[str, Together] = {}
        self._out_of_reach: dict[str, bool] = {}

    @cached_property
    def together(self) -> Together:
        """What may hold together, from any beginning."""
        return self._from(self.outlook.start())

    @cached_property
    def possible(self) -> frozenset[str]:
        """The actions that may become possible; every other one never does."""
        return self._possible(self.together)

    @cached_property
    def serves(self) -> Mapping[str, tuple[str, ...]]:
        """Action -> the goals that a plan with it may reach; an action without one is in no best plan."""
        served: dict[str, list[str]] = {action: [] for action in self.actions}
        for goal in self.goals:
            for action in self._serving(goal):
                served[action].append(goal)
        return {action: tuple(names) for action, names in served.items()}

    @cached_property
    def useless(self) -> tuple[str, ...]:
        """The actions that may be possible and yet serve no goal."""
        return tuple(action for action in self.actions if action in self.possible and not self.serves[action])

    def never_considered(self, goal: str) -> tuple[Literal, ...]:
        """The parts of a goal's condition that can never hold."""
        return tuple(each for each in literals(self.outlook.goals[goal].condition) if self.outlook.is_never(each))

    def is_always_reached(self, goal: str) -> bool:
        """Whether a goal is reached whenever it is considered, so that it is never pursued."""
        known = self.outlook.goals[goal]
        given = set(literals(known.condition))
        return all(each in given or self.outlook.holds_everywhere(each) for each in literals(known.wants))

    def is_out_of_reach(self, goal: str) -> bool:
        """Whether no plan with an action in it reaches a goal, from any belief in which the goal is considered."""
        if goal not in self._out_of_reach:
            wants = self.outlook.numbering.all(self.outlook.goals[goal].wants)
            is_lost = not self.helpful(goal) or not self.from_goal(goal).hold(wants)
            self._out_of_reach[goal] = is_lost and not self.never_considered(goal)
        return self._out_of_reach[goal]

    def helpful(self, goal: str) -> tuple[str, ...]:
        """The actions that may be possible on the way to a goal and bring about a part of what it wants."""
        wanted = set(literals(self.outlook.goals[goal].wants))
        possible = self._possible(self.from_goal(goal))
        return tuple(each for each in self.actions if each in possible and wanted & set(self.outlook.net_gives(each)))

    def from_goal(self, goal: str) -> Together:
        """What may hold together when one begins where a goal's condition holds."""
        given = literals(self.outlook.goals[goal].condition)
        if not given or self.never_considered(goal):
            return self.together
        if goal not in self._from_goal:
            self._from_goal[goal] = self._from(self.outlook.start(given))
        return self._from_goal[goal]

    def givers(self, literal: Literal) -> tuple[str, ...]:
        """The actions that bring about a fact, possible or not."""
        return tuple(each for each in self.actions if literal in self.outlook.net_gives(each))

    def takers(self, action: str) -> tuple[str, ...]:
        """The other actions that need something which an action brings about."""
        given = set(self.outlook.net_gives(action))
        known = self.outlook.actions
        return tuple(each for each in self.actions if each != action and given & set(literals(known[each].needs)))

    def _serving(self, goal: str) -> frozenset[str]:
        """The closure backwards from what a goal wants, over the actions that may be possible on the way."""
        possible = self._possible(self.from_goal(goal))
        wanted = set(literals(self.outlook.goals[goal].wants))
        found: set[str] = set()
        grown = True
        while grown:
            grown = False
            for action in possible - found:
                if wanted & set(self.outlook.net_gives(action)):
                    found.add(action)
                    wanted |= set(literals(self.outlook.actions[action].needs))
                    grown = True
        return frozenset(found)

    def _possible(self, together: Together) -> frozenset[str]:
        steps = self.outlook.steps
        return frozenset(each for each in self.actions if together.hold(steps[each].needs, steps[each].needs_word))

    def _from(self, start: int) -> Together:
        return Together(len(self.outlook.numbering), start, [self.outlook.steps[each] for each in self.actions])
