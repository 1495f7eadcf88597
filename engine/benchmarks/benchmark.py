"""What a benchmark is: a name, a unit, the cases to compare, and a function that sets one case up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Params = Mapping[str, Any]
SECONDS_IN = {"s": 1.0, "ms": 1e3, "us": 1e6, "ns": 1e9}


def _nothing() -> None:
    """The default before and after a case."""


@dataclass(frozen=True)
class Case:
    """One way of doing it, set up and ready.

    `run()` is one iteration and is timed; when it returns a number, that number, in the benchmark's unit, is the sample
    instead. `before()` is called ahead of each iteration and `close()` once at the end; neither is timed.
    """

    run: Callable[[], float | None]
    before: Callable[[], None] = _nothing
    close: Callable[[], None] = _nothing


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

    @property
    def system(self) -> str:
        """The part of the program that it measures: the name up to the first dot."""
        return self.name.split(".", 1)[0]

    @property
    def doc(self) -> str:
        """What one iteration does."""
        return (self.set_up.__doc__ or "").strip().splitlines()[0]


def benchmark(
    *, name: str, unit: str, cases: Sequence[Params], seconds: float = 2.0, samples: int = 200
) -> Callable[[Callable[..., Case]], Benchmark]:
    """Declare a benchmark over `set_up(**params) -> Case`; its docstring says what one iteration does.

    Each case gets about `seconds` of measuring and at most `samples` samples. ValueError for a name without a system or
    without a docstring or cases.
    """

    def declare(set_up: Callable[..., Case]) -> Benchmark:
        if "." not in name:
            raise ValueError(f"benchmark {name!r}: expected a name of the form system.case")
        if not cases or not set_up.__doc__:
            raise ValueError(f"benchmark {name}: expected at least one case and a docstring")
        return Benchmark(name, unit, tuple(dict(case) for case in cases), set_up, seconds, samples)

    return declare
