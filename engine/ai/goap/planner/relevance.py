"""Relevance: the facts and actions that can matter on the way to a goal, and what a search for it may answer."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from engine.ai.goap.domain import Domain

Verdict: TypeAlias = Literal["plan", "none", "capped"]


@dataclass(frozen=True)
class PlanResult:
    """`plan` with action ids and cost in thousandths, `none` when no plan exists, `capped` when the search gave up."""

    verdict: Verdict
    actions: tuple[int, ...] = ()
    cost: int = 0


@dataclass(frozen=True)
class Problem:
    """What a search for one goal needs to know, and nothing else.

    `actions` are ascending ids with their costs in thousandths; `mask` holds every fact that a precondition of one of
    them or the goal mentions. Two states that agree on `mask` have the same plans. Problems with equal contents are
    equal, so agents whose actions differ only in what does not matter share tables and cached plans.
    """

    domain: Domain
    goal: int
    actions: tuple[int, ...]
    costs: tuple[int, ...]
    mask: int
    want_true: int
    want_false: int

    @cached_property
    def bits(self) -> tuple[int, ...]:
        """The relevant bit numbers, ascending."""
        return tuple(bit for bit in range(self.mask.bit_length()) if self.mask >> bit & 1)

    @cached_property
    def _runs(self) -> tuple[tuple[int, int, int], ...]:
        """Stretches of neighbouring relevant bits as (first bit, mask, place in a packed state)."""
        runs: list[tuple[int, int, int]] = []
        for place, bit in enumerate(self.bits):
            if runs and runs[-1][0] + runs[-1][1].bit_length() == bit:
                runs[-1] = (runs[-1][0], runs[-1][1] << 1 | 1, runs[-1][2])
            else:
                runs.append((bit, 1, place))
        return tuple(runs)

    def pack(self, state: int) -> int:
        """The relevant facts of a state side by side, lowest first: the problem's own bits."""
        return sum((state >> bit & mask) << place for bit, mask, place in self._runs)

    @cached_property
    def key(self) -> str:
        """What tells this problem from others: a hash of domain version, goal, actions and costs (32 hex digits)."""
        text = repr((self.domain.version, self.goal, self.actions, self.costs))
        return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

    @cached_property
    def cost_of(self) -> dict[int, int]:
        """Action id -> cost in thousandths."""
        return dict(zip(self.actions, self.costs, strict=True))


def problem(domain: Domain, goal: int, allowed: Mapping[int, int]) -> Problem:
    """The goal's relevance closure over the allowed actions (id -> cost in thousandths).

    An action matters when it gives a wanted literal; then its preconditions are wanted as well, until nothing new is.
    """
    want_true, want_false = domain.wants.true[goal], domain.wants.false[goal]
    true, false = want_true, want_false
    relevant: set[int] = set()
    grown = True
    while grown:
        grown = False
        for action in allowed:
            if action in relevant:
                continue
            if domain.gives.true[action] & true or domain.gives.false[action] & false:
                relevant.add(action)
                true |= domain.needs.true[action]
                false |= domain.needs.false[action]
                grown = True
    actions = tuple(sorted(relevant))
    costs = tuple(allowed[action] for action in actions)
    return Problem(domain, goal, actions, costs, true | false, want_true, want_false)
