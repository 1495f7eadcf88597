"""Encoding: planning problems as the arrays that kernels read (see engine.ai.goap.kernels.problems)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import inf
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.domain import I64, DomainError
from engine.ai.goap.kernels.problems import FALSE, LITERALS
from engine.ai.goap.planner.policy import weight_of
from engine.ai.goap.planner.relevance import Problem
from engine.ai.goap.words import U64, words_of

I32: TypeAlias = NDArray[np.int32]
Lists: TypeAlias = list[list[int]]

NEVER = 1 << 30
"""A step that no problem has."""


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
    found: list[int] = []
    while mask:
        found.append((mask & -mask).bit_length() - 1)
        mask &= mask - 1
    return found


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
        self._users: list[int] = []
        self._givers, self._needs, self._gives = Lists(), Lists(), Lists()

    def add(self, problem: Problem, *, is_searched: bool) -> None:
        """Append a problem; what is read from its table needs no steps. DomainError when it is too wide to search."""
        literals = literals_that_matter(problem) if is_searched else list(problem.bits)
        number = {literal: place for place, literal in enumerate(literals)}
        want = _mask(number, literals_in(problem.want_true, problem.want_false)) if is_searched else 0
        self._words.append((*words_of(problem.mask), *words_of(want)))
        self._facts += literals
        self._givers += [[] for _ in literals]
        self._users += [NEVER] * len(literals)
        if is_searched:
            self._add_steps(problem, number)
        self._first.append((len(self._facts), len(self._weights)))

    def _add_steps(self, problem: Problem, number: dict[int, int]) -> None:
        needs, gives, begin = problem.domain.needs, problem.domain.gives, len(self._givers) - len(number)
        for step, place in enumerate(sweep_order(problem)):
            action = problem.actions[place]
            needed = literals_in(needs.true[action], needs.false[action])
            given = literals_in(gives.true[action], gives.false[action])
            spoilt, clashing = [each ^ FALSE for each in given], [each ^ FALSE for each in needed]
            masks = [_mask(number, each) for each in (given, spoilt, needed, clashing)]
            self._step_words.append(tuple(word for mask in masks for word in words_of(mask)))
            self._needs.append([number[each] for each in needed])
            self._gives.append([number[each] for each in given if each in number])
            self._weights.append(weight_of(problem.costs[place]))
            self._actions.append(action)
            for literal in self._gives[-1]:
                self._givers[begin + literal].append(step)
            for literal in self._needs[-1]:
                self._users[begin + literal] = min(self._users[begin + literal], step)

    def arrays(self) -> ProblemArrays:
        """Everything added so far."""
        starts, links = list[I32](), list[int]()
        for lists in (self._givers, self._needs, self._gives):
            starts.append(np.cumsum([len(links), *(len(each) for each in lists)], dtype=np.int32))
            links += [number for each in lists for number in each]
        last = [0]
        return ProblemArrays(
            np.array(self._words, np.uint64).reshape(len(self._words), 4),
            np.array(self._first, np.int32),
            np.column_stack([self._facts + last, starts[0], self._users + last]).astype(np.int32),
            np.array(self._weights, np.int64),
            np.array(self._step_words, np.uint64).reshape(len(self._step_words), 8),
            np.column_stack([self._actions + last, starts[1], starts[2]]).astype(np.int32),
            np.array(links, np.int32),
        )


def joined(pieces: Sequence[ProblemArrays]) -> ProblemArrays:
    """Problems that were encoded one by one, as if they had been added to one encoder in this order."""
    if not pieces:
        return Encoder().arrays()
    # Of each piece's links the first belong to its literals, the next to what steps need, the last to what they give.
    ends = np.array([(0, *_link_ends(piece)) for piece in pieces], np.int64)
    begins = np.cumsum(np.vstack([[0, 0, 0], np.diff(ends)]), axis=0)
    totals = begins[-1].copy()
    begins += np.cumsum(totals) - totals
    shift = (begins[:-1] - ends[:, :3]).astype(np.int32)
    literals, steps = list[I32](), list[I32]()
    for piece, (of_literals, of_needs, of_gives) in zip(pieces, shift, strict=True):
        literals.append(piece.problem_literal[:-1] + np.array([0, of_literals, 0], np.int32))
        steps.append(piece.step_number[:-1] + np.array([0, of_needs, of_gives], np.int32))
    last = begins[-1].astype(np.int32)
    links = [piece.step_link[ends[k, kind] : ends[k, kind + 1]] for kind in range(3) for k, piece in enumerate(pieces)]
    return ProblemArrays(
        np.concatenate([piece.problem_word for piece in pieces]),
        np.cumsum(np.vstack([[[0, 0]], *(piece.problem_first[1:] for piece in pieces)]), axis=0, dtype=np.int32),
        np.concatenate([*literals, np.array([[0, last[0], 0]], np.int32)]),
        np.concatenate([piece.step_weight for piece in pieces]),
        np.concatenate([piece.step_word for piece in pieces]),
        np.concatenate([*steps, np.array([[0, last[1], last[2]]], np.int32)]),
        np.concatenate(links),
    )


def _link_ends(piece: ProblemArrays) -> tuple[int, int, int]:
    return int(piece.problem_literal[-1, 1]), int(piece.step_number[-1, 1]), len(piece.step_link)


class EncodingStore:
    """Problems that were encoded lately, each by itself; the least used are dropped."""

    def __init__(self, limit: int = 1024) -> None:
        self.limit = limit
        self._pieces: dict[object, ProblemArrays] = {}

    def arrays(self, problem: Problem, *, is_searched: bool) -> ProblemArrays:
        """The problem's own arrays, made on first use. DomainError when it is too wide to search."""
        key = (problem.key, is_searched)
        piece = self._pieces.pop(key, None)
        if piece is None:
            encoder = Encoder()
            encoder.add(problem, is_searched=is_searched)
            piece = encoder.arrays()
            if len(self._pieces) >= self.limit:
                del self._pieces[next(iter(self._pieces))]
        self._pieces[key] = piece
        return piece


ENCODED: Final = EncodingStore()
"""Shared by every scene of this process; an encoding depends on nothing but its key."""


def _mask(number: dict[int, int], literals: Iterable[int]) -> int:
    return sum(1 << number[literal] for literal in literals if literal in number)


def sweep_order(problem: Problem) -> list[int]:
    """The problem's actions in about the order in which they become possible, as places in its list.

    A sweep over them in this order settles most bounds at once. What no action gives, and whatever must be false, is
    taken to hold. The order decides how long a heuristic takes and nothing else.
    """
    needs, gives = problem.domain.needs.true, problem.domain.gives.true
    given = 0
    for action in problem.actions:
        given |= gives[action]
    cost = dict.fromkeys(facts_of(given), inf)
    # What no action gives costs nothing and need not be looked at.
    steps = [(facts_of(needs[action] & given), facts_of(gives[action])) for action in problem.actions]
    before = [inf] * len(problem.actions)
    changed = True
    while changed:
        changed = False
        for place, (needed, made) in enumerate(steps):
            start = before[place] = max([cost[fact] for fact in needed], default=0.0)
            for fact in made:
                if start + problem.costs[place] < cost[fact]:
                    cost[fact], changed = start + problem.costs[place], True
    return sorted(range(len(before)), key=lambda place: (before[place], place))
