"""What a benchmark is: a name, a unit, the cases to compare, and a function that sets one case up."""

import inspect
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from engine.benchmarks.threshold import Threshold
from engine.physics.capture import Capture

T = TypeVar("T")
Params = Mapping[str, Any]
Facts = Mapping[str, Any]
Cases = Sequence[Params] | Callable[..., Sequence[Params]]
SECONDS_IN = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9}


def _nothing() -> None:
    """The default before and after a case."""


def _no_facts() -> Facts:
    """The default: nothing but the samples."""
    return {}


@dataclass(frozen=True)
class Case:
    """One way of doing it, set up and ready.

    `run()` is one iteration and is timed; when it returns a number, that number, in the benchmark's unit, is the sample
    instead. `before()` is called ahead of each iteration, `facts()` after the last for what belongs beside the result
    in its row (the state that was reached, what it consists of), and `close()` at the end; none of them is timed.
    `capture()`, where a case has one, makes more iterations after all that and gives their profile.
    """

    run: Callable[[], float | None]
    before: Callable[[], None] = _nothing
    close: Callable[[], None] = _nothing
    facts: Callable[[], Facts] = _no_facts
    capture: Callable[[], Capture] | None = None


@dataclass(frozen=True)
class Blocks:
    """A fixed plan of turns, for cases whose state ages: all of them take the same number of iterations.

    In each turn a case runs `warm` iterations unmeasured and then `timed` measured ones. Cases with the same value of
    the parameter `group` take turns with each other; only one group is set up at a time.
    """

    turns: Callable[[Params], int]
    group: str
    warm: int = 1
    timed: int = 6

    def timed_only(self, values: Sequence[T]) -> list[T]:
        """Those of one value for each iteration that belong to measured ones."""
        return [value for place, value in enumerate(values) if place % (self.warm + self.timed) >= self.warm]


class Unavailable(Exception):  # noqa: N818 - a state of the world, not a fault
    """Raised by a set-up whose case can't be measured here; the message says what is missing."""


@dataclass(frozen=True)
class Benchmark:
    """A question about cost. `cases` are measured in turns, so that what disturbs one disturbs all."""

    name: str
    unit: str
    cases: Sequence[Params]
    set_up: Callable[..., Case]
    seconds: float
    samples: int
    blocks: Blocks | None = None
    grow: Callable[..., Sequence[Params]] | None = None
    compare: "Compare | None" = None
    alias_of: str = ""
    has_tail: bool = False
    threshold: Threshold | None = None
    is_single: bool = False

    @property
    def options(self) -> frozenset[str]:
        """Names of the options that the cases grow from."""
        return frozenset(inspect.signature(self.grow).parameters) if self.grow else frozenset()

    def grown(self, options: Mapping[str, Any]) -> "Benchmark":
        """With the cases for these options; those that it does not know change nothing."""
        known = {name: value for name, value in options.items() if name in self.options}
        return replace(self, cases=_checked(self.name, self.grow(**known))) if self.grow and known else self

    @property
    def system(self) -> str:
        """The part of the program that it measures: the name up to the first dot."""
        return (self.alias_of or self.name).split(".", 1)[0]

    @property
    def doc(self) -> str:
        """What one iteration does."""
        return (self.set_up.__doc__ or "").strip().partition("\n")[0]


Row = tuple[Params, float | None, Facts]
"""A case, its result, and what it tells beside it, with the smallest sample as `min` and the tail as `p99`."""
Compare = Callable[[Sequence[Row]], Sequence[Facts]]
"""What each row says beside the others: ratios."""


def benchmark(
    *,
    name: str,
    unit: str,
    cases: Cases,
    seconds: float = 2.0,
    samples: int = 200,
    blocks: Blocks | None = None,
    compare: Compare | None = None,
    has_tail: bool = False,
    threshold: Threshold | None = None,
    is_single: bool = False,
) -> Callable[[Callable[..., Case]], Benchmark]:
    """Declare a benchmark over `set_up(**params) -> Case`; its docstring says what one iteration does.

    `cases` may be a function whose keyword parameters are options of `astraweave bench` (threads, agents, ...), each
    with the value that stands when it is not given. Each case gets about `seconds` of measuring and at most `samples`
    samples; with `blocks`, exactly those of the plan. `has_tail` shows p95 and the greatest sample in its table too,
    for what has a bar there; rows and history hold them anyway. `threshold` says when a result is too bad. `is_single`
    is for one function without a peer, timed by us: pyperf measures it, in processes of its own. ValueError for a name
    without a system or without a docstring or cases, or for a single function that is none.
    """

    def declare(set_up: Callable[..., Case]) -> Benchmark:
        if "." not in name:
            raise ValueError(f"benchmark {name!r}: expected a name of the form system.case")
        grow = cases if callable(cases) else None
        found = grow() if grow else cases
        assert not callable(found)
        if not found or not set_up.__doc__:
            raise ValueError(f"benchmark {name}: expected at least one case and a docstring")
        if is_single and (blocks is not None or unit not in SECONDS_IN):
            raise ValueError(f"benchmark {name}: expected a time without blocks of a single function")
        checked = _checked(name, found)
        return Benchmark(
            name, unit, checked, set_up, seconds, samples, blocks, grow, compare, "", has_tail, threshold, is_single
        )

    return declare


def alias(name: str, of: Benchmark, cases: Sequence[Params], threshold: Threshold | None = None) -> Benchmark:
    """The same benchmark over other cases, under a name that it had before; it answers to its full name alone.

    Without a threshold of its own it has the other's, but not the baselines of the other's cases.
    """
    bar = threshold or (of.threshold and replace(of.threshold, baselines=()))
    return replace(of, name=name, cases=_checked(name, cases), grow=None, compare=None, alias_of=of.name, threshold=bar)


def _checked(name: str, cases: Sequence[Params]) -> Sequence[Params]:
    if not cases:
        raise ValueError(f"benchmark {name}: these options leave no case; expected at least one")
    return tuple(dict(case) for case in cases)
