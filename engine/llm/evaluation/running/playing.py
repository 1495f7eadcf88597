"""Plans are played: each in a lane of one world, every call judged when its turn comes."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportUnknownMemberType=false
# It reads and writes columns of a world, whose types are declared in the registry.

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from engine.llm.evaluation.end import End
from engine.llm.evaluation.running.ground import Ground
from engine.llm.evaluation.running.standing import Held, Queue, held, hold, let_go, over
from engine.llm.guard.plan import Call
from engine.llm.guard.roles import Role
from engine.llm.guard.steps.dry_run import LONGEST_TICKS
from engine.llm.guard.steps.preconditions import begins
from engine.llm.guard.verdict import Refused, Verdict, refuse
from engine.play.running.session import Session
from engine.play.running.state import Event
from engine.world.events import DAMAGE
from engine.world.ids import RUNNING, TICKS_PER_SECOND, UP, VICTORY
from engine.world.world import World

STEP = "dry run"
OF_THE_WORLD = frozenset({"local_id", "lane", "first"})
"""Columns that say where a lane lies in its world."""
BEGUN_TICKS = 1
"""Ticks that a world has gone on before its plan begins: what the party has to see to is known from the first on."""
TIDY_TICKS = 24
"""After so many ticks lanes that are over leave the world."""


@dataclass(frozen=True)
class Trial:
    """A plan that is to be played in a variant; where it `is_checked`, every call must be able to begin in its turn."""

    variant: int
    calls: tuple[Call, ...]
    is_checked: bool = True


@dataclass(frozen=True)
class Played:
    """What became of a trial: how its world stands in the end, ticks that its calls took, or why it is not legal."""

    end: End | None
    ticks: int = 0
    refused: Verdict | None = None
    digest: str = ""


@dataclass
class _Lane:
    number: int
    trial: Trial
    queues: list[Queue]
    settle: int
    events: list[Event] = field(default_factory=list[Event])
    refused: Verdict | None = None
    end: End | None = None
    digest: str = ""

    @property
    def is_over(self) -> bool:
        return self.end is not None or self.refused is not None

    @property
    def ticks(self) -> int:
        return sum(queue.spent for queue in self.queues)


def play(ground: Ground, trials: Sequence[Trial], *, keep_digests: bool = False) -> list[Played]:
    """Play plans side by side; each ends as it would alone. Results in the order of the trials."""
    if not trials:
        return []
    return _Playing(ground, trials, keep_digests).run()


class _Playing:
    def __init__(self, ground: Ground, trials: Sequence[Trial], keep_digests: bool) -> None:
        self._ground, self._keep_digests = ground, keep_digests
        compiled = ground.compiled
        self._world: World = compiled.world(len(trials))
        self._world.add_lanes([ground.lane(trial.variant, number) for number, trial in enumerate(trials)])
        settle = round(ground.scenario.settle * TICKS_PER_SECOND)
        self._lanes = [_Lane(k, trial, _queues(ground, k, trial.calls), settle) for k, trial in enumerate(trials)]
        self._slots = list(range(len(trials)))
        self._held: Held | None = None
        self._ticks = 0

    def run(self) -> list[Played]:
        self._ground.schedule.run(self._world, BEGUN_TICKS, style=self._ground.style)
        self._take_events()
        for lane in self._lanes:
            self._refuse_strangers(lane)
            self._refuse_what_is_too_long(lane)
            for queue in lane.queues:
                self._go_on(lane, queue)
        while self._turn():
            if self._ticks % TIDY_TICKS == 0:
                self._tidy()
        return [Played(lane.end, lane.ticks, lane.refused, lane.digest) for lane in self._lanes]

    def _turn(self) -> bool:
        """One tick of all lanes that are not over; False when none is left."""
        if all(lane.is_over for lane in self._lanes):
            return False
        self._ticks += 1
        made = self._arrays()
        if made.queues:
            hold(made, self._world.view)
        self._ground.schedule.run(self._world, 1, style=self._ground.style)
        self._take_events()
        if made.queues:
            made.left -= 1
            for queue in made.queues:
                queue.spent += 1
            for place in np.flatnonzero(over(made, self._world.view)).tolist():
                queue = made.queues[place]
                self._go_on(self._lanes[queue.lane], queue)
        ended = self._world.view["outcome"] != RUNNING
        busy = {queue.lane for queue in made.queues if not queue.is_done}
        for lane in self._lanes:
            if not lane.is_over and (lane.number not in busy or ended[self._slots[lane.number]]):
                self._look(lane)
        return True

    def _arrays(self) -> Held:
        if self._held is None:
            busy = [q for lane in self._lanes if not lane.is_over for q in lane.queues if not q.is_done]
            self._held = held(self._ground.compiled, self._world.view, self._slots, busy)
        return self._held

    def _go_on(self, lane: _Lane, queue: Queue) -> None:
        """Begin the next call of an actor that can begin, or let the actor go."""
        self._remember()
        view, slot = self._world.view, self._slots[lane.number]
        row = int(view["first"][slot]) + queue.row
        is_first = queue.place < 0
        while not lane.is_over:
            queue.place += 1
            if queue.is_done:
                break
            if int(view["life"][row]) != UP or int(view["outcome"][slot]) != RUNNING:
                self._refuse_what_never_comes(lane, queue)
                queue.place = len(queue.calls)
                break
            queue.left = queue.call.order().ticks
            self._check(lane, queue)
            if lane.is_over or not over(held(self._ground.compiled, view, self._slots, [queue]), view)[0]:
                break
        self._held = None
        if queue.is_done and not is_first:
            let_go(self._ground.compiled, view, row, queue.row)

    def _remember(self) -> None:
        """Take what is left of each call out of the arrays, which are about to be made anew."""
        if self._held is not None:
            for queue, left in zip(self._held.queues, self._held.left.tolist(), strict=True):
                queue.left = left

    def _check(self, lane: _Lane, queue: Queue) -> None:
        """Ask the guard whether a call can begin now, in a session that stands like the lane."""
        if not lane.trial.is_checked:
            return
        call, slot = queue.call, self._slots[lane.number]
        key = lane.trial.variant, f"{call.tool.name} {call.arguments!r}"
        if self._ticks == 0 and key in self._ground.begun:
            found = self._ground.begun[key]
        else:
            found = _why_not(call, _like(self._ground, self._world, slot), self._ground.scenario.role)
        if self._ticks == 0:
            self._ground.begun[key] = found
        if found is not None:
            lane.refused = replace(found, call=call.place)

    def _take_events(self) -> None:
        data, amounts, _ = self._world.drain_log()
        for (run, tick, kind, source, target), amount in zip(data.tolist(), amounts.tolist(), strict=True):
            lane = self._lanes[run]
            if not lane.is_over:
                lane.events.append(Event(tick, kind, source, target, amount))

    def _look(self, lane: _Lane) -> None:
        """See whether a lane is over: its calls are done and the world had its time to settle, or it has ended."""
        view, slot = self._world.view, self._slots[lane.number]
        is_running = int(view["outcome"][slot]) == RUNNING
        if is_running and any(not queue.is_done for queue in lane.queues):
            return
        if is_running and lane.settle > 0:
            lane.settle -= 1
            return
        for queue in lane.queues:
            if not is_running and queue.place + 1 < len(queue.calls):
                self._refuse_what_never_comes(lane, queue, queue.place + 1)
        self._refuse_harm_to_friends(lane)
        if lane.refused is None:
            world, ground = self._world, self._ground
            start = ground.field(lane.trial.variant).rows
            lane.end = End.of(ground.compiled, start, world, slot, tuple(lane.events))
            lane.digest = world.lane_digest(slot) if self._keep_digests else ""

    def _refuse_strangers(self, lane: _Lane) -> None:
        for call in lane.trial.calls:
            for name in (call.arguments.actor, *([call.target] if call.target else [])):
                if self._ground.compiled.row_of(name) is None:
                    lane.refused = _verdict(call, "actor", "entity id", f'nobody in play has the id "{name[:64]}"')

    def _refuse_what_is_too_long(self, lane: _Lane) -> None:
        for queue in lane.queues:
            ticks = sum(call.order().ticks for call in queue.calls)
            if lane.trial.is_checked and ticks > LONGEST_TICKS:
                reason = f"the calls of one actor take {ticks / TICKS_PER_SECOND:.1f} s together"
                lane.refused = _verdict(queue.calls[-1], "seconds", "longest plan", reason)

    def _refuse_what_never_comes(self, lane: _Lane, queue: Queue, place: int | None = None) -> None:
        slot = self._slots[lane.number]
        if lane.trial.is_checked and int(self._world.view["outcome"][slot]) != VICTORY:
            call = queue.calls[queue.place if place is None else place]
            reason = f'"{call.arguments.actor}" never comes to it'
            lane.refused = _verdict(call, "actor", "every call begins", reason)

    def _refuse_harm_to_friends(self, lane: _Lane) -> None:
        team = self._ground.compiled.rows["team"]
        rows = {queue.row: queue for queue in lane.queues}
        for event in lane.events if lane.trial.is_checked else ():
            queue = rows.get(event.source)
            is_harm = event.kind == DAMAGE and event.amount > 0 and event.target >= 0 and event.source != event.target
            if queue is not None and is_harm and team[event.source] == team[event.target]:
                lane.refused = _verdict(queue.calls[0], "actor", "no harm to friends", "it harms its own side")

    def _tidy(self) -> None:
        """Let lanes that are over leave the world."""
        left = [lane.number for lane in self._lanes if not lane.is_over]
        if not left or len(left) > 0.8 * self._world.lanes:
            return
        self._remember()
        self._world.keep([self._slots[number] for number in left])
        self._slots = [-1] * len(self._lanes)
        for slot, number in enumerate(left):
            self._slots[number] = slot
        self._held = None


def can_begin(ground: Ground, variant: int, calls: Iterable[Call]) -> Iterator[bool]:
    """Whether each call by itself can begin when a variant begins."""
    world = ground.compiled.world(1)
    world.add_lanes([ground.lane(variant, 0)])
    ground.schedule.run(world, BEGUN_TICKS, style=ground.style)
    session = _like(ground, world, 0)
    for call in calls:
        yield _why_not(call, session, ground.scenario.role) is None


def _why_not(call: Call, session: Session, role: Role) -> Verdict | None:
    """Why a call can't begin in a session as it stands; None when it can."""
    try:
        begins(call, session, role, step=STEP)
    except Refused as refused:
        return refused.verdict
    return None


def _like(ground: Ground, world: World, slot: int) -> Session:
    """A session that stands as a lane does; valid until the next call."""
    probe, block = ground.probe, world.rows_of(slot)
    view = probe.world.view
    for name, column in world.columns.items():
        if name in OF_THE_WORLD:
            continue
        if column.table == "row":
            view[name][:] = world.view[name][block]
        elif column.table == "lane":
            view[name][0] = world.view[name][slot]
    return probe


def _queues(ground: Ground, lane: int, calls: Sequence[Call]) -> list[Queue]:
    by_actor: dict[str, list[Call]] = {}
    for call in calls:
        by_actor.setdefault(call.arguments.actor, []).append(call)
    found: list[Queue] = []
    for actor, theirs in by_actor.items():
        row = ground.compiled.row_of(actor)
        if row is not None:
            found.append(Queue(lane, row, theirs))
    return found


def _verdict(call: Call, field_name: str, rule: str, reason: str) -> Verdict:
    return refuse(STEP, rule, reason, call=call.place, tool=call.tool.name, field=field_name).verdict
