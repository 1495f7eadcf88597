"""Encoding: planning problems as the arrays that kernels read (see engine.ai.goap.kernels.problems)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.domain import I64, DomainError
from engine.ai.goap.kernels.problems import FALSE, LITERALS
from engine.ai.goap.policy import weight_of
from engine.ai.goap.relevance import Problem
from engine.ai.goap.words import FACT_LIMIT, U64, words_of

I32: TypeAlias = NDArray[np.int32]
Lists: TypeAlias = list[list[int]]


@dataclass(frozen=True)
class ProblemArrays:
    """Problems side by side, in the order and with the meaning of the static columns of the same names."""

    problem_word: U64
    problem_first: I32
    problem_literal: I32
    step_weight: I64
    step_word: U64
    step_number: I32
    step_link: I32


def facts_of(mask: int) -> list[int]:
    """The bit numbers of a mask, ascending."""
    return [bit for bit in range(FACT_LIMIT) if mask >> bit & 1]


def literals_in(true: int, false: int) -> list[int]:
    """Two masks as literals: the fact's number where it must be true, FALSE more where it must be false."""
    return facts_of(true) + [bit + FALSE for bit in facts_of(false)]


def literals_that_matter(problem: Problem) -> list[int]:
    """What the goal wants and what its actions need, ascending. DomainError when it is more than a subgoal holds."""
    needs = problem.domain.needs
    true, false = problem.want_true, problem.want_false
    for action in problem.actions:
        true, false = true | needs.true[action], false | needs.false[action]
    literals = literals_in(true, false)
    if len(literals) > LITERALS:
        raise DomainError(
            f"goal {problem.domain.goals[problem.goal].name!r}: {len(literals)} conditions matter on the way to it (a "
            f"fact that is wanted both true and false counts twice); a search holds {LITERALS}. Give the agents that "
            "have it fewer actions, or let one fact stand for several."
        )
    return literals


class Encoder:
    """Problems put side by side. `add` takes one with its table or to be searched; `arrays` are all of them."""

    def __init__(self) -> None:
        self._words: list[tuple[int, ...]] = []
        self._first: list[tuple[int, int]] = [(0, 0)]
        self._facts: list[int] = []
        self._weights: list[int] = []
        self._step_words: list[tuple[int, ...]] = []
        self._actions: list[int] = []
        self._sweep: list[int] = []
        self._givers, self._needs, self._gives = Lists(), Lists(), Lists()

    def add(self, problem: Problem, *, is_searched: bool) -> None:
        """Append a problem; what is read from its table needs no steps. DomainError when it is too wide to search."""
        literals = literals_that_matter(problem) if is_searched else list(problem.bits)
        number = {literal: place for place, literal in enumerate(literals)}
        want = _mask(number, literals_in(problem.want_true, problem.want_false)) if is_searched else 0
        self._words.append((*words_of(problem.mask), *words_of(want)))
        self._facts += literals
        self._givers += [[] for _ in literals]
        if is_searched:
            self._add_steps(problem, number)
        self._first.append((len(self._facts), len(self._weights)))

    def _add_steps(self, problem: Problem, number: dict[int, int]) -> None:
        needs, gives, begin = problem.domain.needs, problem.domain.gives, len(self._needs)
        givers = self._givers[len(self._givers) - len(number) :]
        for step, action in enumerate(problem.actions):
            needed = literals_in(needs.true[action], needs.false[action])
            given = literals_in(gives.true[action], gives.false[action])
            spoilt, clashing = [each ^ FALSE for each in given], [each ^ FALSE for each in needed]
            masks = [_mask(number, each) for each in (given, spoilt, needed, clashing)]
            self._step_words.append(tuple(word for mask in masks for word in words_of(mask)))
            self._needs.append([number[each] for each in needed])
            self._gives.append([number[each] for each in given if each in number])
            for literal in self._gives[-1]:
                givers[literal].append(step)
        self._weights += [weight_of(cost) for cost in problem.costs]
        self._actions += problem.actions
        self._sweep += sweep_order(self._needs[begin:], self._gives[begin:], givers)

    def arrays(self) -> ProblemArrays:
        """Everything added so far."""
        starts, links = list[I32](), list[int]()
        for lists in (self._givers, self._needs, self._gives):
            starts.append(np.cumsum([len(links), *(len(each) for each in lists)], dtype=np.int32))
            links += [number for each in lists for number in each]
        last = [0]
        return ProblemArrays(
            np.array(self._words, np.uint64).reshape(-1, 4),
            np.array(self._first, np.int32),
            np.column_stack([[*self._facts, 0], starts[0]]).astype(np.int32),
            np.array(self._weights, np.int64),
            np.array(self._step_words, np.uint64).reshape(-1, 8),
            np.column_stack([self._actions + last, starts[1], starts[2], self._sweep + last]).astype(np.int32),
            np.array(links, np.int32),
        )


def _mask(number: dict[int, int], literals: Iterable[int]) -> int:
    return sum(1 << number[literal] for literal in literals if literal in number)


def sweep_order(needs: Lists, gives: Lists, givers: Sequence[list[int]]) -> list[int]:
    """Steps in about the order in which they become possible, so that sweeps over all of them settle early.

    What no step gives is taken to hold. It decides how long a heuristic takes and nothing else.
    """
    level = [float("inf") if steps else 0.0 for steps in givers]
    changed = True
    while changed:
        changed = False
        for needed, given in zip(needs, gives, strict=True):
            after = 1.0 + max((level[literal] for literal in needed), default=0.0)
            for literal in given:
                if after < level[literal]:
                    level[literal], changed = after, True
    return sorted(range(len(needs)), key=lambda step: (max((level[each] for each in needs[step]), default=0.0), step))
