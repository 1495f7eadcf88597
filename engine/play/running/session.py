"""The session: one lane of a compiled scene, played tick by tick, that pauses with a reason when a system fails."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace

from engine.ai.goap.tables import Mind
from engine.document import Finding
from engine.physics.scheduler import PhysicsScheduler
from engine.play.agent_words import AgentWords
from engine.play.between_ticks.change import change
from engine.play.between_ticks.ordering import carried_on, ordered
from engine.play.between_ticks.population import populated, repopulated
from engine.play.between_ticks.retuning import minds_known, retuned, think_as, thinking_as, with_minds
from engine.play.between_ticks.spawning import with_spawned
from engine.play.between_ticks.speaking import line_of
from engine.play.between_ticks.throwing import more_balls, throw
from engine.play.commands import GiveOrders, PlayCommand, Populate, Retry, Retune, SayLine, Spawn, Throw
from engine.play.compile.chapters import Chapter, Chapters, of_one
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.orders import Standing
from engine.play.running.blame import entity_of_failure
from engine.play.running.capped_plans import CappedPlans
from engine.play.running.ready_schedules import ReadySchedules
from engine.play.running.refusals import Refusals
from engine.play.running.state import Event, SessionListener, SessionSnapshot, happened_lately, recall, tell_travelled
from engine.play.running.travel import Stay, Try, carried_from, check_carried, going_on, spec_of, tried
from engine.play.spoken import Spoken
from engine.telemetry.tick_profile import TickProfile
from engine.terrain.landscape import Landscape
from engine.terrain.pinned.ground import PinnedGround
from engine.world.ids import OUTCOME_NAMES, RUNNING, SKILL_NAMES, VICTORY
from engine.world.schedule import Schedule, Style, SystemFailure
from engine.world.world import World

EVENTS_KEPT = 10_000
LISTEN_EVERY = 60


class Session:
    """A running scene, or a slice: chapter after chapter, each with a scene and a world of its own, on one clock.

    `overrides` changes starting values ("stalker.health.current": 280). `findings` grows when something goes wrong;
    after a failure the session is paused: `step` does nothing until it is restored. `threads` never changes a result;
    None takes the project's number.
    """

    def __init__(
        self,
        compiled: CompiledScene | Chapters,
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
        self.slice = (of_one(compiled) if isinstance(compiled, CompiledScene) else compiled).overridden(self.overrides)
        self.compiled: CompiledScene = self.slice.compiled(0)
        self.stay = Stay()
        self.physics = PhysicsScheduler(self.compiled.threads if threads is None else threads)
        self.findings: list[Finding] = list(self.compiled.findings)
        self.events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self.spawns: tuple[Spawn, ...] = ()
        self.orders: tuple[Standing, ...] = ()
        self.spoken: Spoken | None = None
        self._unpopulated = self.compiled
        self._refusals, self._capped_plans = Refusals(), CappedPlans()
        self.is_failed = False
        self.tick_limit = tick_limit
        self.listeners: list[SessionListener] = []
        self._schedules = ReadySchedules(self.slice, style)
        self.schedule = self._schedules.of(self.compiled)
        self.physics.install(self.schedule)
        self.ground: PinnedGround | None = self.compiled.pinned_ground()
        self.world: World = self.compiled.world(1, ground=self.ground)
        self.world.add_lanes([self.compiled.lane_spec(seed, autopilot=autopilot, tick_limit=tick_limit)])

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
    def chapters(self) -> tuple[Chapter, ...]:
        """The chapters of the slice that is played; () when it is a single scene."""
        return self.slice.chapters

    @property
    def chapter(self) -> int:
        """Number of the present chapter, from 0."""
        return self.stay.chapter

    @property
    def tries(self) -> tuple[Try, ...]:
        """Every try at every chapter so far, the present one as if it ended now ("running" while it goes on)."""
        return (*self.stay.past, tried(self.stay, self.world, OUTCOME_NAMES[RUNNING]))

    @property
    def chapter_began(self) -> int:
        """Tick at which the present try at the chapter began. Rows of earlier events are those of another world."""
        return int(self.world.view["chapter_began"][0])

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
        """Apply the commands, then play one tick. Once the run has ended or failed, only a Retry lets it go on."""
        if not self.is_running and not any(isinstance(command, Retry) for command in commands):
            return
        for command in commands:
            self._apply(command)
        if not self.is_running:
            return
        self._run(1)
        for listener in self.listeners:
            listener.stepped(self, commands)

    def advance(self, ticks: int) -> int:
        """Play up to `ticks` ticks without commands, in as few calls as the style allows; the number played."""
        end = self.tick + ticks
        begin = self.tick
        while self.tick < end and self.is_running:
            if self.style != "fused" or self.ground is not None or self.compiled.ways is not None or self.orders:
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
        lately = happened_lately(self.events, self.tick)
        said = self.spawns, self.population, self.compiled.minds, self.stay
        return SessionSnapshot(self.world.snapshot(), *said, lately, self.orders, self.spoken)

    def restore(self, snapshot: SessionSnapshot) -> None:
        """Go back (or on) to a snapshot of this session, exactly; what failed may be tried again.

        KeyError, ValueError or CompileError for one of another session; then all is as it was.
        """
        stay = snapshot.stay
        if not 0 <= stay.chapter < len(self.slice):
            raise ValueError(f"there is no chapter {stay.chapter}; there are {len(self.slice)}")
        check_carried(stay.carried, self.world.columns)
        is_elsewhere = stay.chapter != self.stay.chapter
        if is_elsewhere or (snapshot.spawns, snapshot.population) != (self.spawns, self.population):
            base = self._scene_of(stay.chapter, snapshot.spawns, snapshot.minds)
            schedule = self._schedules.of(base)
            compiled = populated(base, snapshot.population or Populate(0))
            ground = compiled.pinned_ground() if is_elsewhere else self.ground
            world = compiled.world(1, ground=ground)
            world.restore(snapshot.world)
            self._adopt(snapshot.spawns, base, schedule)
            self._arrive(compiled, world, ground)
        else:
            if snapshot.minds != self.compiled.minds:
                self.world.check(snapshot.world)
                self._think(with_minds(self._unpopulated, snapshot.minds))
            self.world.restore(snapshot.world)
        self.stay, self.orders, self.spoken = stay, snapshot.orders, snapshot.spoken
        if self.ground is not None:
            self.ground.refresh()
        self.is_failed = False
        recall(self.events, self.tick, snapshot.lately)
        if is_elsewhere:
            tell_travelled(self.listeners, self)
        for listener in self.listeners:
            listener.restored(self)

    def report_once(self, rule: str, text: str, error: Exception) -> None:
        """Add a warning about a part that failed, unless it has been said before."""
        finding = Finding(rule, "warning", f"{text}: {type(error).__name__}: {error}.", None, None)
        if finding not in self.findings:
            self.findings.append(finding)

    def _run(self, ticks: int) -> int:
        if self.orders:
            self.orders = carried_on(self.compiled, self.world, self.orders)
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
        is_won = int(self.world.view["outcome"][0]) == VICTORY
        if is_won and not self.is_failed and self.stay.chapter + 1 < len(self.slice):
            self._travel()
        return done

    def _travel(self) -> None:
        """Go on to the next chapter. When that can't be played, the session is paused with its Findings."""
        carried = carried_from(self.compiled, self.world)
        stay = Stay(self.stay.chapter + 1, carried, (*self.stay.past, tried(self.stay, self.world)))
        try:
            self._begin(stay, attempt=0, retries=int(self.world.view["retries"][0]))
        except CompileError as error:
            self.is_failed = True
            self._tell(error.findings)

    def _retry(self) -> None:
        """Begin the present chapter anew."""
        attempt, retries = (int(self.world.view[name][0]) for name in ("attempt", "retries"))
        stay = replace(self.stay, past=(*self.stay.past, tried(self.stay, self.world)))
        self._begin(stay, attempt=attempt + 1, retries=retries + 1)

    def _begin(self, stay: Stay, *, attempt: int, retries: int) -> None:
        """Go on in a fresh world of a chapter. CompileError: as it was."""
        minds = minds_known(self.slice.compiled(stay.chapter), self.compiled.minds)
        compiled = self._scene_of(stay.chapter, (), minds)
        schedule = self._schedules.of(compiled)
        ground = self.ground if stay.chapter == self.stay.chapter else compiled.pinned_ground()
        world = compiled.world(1, ground=ground)
        lane = spec_of(
            compiled, stay.carried, going_on(self.world), seed=self.seed, chapter=stay.chapter, attempt=attempt,
            retries=retries, tick_limit=self.tick_limit,
        )  # fmt: skip
        world.add_lanes([lane])
        self._adopt((), compiled, schedule)
        self._arrive(compiled, world, ground)
        self.stay, self.is_failed, self.orders, self.spoken = stay, False, (), None
        self._refusals, self._capped_plans = Refusals(), CappedPlans()
        tell_travelled(self.listeners, self)

    def _arrive(self, compiled: CompiledScene, world: World, ground: PinnedGround | None) -> None:
        if self.ground is not None and ground is not self.ground:
            self.ground.close()
        self.compiled, self.world, self.ground = compiled, world, ground

    def _drain(self) -> None:
        data, amounts, lost = self.world.drain_log()
        for (_, tick, kind, source, target), amount in zip(data.tolist(), amounts.tolist(), strict=True):
            self.events.append(Event(tick, kind, source, target, amount))
        if lost:
            text = f"{lost} events at tick {self.tick} did not fit into the log and are not shown; the run is whole."
            self._tell([Finding("event-overflow", "warning", text, None, None)])

    def _apply(self, command: PlayCommand) -> None:
        """Do as a command says; one that can't be done changes nothing but the findings."""
        try:
            match command:
                case Spawn() | Populate():
                    self._resize(command)
                case Retune():
                    self._think(retuned(self._unpopulated, command.agents))
                case Throw():
                    self._throw(command)
                case Retry():
                    self._retry()
                case GiveOrders():
                    self.orders = ordered(self.compiled, self.world, self.orders, command)
                case SayLine():
                    self.spoken = line_of(self.compiled, self.world, command)
                case _:
                    change(self.compiled, self.world, command)
        except CompileError as error:
            self._tell(error.findings)

    def _throw(self, command: Throw) -> None:
        """Throw a ball, in a larger world when there is none to throw; CompileError when it can't be thrown."""
        more = more_balls(self.compiled, self.world, command.prefab)
        if more is not None:
            self._resize(more)
        throw(self.compiled, self.world, command)

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
        base = self._scene_of(self.stay.chapter, spawns, before.minds)
        schedule = self._schedules.of(base)
        compiled = populated(base, before.population or Populate(0))
        world = repopulated(old, kept, compiled, before.people)
        # From here on nothing is refused any more.
        self._adopt(spawns, base, schedule)
        self.compiled, self.world = compiled, world

    def _scene_of(self, chapter: int, spawns: tuple[Spawn, ...], minds: AgentWords) -> CompiledScene:
        """A chapter's scene with what these commands put into it: the present one where that is it."""
        if chapter == self.stay.chapter and spawns == self.spawns:
            return with_minds(self._unpopulated, minds)
        base = self.slice.compiled(chapter)
        return with_minds(self.slice.adjusted(with_spawned(base, spawns)) if spawns else base, minds)

    def _adopt(self, spawns: tuple[Spawn, ...], base: CompiledScene, schedule: Schedule) -> None:
        self.spawns, self._unpopulated = spawns, base
        if schedule is not self.schedule:
            self.schedule = schedule
            self.physics.install(schedule)
