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

    `is_waiting` tells that it waited for a new plan, `is_up` that it was neither down nor gone.
    """

    start: int
    stop: int
    goal: str
    action: str
    is_waiting: bool = False
    is_up: bool = True


@dataclass(frozen=True)
class Timeline:
    """Spans in ascending order, without gaps from `first` to `last`, made of `count` decisions up to `newest`."""

    first: int = 0
    last: int = 0
    spans: tuple[Span, ...] = ()
    count: int = 0
    newest: Any = None

    def at(self, tick: int) -> Span | None:
        """The span that holds a tick."""
        place = bisect_right(self.spans, tick, key=lambda span: span.start)
        return self.spans[place - 1] if place and self.first <= tick <= self.last else None

    def between(self, first: int, last: int) -> tuple[Span, ...]:
        """The spans that reach into the ticks from `first` to `last`."""
        low = max(0, bisect_right(self.spans, first, key=lambda span: span.start) - 1)
        return self.spans[low : bisect_right(self.spans, last, key=lambda span: span.start)]

    def next_change(self, tick: int, step: int) -> int:
        """The nearest tick after (1) or before (-1) a tick at which goal or action changed; an end where none is."""
        starts = [span.start for span in self.spans]
        if step > 0:
            return next((start for start in starts if start > tick), self.last)
        return next((start for start in reversed(starts) if start < tick), self.first)


def timeline(
    decisions: Sequence[Any],
    first: int,
    last: int,
    goals: Sequence[str],
    actions: Sequence[str],
    before: Timeline | None = None,
) -> Timeline:
    """The spans of an agent's decisions (ascending) up to `last`, equal neighbours joined.

    `goals` and `actions` are names by id. Where the decisions go on from those of `before`, only the new ones are read:
    a run of minutes has thousands.
    """
    decisions = decisions[: bisect_right(decisions, last, key=_tick)]
    spans: list[Span] = []
    done = 0
    if before is not None and _goes_on(before, decisions, first, last):
        done = before.count
        spans = [*before.spans[:-1], _until(before.spans[-1], _stop(decisions, done - 1, last))]
    for place in range(done, len(decisions)):
        decision, stop = decisions[place], _stop(decisions, place, last)
        found = Span(
            max(decision.tick, first),
            stop,
            _name(goals, decision.goal),
            _name(actions, decision.action),
            decision.waiting >= 0,
            decision.life == 1,
        )
        if stop < found.start:
            continue
        if spans and _content(spans[-1]) == _content(found):
            spans[-1] = _until(spans[-1], stop)
        else:
            spans.append(found)
    return Timeline(first, last, tuple(spans), len(decisions), decisions[-1] if decisions else None)


def _goes_on(before: Timeline, decisions: Sequence[Any], first: int, last: int) -> bool:
    is_longer = before.spans and before.first == first and before.last <= last and before.count <= len(decisions)
    return bool(is_longer) and decisions[before.count - 1] is before.newest


def _stop(decisions: Sequence[Any], place: int, last: int) -> int:
    return int(decisions[place + 1].tick) if place + 1 < len(decisions) else last


def _tick(decision: Any) -> int:
    return int(decision.tick)


def _until(span: Span, stop: int) -> Span:
    return Span(span.start, stop, *_content(span))


def _name(names: Sequence[str], number: int) -> str:
    return names[number] if 0 <= number < len(names) else ""


def _content(span: Span) -> tuple[str, str, bool, bool]:
    return span.goal, span.action, span.is_waiting, span.is_up
