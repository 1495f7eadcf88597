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
            found |= {name for name, bits in columns.items() if bits != self.ends[run][name]}
        if any(self.digests.get(key) != digest for key, digest in other.digests.items() if key in self.digests):
            found.add("digest on the way")
        if any(self.events[run] != events for run, events in other.events.items()):
            found.add("events")
        return found


def alone(compiled: CompiledScene, systems: Sequence[System], specs: Sequence[LaneSpec]) -> Story:
    """Each run in a world of its own."""
    story = Story()
    schedule = Schedule(systems)
    for spec in specs:
        world = compiled.world(1)
        world.add_lanes([spec])
        while len(world.running()):
            schedule.run(world, CHECK_EVERY, style="fused")
            story.watch(world)
        story.harvest(world)
    return story


def in_company(
    compiled: CompiledScene, systems: Sequence[System], specs: Sequence[LaneSpec], chance: np.random.Generator
) -> Story:
    """All runs through one world in random order; lanes join, move and go at random moments."""
    story = Story()
    schedule = Schedule(systems)
    room = int(chance.integers(2, 9))
    world = compiled.world(room)
    waiting = [specs[k] for k in chance.permutation(len(specs))]
    while waiting or world.lanes:
        joining = min(len(waiting), int(chance.integers(0, room - world.lanes + 1)))
        joining = max(joining, 1 if waiting and not world.lanes else 0)
        world.add_lanes([waiting.pop() for _ in range(joining)])
        for _ in range(int(chance.integers(1, 4))):
            style: Style = "each" if chance.random() < 0.3 else "fused"
            for _ in range(int(chance.choice([1, 10, 50, 73]))):
                schedule.run(world, 1, style=style)
                story.watch(world)
        story.harvest(world)
        if chance.random() < 0.6:
            world.keep(chance.permutation(world.running()))
    return story
