"""What is missing: the cheapest set of observed facts with which a goal that has no plan would have one.

The search is the planner's own, over the goal's problem and one more action for each observed fact that could help:
to suppose it. Supposing costs more than any plan, and is possible only before the first real action, so the cheapest
plan supposes as few facts as there can be, and among those sets the one whose plan is cheapest.
"""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from engine.ai.goap.domain import Domain, DomainError, cost_units
from engine.ai.goap.kernels.astar import NODE_CAP
from engine.ai.goap.planner.relevance import Problem, problem
from engine.ai.goap.planner.search import SearchArrays
from engine.ai.goap.profiles import DEAREST
from engine.ai.goap.vocabulary import Action, Fact, Literal, literals

SUPPOSING: Final = NODE_CAP * cost_units(DEAREST)
"""Cost of supposing one fact, in thousandths: more than the longest plan of the dearest actions, as a plan has fewer
steps than a search meets subgoals."""
BEGUN: Final = Fact("acting_has_begun", "A real action was taken, so nothing is supposed any more.", observed=False)


@dataclass(frozen=True)
class Missing:
    """`literals` in the order of the fact ids; `is_capped` when the search for them gave up."""

    literals: tuple[Literal, ...] = ()
    is_capped: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The literals as texts: "enemy_seen", "not surrounded"."""
        return tuple(map(str, self.literals))


class Supposing:
    """Finds what is missing for one problem; keep it, its tables serve every state."""

    def __init__(self, cut: Problem) -> None:
        self.problem = cut

    @cached_property
    def _arrays(self) -> SearchArrays | None:
        """The enlarged problem; None when it has more facts than a state holds."""
        domain = self.problem.domain
        real = [domain.actions[action] for action in self.problem.actions]
        goal = domain.goals[self.problem.goal]
        wanted = [*literals(goal.wants), *(need for action in real for need in literals(action.needs))]
        helpful = {(need.fact.name, need.value): need for need in wanted if need.fact.observed}
        supposed = [
            Action(f"{'suppose' if need.value else 'suppose_not'}_{name}", str(need), (~BEGUN,), (need,))
            for (name, _), need in sorted(helpful.items())
        ]
        acts = [replace(action, gives=(*action.gives, BEGUN)) for action in real]
        try:
            larger = Domain.build((), [*acts, *supposed], [goal])
            allowed = {larger.action_ids[each.name]: SUPPOSING for each in supposed}
            for action, cost in zip(real, self.problem.costs, strict=True):
                allowed[larger.action_ids[action.name]] = cost
            return SearchArrays.of(problem(larger, 0, allowed))
        except DomainError:
            return None

    def find(self, state: int) -> Missing:
        """What is missing in a state without a plan; nothing when no observed facts would help."""
        arrays = self._arrays
        if arrays is None:
            return Missing(is_capped=True)
        larger = arrays.problem.domain
        known = self.problem.domain.fact_ids
        there = [fact for fact in larger.facts if fact.name in known and state >> known[fact.name] & 1]
        result = arrays.find(larger.state(there))
        if result.verdict != "plan":
            return Missing(is_capped=result.verdict == "capped")
        taken = [larger.actions[action] for action in result.actions]
        found = [literals(action.gives)[0] for action in taken if BEGUN not in action.gives]
        return Missing(tuple(sorted(found, key=lambda literal: known[literal.fact.name])))
