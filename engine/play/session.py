"""The session: one lane of a compiled scene, played tick by tick, that pauses with a reason when a system fails."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from engine.ai.goap.tables import Mind
from engine.document import Finding
from engine.physics.scheduler import PhysicsScheduler
from engine.play.agent_words import AgentWords
from engine.play.blame import entity_of_failure
from engine.play.capped_plans import CappedPlans
from engine.play.commands import (
    Input,
    PlayCommand,
    Populate,
    PushAway,
    Retune,
    SetAutopilot,
    Spawn,
    Throw,
    write_autopilot,
    write_input,
)
from engine.play.compiled import CompiledScene, CompileError
from engine.play.population import populated, repopulated
from engine.play.refusals import Refusals
from engine.play.retuning import retuned, think_as, thinking_as, with_minds
from engine.play.spawning import with_spawned
from engine.play.throwing import blast, more_balls, throw
from engine.telemetry.tick_profile import TickProfile
from engine.terrain.landscape import Landscape
from engine.terrain.pinned.ground import PinnedGround
from engine.world.ids import OUTCOME_NAMES, RUNNING, SKILL_NAMES
from engine.world.schedule import Schedule, Style, SystemCompileError, SystemFailure
from engine.world.world import World, WorldSnapshot

__all__ = [
    "Event",
    "Input",
    "PlayCommand",
    "Populate",
    "Retune",
    "Session",
    "SessionSnapshot",
    "SetAutopilot",
    "Spawn",
    "Throw",
]

EVENTS_KEPT = 10_000
LISTEN_EVERY = 60


class SessionListener(Protocol):
    """Who follows a session, such as a recorder."""

    def stepped(self, session: "Session", commands: Sequence[PlayCommand]) -> None:
        """The session has played one or more ticks; `commands` were applied before the first of them."""
        ...

    def restored(self, session: "Session") -> None:
        """The session has been put to another tick."""
        ...


class Event(NamedTuple):
    """Something that happened. `source` and `target` are local ids, -1 for none; `amount` is in the kind's unit."""

    tick: int
    kind: int
    source: int
    target: int
    amount: float


@dataclass(frozen=True)
class SessionSnapshot:
    """Everything that a session's future depends on."""

    world: WorldSnapshot
    spawns: tuple[Spawn, ...]
    population: Populate | None = None
    minds: AgentWords = ()


class Session:
    """A running scene.

    `overrides` changes starting values ("stalker.health.current": 280). `findings` grows when something goes wrong;
    after a failure the session is paused: `step` does nothing until it is restored. `threads` never changes a result;
    None takes the project's number.
    """

    def __init__(
        self,
        compiled: CompiledScene,
        seed: int = 0,
        *,
        autopilot: str | None = None,
        threads: int | None = None,
        style: Style = "each",
        overrides: Mapping[str, float] | None = None,
        tick_limit: int | None = None,
    ) -> None:
        """Raises CompileError, with Findings, for an unknown override or a system that does not compile."""
        self.seed, self.overrides = seed, dict(overrides or {})
        self.style: Style = style
        self.physics = PhysicsScheduler(compiled.threads if threads is None else threads)
        self.compiled = compiled.overridden(self.overrides)
        self.findings: list[Finding] = list(self.compiled.findings)
        self.events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self.spawns: tuple[Spawn, ...] = ()
        self._unpopulated = self.compiled
        self._refusals, self._capped_plans = Refusals(), CappedPlans()
        self.is_failed = False
        self.tick_limit = tick_limit
        self.listeners: list[SessionListener] = []
        self.schedule = self._schedule_of(self.compiled)
        self._install()
        self.ground: PinnedGround | None = self.compiled.pinned_ground()
        self.world: World = self.compiled.world(1, ground=self.ground)
        self.world.add_lanes([self.compiled.lane_spec(seed, autopilot=autopilot, tick_limit=tick_limit)])

    def _schedule_of(self, compiled: CompiledScene) -> Schedule:
        """The systems that the scene needs, ready to run. CompileError when one does not compile."""
        schedule = Schedule(compiled.parts.systems)
        try:
            schedule.prepare(compiled.parts.columns, self.style)
        except SystemCompileError as error:
            raise CompileError([Finding("system-code", "error", str(error), None, None)]) from error
        return schedule

    def _install(self) -> None:
        """Let the physics of this session run the crowd's part of its schedule."""
        if any(system.slot == "crowd" for system in self.schedule.systems):
            self.physics.install(self.schedule)

    def close(self) -> None:
        """End the worker threads of physics, if any were started. The session may go on; it starts them again."""
        self.physics.close()
        if self.ground is not None:
            self.ground.close()

    def __del__(self) -> None:
        if "physics" in vars(self):
            self.physics.close()
        ground: PinnedGround | None = vars(self).get("ground")
        if ground is not None:
            ground.close()

    @property
    def tick(self) -> int:
        """Ticks played so far."""
        return int(self.world.view["tick"][0])

    @property
    def outcome(self) -> str:
        """running, victory, defeat or timeout."""
        return OUTCOME_NAMES[int(self.world.view["outcome"][0])]

    @property
    def landscape(self) -> Landscape:
        """What everybody stands on, whole; the scene's edits as they were when it was compiled, until the next play."""
        return self.compiled.landscape

    @property
    def is_running(self) -> bool:
        """False when the lane has ended or a system has failed."""
        return not self.is_failed and int(self.world.view["outcome"][0]) == RUNNING

    @property
    def autopilot(self) -> str | None:
        """Skill of the autopilot that plays, or None."""
        skill = int(self.world.view["autopilot"][0])
        return SKILL_NAMES[skill] if skill else None

    @property
    def threads(self) -> int:
        """Threads for large crowds; 0 is serial. May be set between any two ticks."""
        return self.physics.threads

    @threads.setter
    def threads(self, threads: int) -> None:
        self.physics.set_threads(threads)

    @property
    def population(self) -> Populate | None:
        """Who wanders about, or None."""
        return self.compiled.population

    @property
    def mind(self) -> Mind:
        """What the agents think with."""
        return self.compiled.mind

    @property
    def profile(self) -> TickProfile:
        """What the last tick cost; not measured in style "fused"."""
        return self.schedule.profile

    def step(self, commands: Sequence[PlayCommand] = ()) -> None:
        """Apply the commands, then play one tick. Nothing happens once the run has ended or failed."""
        if not self.is_running:
            return
        for command in commands:
            self._apply(command)
        self._run(1)
        for listener in self.listeners:
            listener.stepped(self, commands)

    def advance(self, ticks: int) -> int:
        """Play up to `ticks` ticks without commands, in as few calls as the style allows; the number played."""
        end = self.tick + ticks
        begin = self.tick
        while self.tick < end and self.is_running:
            if self.style != "fused" or self.ground is not None or self.compiled.ways is not None:
                self.step()
                continue
            # Listeners look at whole seconds; in between nothing is said that they would have to hear.
            stop = min(end, self.tick + LISTEN_EVERY - self.tick % LISTEN_EVERY) if self.listeners else end
            if not self._run(stop - self.tick):
                break
            for listener in self.listeners:
                listener.stepped(self, ())
        return self.tick - begin

    def digest(self) -> str:
        """BLAKE2b over the whole state."""
        return self.world.digest()

    def snapshot(self) -> SessionSnapshot:
        """The state between two ticks."""
        return SessionSnapshot(self.world.snapshot(), self.spawns, self.population, self.compiled.minds)

    def restore(self, snapshot: SessionSnapshot) -> None:
        """Go back (or on) to a snapshot of this session, exactly; what failed may be tried again."""
        if (snapshot.spawns, snapshot.population) != (self.spawns, self.population):
            base, schedule = self._enlarged(snapshot.spawns, snapshot.minds)
            compiled = populated(base, snapshot.population or Populate(0))
            world = compiled.world(1, ground=self.ground)
            self._adopt(snapshot.spawns, base, schedule)
            self.compiled, self.world = compiled, world
        elif snapshot.minds != self.compiled.minds:
            self._think(with_minds(self._unpopulated, snapshot.minds))
        self.world.restore(snapshot.world)
        if self.ground is not None:
            self.ground.refresh()
        self.is_failed = False
        tick = self.tick
        while self.events and self.events[-1].tick >= tick:
            self.events.pop()
        for listener in self.listeners:
            listener.restored(self)

    def report_once(self, rule: str, text: str, error: Exception) -> None:
        """Add a warning about a part that failed, unless it has been said before."""
        finding = Finding(rule, "warning", f"{text}: {type(error).__name__}: {error}.", None, None)
        if finding not in self.findings:
            self.findings.append(finding)

    def _run(self, ticks: int) -> int:
        if self.ground is not None:
            self.ground.before_tick(self.world)
        if self.compiled.ways is not None:
            self.compiled.ways.look(self.world.view)
        try:
            done = self.schedule.run(self.world, ticks, style=self.style)
        except SystemFailure as failure:
            self.is_failed = True
            done = 0
            entity = entity_of_failure(failure.system, self.world, self.compiled)
            who = f' It was at work on "{entity}".' if entity else ""
            text = f"{failure}.{who} The session is paused."
            self._tell([Finding("system-failure", "error", text, None, entity)])
        self._drain()
        self._refusals.look(self.world, self.compiled.entity_of_row, self.findings)
        self._capped_plans.look(self.world, self.compiled, self.findings)
        return done

    def _drain(self) -> None:
        data, amounts, lost = self.world.drain_log()
        for (_, tick, kind, source, target), amount in zip(data.tolist(), amounts.tolist(), strict=True):
            self.events.append(Event(tick, kind, source, target, amount))
        if lost:
            text = f"{lost} events at tick {self.tick} did not fit into the log and are not shown; the run is whole."
            self._tell([Finding("event-overflow", "warning", text, None, None)])

    def _apply(self, command: PlayCommand) -> None:
        match command:
            case Input():
                write_input(self.world, 0, command)
            case SetAutopilot():
                write_autopilot(self.world, 0, command)
            case Spawn() | Populate():
                try:
                    self._resize(command)
                except CompileError as error:
                    self._tell(error.findings)
            case Retune():
                try:
                    self._think(retuned(self._unpopulated, command.agents))
                except CompileError as error:
                    self._tell(error.findings)
            case Throw():
                self._throw(command)
            case PushAway():
                blast(self.world, command)

    def _throw(self, command: Throw) -> None:
        """Throw a ball, in a larger world when there is none to throw; a Finding when it can't be thrown."""
        try:
            more = more_balls(self.compiled, self.world, command.prefab)
            if more is not None:
                self._resize(more)
            throw(self.compiled, self.world, command)
        except CompileError as error:
            self._tell(error.findings)

    def _think(self, base: CompiledScene) -> None:
        """Let everybody think as in `base` between two ticks: the scene without its population, with other minds."""
        before = self.compiled
        self._unpopulated = base
        self.compiled = base if before.population is None else thinking_as(before, base)
        think_as(self.world, before, self.compiled)

    def _tell(self, findings: Sequence[Finding]) -> None:
        """Add what was not told yet: ticks that are played again say the same again."""
        self.findings += [finding for finding in findings if finding not in self.findings]

    def _resize(self, command: Spawn | Populate) -> None:
        """Rebuild the world between two ticks: nobody who is there changes by a bit. CompileError: as it was."""
        before, old = self.compiled, self.world
        kept = len(before.roster)
        if isinstance(command, Populate):
            compiled = populated(self._unpopulated, command, old)
            self.compiled, self.world = compiled, repopulated(old, kept, compiled)
            return
        spawns = (*self.spawns, command)
        base, schedule = self._enlarged(spawns, before.minds)
        compiled = populated(base, before.population or Populate(0))
        world = repopulated(old, kept, compiled, before.people)
        # From here on nothing is refused any more.
        self._adopt(spawns, base, schedule)
        self.compiled, self.world = compiled, world

    def _enlarged(self, spawns: tuple[Spawn, ...], minds: AgentWords) -> tuple[CompiledScene, Schedule]:
        """The scene with what these commands put into it, and its systems: the present ones where those will do."""
        if spawns == self.spawns:
            return with_minds(self._unpopulated, minds), self.schedule
        enlarged = with_minds(with_spawned(self._unpopulated, spawns).overridden(self.overrides), minds)
        is_same = enlarged.parts.systems == self.schedule.systems
        return enlarged, self.schedule if is_same else self._schedule_of(enlarged)

    def _adopt(self, spawns: tuple[Spawn, ...], base: CompiledScene, schedule: Schedule) -> None:
        self.spawns, self._unpopulated = spawns, base
        if schedule is not self.schedule:
            self.schedule = schedule
            self._install()
