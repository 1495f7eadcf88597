"""Profiles: what one kind of agent can do and cares about, read from the words of its `agent` component."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from engine.ai.goap.domain import Domain, DomainError, cost_units
from engine.schema.numbered import read_word
from engine.world.ids import SKILLS

CHEAPEST: Final = 0.001
DEAREST: Final = 1000.0
"""What an action may cost."""


class WordError(DomainError):
    """An agent names an action or goal that does not exist, or gives it a number that cannot be used.

    `field` is "actions" or "goals", `index` the place in that list, `word` what stands there.
    """

    def __init__(self, field: str, index: int, word: str, message: str) -> None:
        super().__init__(message)
        self.field, self.index, self.word = field, index, word


@dataclass(frozen=True, order=True)
class Profile:
    """Allowed actions as (id, cost in thousandths) and goals as (id, weight), both in ascending ids."""

    actions: tuple[tuple[int, int], ...] = ()
    goals: tuple[tuple[int, float], ...] = ()

    def allowed(self, domain: Domain, skill: int) -> dict[int, int]:
        """Action id -> cost, for an autopilot skill (0 novice, 1 average, 2 expert and everybody else)."""
        return {action: cost for action, cost in self.actions if SKILLS.index(domain.actions[action].skill) <= skill}


def words(field: str, entries: Sequence[str]) -> Iterable[tuple[int, str, str, float | None]]:
    """Each "name" or "name=number" as (index, word, name, number). WordError when the number is none."""
    for index, word in enumerate(entries):
        read = read_word(word)
        if not read.is_readable:
            raise WordError(field, index, word, f'{word!r}: expected a name, or "name=number".')
        yield index, word, read.name, read.number


def read_profile(domain: Domain, actions: Sequence[str], goals: Sequence[str]) -> Profile:
    """The profile that an `agent` component's words say: "attack", "attack=2.5" (cost), "survive=3.0" (weight).

    WordError for an unknown name (with the nearest one), a cost outside 0.001..1000, or a number that is none.
    """
    costs: dict[int, int] = {}
    weights: dict[int, float] = {}
    for index, word, name, number in words("actions", actions):
        if name not in domain.action_ids:
            raise WordError("actions", index, word, domain.no_action(name))
        cost = domain.actions[domain.action_ids[name]].cost if number is None else number
        if not CHEAPEST <= cost <= DEAREST:
            raise WordError("actions", index, word, f"action {name!r} costs {cost}; expected 0.001 to 1000.")
        costs[domain.action_ids[name]] = cost_units(cost)
    for index, word, name, number in words("goals", goals):
        if name not in domain.goal_ids:
            raise WordError("goals", index, word, domain.no_goal(name))
        weight = domain.goals[domain.goal_ids[name]].weight if number is None else number
        if not 0.0 <= weight <= 1000.0:
            raise WordError("goals", index, word, f"goal {name!r} weighs {weight}; expected 0 to 1000.")
        weights[domain.goal_ids[name]] = weight
    return Profile(tuple(sorted(costs.items())), tuple(sorted(weights.items())))
