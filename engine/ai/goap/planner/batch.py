"""A set of planning problems side by side, and the best first steps of any number of questions about them at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from engine.ai.goap.kernels import batch
from engine.ai.goap.kernels.astar import NODE_CAP
from engine.ai.goap.planner.encoding import ENCODED, ProblemArrays, joined
from engine.ai.goap.planner.policy import DENSE_BITS, TABLES, PolicyTable
from engine.ai.goap.planner.relevance import Problem
from engine.ai.goap.words import U64

I32: TypeAlias = NDArray[np.int32]
I8: TypeAlias = NDArray[np.int8]

_KERNELS: Any = batch


@dataclass(frozen=True)
class Answers:
    """`first` (n,) i4 action ids, -1 where there is none; `verdict` (n,) i1, see engine.ai.goap.kernels.verdicts."""

    first: I32
    verdict: I8


@dataclass(frozen=True)
class ProblemSet:
    """Problems by number. Those with few relevant facts have a policy table, unless `is_tabled` is False."""

    problems: tuple[Problem, ...]
    is_tabled: bool = True

    def table(self, number: int) -> PolicyTable | None:
        """The problem's policy table, or None when it is searched."""
        found = self.problems[number]
        return TABLES.table(found) if self.is_tabled and found.mask.bit_count() <= DENSE_BITS else None

    @cached_property
    def columns(self) -> dict[str, NDArray[Any]]:
        """The static columns that kernels read, by name. DomainError for a problem that is too wide to search."""
        pieces, tables, base, start = list[ProblemArrays](), list[NDArray[np.int16]](), list[int](), 0
        for number, cut in enumerate(self.problems):
            table = self.table(number)
            pieces.append(ENCODED.arrays(cut, is_searched=table is None))
            base.append(-1 if table is None else start)
            if table is not None:
                tables.append(table.first)
                start += len(table.first)
        policy = np.concatenate(tables) if tables else np.zeros(0, np.int16)
        return {**vars(joined(pieces)), "policy_base": np.array(base, np.int64), "policy": policy}

    def solve_all(self, states: U64, problems: I32, node_cap: int = NODE_CAP) -> Answers:
        """The best first step of each question: problem problems[i] (n,) i4 from the facts states[i] (n, 2) u8.

        One kernel call, without Python for any single question. ValueError when the questions do not fit together.
        """
        if states.shape != (len(problems), 2):
            raise ValueError(f"states has shape {states.shape}; expected ({len(problems)}, 2), one row a problem.")
        if len(problems) and not 0 <= int(problems.min()) <= int(problems.max()) < len(self.problems):
            raise ValueError(f"problems are numbers from 0 to {len(self.problems) - 1}.")
        answers = Answers(np.empty(len(problems), np.int32), np.empty(len(problems), np.int8))
        found = self.columns
        _KERNELS.solve_all(
            states, problems, *(found[name] for name in COLUMNS), node_cap, answers.first, answers.verdict
        )  # fmt: skip
        return answers


COLUMNS: Sequence[str] = (
    "problem_word", "problem_first", "problem_literal", "policy_base", "policy", "step_weight", "step_word",
    "step_number", "step_link",
)  # fmt: skip
"""What a kernel reads of problems, in the order of its parameters."""
