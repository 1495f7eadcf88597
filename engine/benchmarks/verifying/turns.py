"""Samples the cases of two trees by turns, in two processes that live side by side: what disturbs one disturbs both."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from engine.benchmarks.verifying.side import OutOfTimeError, Side, TurnError, side

__all__ = ["Found", "OutOfTimeError", "Pairs", "TurnError", "Turns", "both_sides", "take_turns"]

Progress = Callable[[str], None]
BLOCK_S = 0.05
"""How long one side samples before the other has its turn, where its iterations are shorter."""
TIMES = frozenset({"s", "ms", "us", "ns"})
"""Of these a turn's smallest sample counts, which other programs disturb least."""


@dataclass(frozen=True)
class Pairs:
    """One case: what either side took in each turn, the smallest sample of a time and else the median."""

    benchmark: str
    params: Mapping[str, Any]
    unit: str
    base: Sequence[float]
    head: Sequence[float]


@dataclass(frozen=True)
class Found:
    """A case of a tree."""

    benchmark: str
    params: Mapping[str, Any]
    unit: str

    @property
    def title(self) -> str:
        """Name and parameters, as people read them."""
        return f"{self.benchmark} ({', '.join(f'{key} {value}' for key, value in self.params.items())})"


class Turns:
    """The processes of two trees, which take turns A B, B A, A B ...

    With `slower` the head's runs are made to take so many times as long, to see that it is told.
    """

    def __init__(self, base: Side, head: Side, slower: float = 1.0) -> None:
        self._sides, self._slower = (base, head), slower

    def cases(self, patterns: Sequence[str]) -> tuple[list[Found], list[str]]:
        """The cases that both have, and what the head has alone, in words. TurnError when a tree can't be measured."""
        ours, theirs = ([*_cases(each, patterns)] for each in self._sides)
        both = [each for each in theirs if each in ours]
        return both, [f"{each.title}: the base has no such case" for each in theirs if each not in ours]

    def measure(self, case: Found, turns: int) -> Pairs | str:
        """The pairs of one case that `cases` named; or why it can't be measured, in words. TurnError."""
        slower = (1.0, self._slower)
        told = [
            each.ask("open", name=case.benchmark, params=dict(case.params), **({"slower": by} if by != 1.0 else {}))
            for each, by in zip(self._sides, slower, strict=True)
        ]
        found: Pairs | str = next(
            (f"{case.title}: {each['unavailable']}" for each in told if "unavailable" in each), ""
        )
        if not found:
            took = max(each["seconds"] for each in told)
            found = self._pairs(case, turns, max(1, min(200, int(BLOCK_S / max(took, 1e-6)))))
        for each in self._sides:
            each.ask("close")
        return found

    def _pairs(self, case: Found, turns: int, count: int) -> Pairs:
        taken: tuple[list[float], list[float]] = ([], [])
        for turn in range(turns):
            for k in (0, 1) if turn % 2 == 0 else (1, 0):
                values = sorted(self._sides[k].ask("sample", count=count)["values"])
                taken[k].append(values[0] if case.unit in TIMES else values[len(values) // 2])
        return Pairs(case.benchmark, case.params, case.unit, *taken)


@contextmanager
def both_sides(trees: Sequence[Path], *, until: float | None = None, slower: float = 1.0) -> Generator[Turns]:
    """The processes of two trees; `until` is a time of the monotonic clock, after which OutOfTimeError comes."""
    with side(trees[0], until) as base, side(trees[1], until) as head:
        yield Turns(base, head, slower)
        for each in (base, head):  # both leave at once: what they held takes a while to be given back
            each.dismiss()


def take_turns(
    trees: Sequence[Path], patterns: Sequence[str], turns: int, *, progress: Progress, slower: float = 1.0
) -> tuple[list[Pairs], list[str]]:
    """The pairs of each case that both trees have, and what could not be measured, in words.

    TurnError when a tree can't be measured at all.
    """
    found: list[Pairs] = []
    with both_sides(trees, slower=slower) as both:
        cases, left_out = both.cases(patterns)
        for case in cases:
            progress(case.title)
            told = both.measure(case, turns)
            if isinstance(told, Pairs):
                found.append(told)
            else:
                left_out.append(told)
    return found, left_out


def _cases(of: Side, patterns: Sequence[str]) -> Generator[Found]:
    for each in of.ask("cases", patterns=list(patterns))["benchmarks"]:
        for params in each["cases"]:
            yield Found(each["name"], params, each["unit"])
