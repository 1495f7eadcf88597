"""A frame of the window and the zones in it: who held the main thread how long, and what lay in what."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from engine.telemetry.zones import Zone

GROUPS: tuple[str, ...] = ("input", "session", "picture", "panel", "paint", "other")
"""What zones are told by, as "group/Title"; the order in which they are stacked, the lowest first."""
REST = "other/Event loop"
"""The part of a frame that no zone covers."""


class Span(NamedTuple):
    """One zone of a frame: when it begins after the frame, how long it is [ns], and how many others it lies in."""

    name: str
    start_ns: int
    duration_ns: int
    depth: int

    @property
    def end_ns(self) -> int:
        """Its end after the beginning of the frame."""
        return self.start_ns + self.duration_ns


@dataclass(frozen=True)
class FrameZones:
    """One frame: `begin_ns` since the recording began, how long it worked, and how long the window waited before it.

    `is_painted` says whether anything was painted in it. Spans are in the order of their beginning, the outer first.
    """

    number: int
    begin_ns: int
    work_ns: int
    waited_ns: int
    is_painted: bool
    spans: tuple[Span, ...]

    @cached_property
    def own_ns(self) -> Mapping[str, int]:
        """What each zone took without those inside it [ns]; with REST they add up to `work_ns`."""
        found: dict[str, int] = {}
        above: list[Span] = []
        covered = 0
        for span in self.spans:
            while above and above[-1].end_ns <= span.start_ns:
                above.pop()
            found[span.name] = found.get(span.name, 0) + span.duration_ns
            if above:
                found[above[-1].name] -= span.duration_ns
            else:
                covered += span.duration_ns
            above.append(span)
        found[REST] = found.get(REST, 0) + self.work_ns - covered
        return found

    @cached_property
    def group_ns(self) -> Mapping[str, int]:
        """What each of GROUPS took [ns]; they add up to `work_ns`."""
        found = dict.fromkeys(GROUPS, 0)
        for name, took in self.own_ns.items():
            found[group_of(name)] += took
        return found


def group_of(name: str) -> str:
    """The group of a zone; what names none, as a project's own zones may, is "other"."""
    group = name.partition("/")[0]
    return group if group in GROUPS else "other"


def title_of(name: str) -> str:
    """The zone in words, without its group."""
    group, _, title = name.partition("/")
    return title if group in GROUPS and title else name


def spans_of(zones: Iterable[Zone], begin_ns: int, end_ns: int) -> tuple[Span, ...]:
    """The zones of one thread that lie in a frame, as spans: what began before it is left out, nothing overlaps.

    Laps and zones come from different hands, so depth is found anew: a zone lies in what began before it and has not
    ended. One that outlasts what it lies in is cut there.
    """
    inside = [zone for zone in zones if begin_ns <= zone.start_ns <= zone.end_ns <= end_ns]
    inside.sort(key=lambda zone: (zone.start_ns, -zone.end_ns, zone.depth))
    spans: list[Span] = []
    ends: list[int] = []
    for zone in inside:
        while ends and ends[-1] <= zone.start_ns:
            ends.pop()
        end = min(zone.end_ns, ends[-1]) if ends else zone.end_ns
        spans.append(Span(zone.name, zone.start_ns - begin_ns, end - zone.start_ns, len(ends)))
        ends.append(end)
    return tuple(spans)
