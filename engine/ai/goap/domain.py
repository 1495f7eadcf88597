"""A domain: every fact, action and goal of a scene with its id and its bit masks."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.vocabulary import Action, Condition, Fact, Goal, literals
from engine.ai.goap.words import FACT_LIMIT

I64: TypeAlias = NDArray[np.int64]
Entry = TypeVar("Entry", Fact, Action, Goal)

COST_UNITS = 1000
"""Costs are whole thousandths inside the planner, so that sums are exact and ties are ties."""


class DomainError(ValueError):
    """The vocabulary contradicts itself or names something that does not exist."""


@dataclass(frozen=True)
class Masks:
    """Conditions or effects as two states each: facts that must be (or become) true, and those that must be false."""

    true: tuple[int, ...]
    false: tuple[int, ...]


def nearest(name: str, names: Iterable[str]) -> str:
    """A sentence part that offers the nearest existing name, or lists what there is."""
    known = sorted(names)
    close = get_close_matches(name, known, n=1, cutoff=0.5)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"there are {', '.join(known)}." if known else "there are none."


def _by_name(kind: str, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    found: dict[str, Entry] = {}
    for entry in entries:
        if found.setdefault(entry.name, entry) != entry:
            raise DomainError(f"{kind} {entry.name!r} is declared twice with different meanings; rename one of them.")
    return tuple(found[name] for name in sorted(found))


@dataclass(frozen=True)
class Domain:
    """Facts, actions and goals, each sorted by name; the index is the id."""

    facts: tuple[Fact, ...]
    actions: tuple[Action, ...]
    goals: tuple[Goal, ...]

    @classmethod
    def build(cls, facts: Iterable[Fact], actions: Iterable[Action], goals: Iterable[Goal]) -> "Domain":
        """Give ids by sorted name. Facts that only actions or goals mention belong to the domain too.

        Raises DomainError when one name has two meanings or when there are more facts than FACT_LIMIT.
        """
        actions, goals = _by_name("action", actions), _by_name("goal", goals)
        mentioned = [literal.fact for action in actions for literal in literals(action.needs) + literals(action.gives)]
        for goal in goals:
            mentioned += [literal.fact for literal in literals(goal.wants) + literals(goal.condition)]
            mentioned += [literal.fact for condition, _ in goal.bonuses for literal in literals([condition])]
        known = _by_name("fact", [*facts, *mentioned])
        if len(known) > FACT_LIMIT:
            raise DomainError(
                f"there are {len(known)} facts in the domain; a state holds {FACT_LIMIT}. Remove facts that no action "
                "needs and no goal mentions, or let one fact stand for several."
            )
        return cls(known, actions, goals)

    @cached_property
    def fact_ids(self) -> dict[str, int]:
        """Fact name -> bit number."""
        return {fact.name: bit for bit, fact in enumerate(self.facts)}

    @cached_property
    def action_ids(self) -> dict[str, int]:
        """Action name -> id."""
        return {action.name: index for index, action in enumerate(self.actions)}

    @cached_property
    def goal_ids(self) -> dict[str, int]:
        """Goal name -> id."""
        return {goal.name: index for index, goal in enumerate(self.goals)}

    def mask(self, conditions: Iterable[Condition]) -> tuple[int, int]:
        """The conditions as (bits that are true, bits that are false)."""
        true = false = 0
        for literal in literals(conditions):
            bit = 1 << self.fact_ids[literal.fact.name]
            true, false = (true | bit, false) if literal.value else (true, false | bit)
        return true, false

    def masks(self, conditions: Sequence[Iterable[Condition]]) -> Masks:
        """One pair of states for each entry."""
        pairs = [self.mask(entry) for entry in conditions]
        return Masks(tuple(true for true, _ in pairs), tuple(false for _, false in pairs))

    @cached_property
    def needs(self) -> Masks:
        """Preconditions by action id."""
        return self.masks([action.needs for action in self.actions])

    @cached_property
    def gives(self) -> Masks:
        """Effects by action id."""
        return self.masks([action.gives for action in self.actions])

    @cached_property
    def wants(self) -> Masks:
        """What reaches a goal, by goal id."""
        return self.masks([goal.wants for goal in self.goals])

    @cached_property
    def conditions(self) -> Masks:
        """When a goal is considered, by goal id."""
        return self.masks([goal.condition for goal in self.goals])

    @cached_property
    def costs(self) -> I64:
        """Cost by action id in thousandths."""
        return np.array([cost_units(action.cost) for action in self.actions], np.int64)

    @cached_property
    def version(self) -> str:
        """A hash of every action's preconditions, effects and cost, and of what every goal wants (16 hex digits)."""
        text = [fact.name for fact in self.facts]
        for action, cost in zip(self.actions, self.costs, strict=True):
            text.append(f"{action.name}:{self.mask(action.needs)}>{self.mask(action.gives)}@{cost}")
        text += [f"{goal.name}:{self.mask(goal.wants)}" for goal in self.goals]
        return hashlib.blake2b("\n".join(text).encode(), digest_size=8).hexdigest()

    def no_action(self, name: str) -> str:
        """What to say about an action that does not exist."""
        return f"there is no action {name!r}; {nearest(name, self.action_ids)}"

    def no_goal(self, name: str) -> str:
        """What to say about a goal that does not exist."""
        return f"there is no goal {name!r}; {nearest(name, self.goal_ids)}"

    def state(self, true: Iterable[Fact]) -> int:
        """The state in which exactly these facts are true."""
        return self.mask(tuple(true))[0]


def cost_units(cost: float) -> int:
    """A cost in thousandths, at least 1."""
    return max(1, round(cost * COST_UNITS))


def holds(state: int, true: int, false: int) -> bool:
    """Whether a state has all of `true` and none of `false`."""
    return state & true == true and not state & false
