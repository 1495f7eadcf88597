"""The decisions of one agent over ticks as spans: what it pursued and did from when until when."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

SHORTEST = 240
"""The fewest ticks that the strip shows, four seconds."""


@dataclass(frozen=True)
class Span:
    """From tick `start` up to `stop` the agent pursued `goal` and did `action`; "" for none.

    `facts_from` is the tick of the decision that began the span; `is_waiting` tells that it waited for a new plan.
    """

    start: int
    stop: int
    goal: str
    action: str
    is_waiting: bool = False
    is_up: bool = True


@dataclass(frozen=True)
class Timeline:
    """Spans in ascending order, without gaps from `first` to `last`, and every tick at which anything changed."""

    first: int = 0
    last: int = 0
    spans: tuple[Span, ...] = ()
    changes: tuple[int, ...] = ()

    def at(self, tick: int) -> Span | None:
        """The span that holds a tick."""
        place = bisect_right(self.spans, tick, key=lambda span: span.start)
        return self.spans[place - 1] if place and self.first <= tick <= self.last else None

    def next_change(self, tick: int, step: int) -> int:
        """The nearest tick after (1) or before (-1) a tick at which goal or action changed; an end where none is."""
        starts = [span.start for span in self.spans]
        if step > 0:
            return next((start for start in starts if start > tick), self.last)
        return next((start for start in reversed(starts) if start < tick), self.first)


def timeline(decisions: Sequence[Any], first: int, last: int, goals: Sequence[str], actions: Sequence[str]) -> Timeline:
    """The spans of an agent's decisions (ascending), equal ones joined; `goals` and `actions` are names by id."""
    spans: list[Span] = []
    for place, decision in enumerate(decisions):
        stop = decisions[place + 1].tick if place + 1 < len(decisions) else last
        start = max(decision.tick, first)
        if stop < start:
            continue
        found = Span(
            start,
            stop,
            _name(goals, decision.goal),
            _name(actions, decision.action),
            decision.waiting >= 0,
            decision.life == 1,
        )
        before = spans[-1] if spans else None
        if before is not None and _same(before, found):
            spans[-1] = Span(before.start, stop, *_content(before))
        else:
            spans.append(found)
    return Timeline(first, last, tuple(spans), tuple(decision.tick for decision in decisions))


def _name(names: Sequence[str], number: int) -> str:
    return names[number] if 0 <= number < len(names) else ""


def _content(span: Span) -> tuple[str, str, bool, bool]:
    return span.goal, span.action, span.is_waiting, span.is_up


def _same(one: Span, other: Span) -> bool:
    return _content(one) == _content(other)
