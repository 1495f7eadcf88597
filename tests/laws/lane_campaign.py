"""Random campaigns over lanes: company, order, step size, style, compaction and refill are all left to chance."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from engine.play.compile.compiled import CompiledScene
from engine.world.ids import RUNNING
from engine.world.schedule import Schedule, Style
from engine.world.system import System
from engine.world.world import LaneSpec, World

CHECK_EVERY = 50
TWIN = 1_000
"""A twin, copied from a lane in its midst, is called so much more than the run that it was copied from."""
STYLES: tuple[Style, ...] = ("each", "fused", "fused")


@dataclass
class Story:
    """What became of each run: final bits by column, digests on the way, and its events in order."""

    ends: dict[int, Mapping[str, bytes]] = field(default_factory=dict)
    digests: dict[tuple[int, int], str] = field(default_factory=dict)
    events: dict[int, list[bytes]] = field(default_factory=lambda: defaultdict(list))

    def watch(self, world: World) -> None:
        """Take the events out and note digests at round ticks."""
        data, amounts, lost = world.drain_log()
        assert not lost
        for entry, amount in zip(data, amounts, strict=True):
            self.events[int(entry[0])].append(entry[1:].tobytes() + amount.tobytes())
        for slot in range(world.lanes):
            tick = int(world.view["tick"][slot])
            if tick % CHECK_EVERY == 0:
                self.digests[int(world.view["run"][slot]), tick] = world.lane_digest(slot)

    def harvest(self, world: World) -> None:
        """Note how finished lanes ended."""
        for slot in range(world.lanes):
            if world.view["outcome"][slot] != RUNNING:
                columns = {name: array.tobytes() for name, array in world.lane_columns(slot).items()}
                self.ends[int(world.view["run"][slot])] = columns

    def faults(self, other: "Story") -> set[str]:
        """What of another story differs from this one, in words."""
        found: set[str] = set()
        for run, columns in other.ends.items():
            found |= {name for name, bits in columns.items() if bits != self.ends[run % TWIN][name]}
        known = {key: digest for key, digest in other.digests.items() if (key[0] % TWIN, key[1]) in self.digests}
        if any(self.digests[run % TWIN, tick] != digest for (run, tick), digest in known.items()):
            found.add("digest on the way")
        for run, events in other.events.items():
            # A twin has only the events since it was copied.
            expected = self.events[run % TWIN][-len(events) :] if run >= TWIN else self.events[run]
            if expected != events:
                found.add("events")
        return found


def alone(
    compiled: CompiledScene,
    systems: Sequence[System] | Schedule,
    specs: Sequence[LaneSpec],
    *,
    style: Style = "fused",
) -> Story:
    """Each run in a world of its own."""
    story = Story()
    schedule = _schedule_of(systems)
    for spec in specs:
        world = compiled.world(1)
        world.add_lanes([spec])
        while len(world.running()):
            schedule.run(world, CHECK_EVERY, style=style)
            story.watch(world)
        story.harvest(world)
    return story


def in_company(
    compiled: CompiledScene,
    systems: Sequence[System] | Schedule,
    specs: Sequence[LaneSpec],
    chance: np.random.Generator,
    *,
    styles: Sequence[Style] = STYLES,
    twins: float = 0.0,
) -> Story:
    """All runs through one world in random order; lanes join, move and go at random moments.

    Stretches of ticks are called in one of the `styles`, those in plain Python kept short. With the chance `twins` a
    lane is copied where the lanes are put in another order: what becomes of its twin has to be the same.
    """
    story = Story()
    schedule = _schedule_of(systems)
    room = int(chance.integers(2, 9))
    world = compiled.world(room)
    copies = 0
    waiting = [specs[k] for k in chance.permutation(len(specs))]
    while waiting or world.lanes:
        joining = min(len(waiting), int(chance.integers(0, room - world.lanes + 1)))
        joining = max(joining, 1 if waiting and not world.lanes else 0)
        world.add_lanes([waiting.pop() for _ in range(joining)])
        for _ in range(int(chance.integers(1, 4))):
            style: Style = styles[chance.integers(len(styles))]
            for _ in range(int(chance.choice([1, 10, 50, 73])) if style != "plain" else 2):
                schedule.run(world, 1, style=style)
                story.watch(world)
        story.harvest(world)
        if chance.random() < 0.6:
            slots = world.running()
            is_doubled = bool(len(slots)) and len(slots) < room and chance.random() < twins
            doubled = [chance.choice(slots)] if is_doubled else []
            world.keep([*doubled, *chance.permutation(slots)])
            if is_doubled:
                copies += 1
                world.view["run"][0] = world.view["run"][0] % TWIN + TWIN * copies
    return story


def _schedule_of(systems: Sequence[System] | Schedule) -> Schedule:
    return systems if isinstance(systems, Schedule) else Schedule(systems)
