"""Play: a running copy of the scene, its clock, and the way back."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Literal

from psygnal import Signal

from editor.core.live_minds import LiveMinds
from editor.core.play_errors import finding_of
from editor.core.play_log import PlayLog
from editor.core.play_source import PlaySource
from editor.core.throws import throw_towards

if TYPE_CHECKING:
    from engine.ai.goap.explain import Explainer
    from engine.ai.goap.history import DecisionLog
    from engine.ai.goap.tables import Mind
    from engine.document import Finding
    from engine.play.chronicle import Chronicle
    from engine.play.history import History
    from engine.play.session import PlayCommand, Session

State = Literal["stopped", "preparing", "playing", "paused"]
COUNTED_EVERY = 60
TICK_S = 1.0 / 60.0
MOST_TICKS_A_FRAME = 4
NOT_PLAYING = "Nothing is playing; play first."
SPEEDS = (0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0)


class PlayController:
    """Runs a session made from a copy of the scene; the document is never touched by it.

    `advance` turns elapsed seconds into whole ticks of 1/60 s. `alpha` (0 to 1) is how far the time is between the
    last two ticks, for drawing. `is_late` tells that the last frame wanted more ticks than it may run. `populated`
    carries how many people are to be put in, before that is done.
    """

    changed = Signal()
    ticked = Signal(int)
    ended = Signal(str)
    failed = Signal(str)
    populated = Signal(int)

    def __init__(self, source: PlaySource) -> None:
        self._source = source
        self.state: State = "stopped"
        self.session: Session | None = None
        self.history: History | None = None
        self.chronicle: Chronicle | None = None
        self.decisions: DecisionLog | None = None
        self.alpha = 0.0
        self.is_late = False
        self.input: PlayCommand | None = None
        self.prepare: Callable[[Callable[[], None]], bool] = lambda _start: False
        self._speed = 1.0
        self._autopilot: str | None = None
        self._seed: int | None = None
        self._owed = 0.0
        self._sent: PlayCommand | None = None
        self._queued: list[PlayCommand] = []
        self._at_start: list[PlayCommand] = []
        self._has_ended = False
        self._findings_seen = 0
        self._findings_told: list[Finding] = []
        self._story = PlayLog(source.log)
        self._minds = LiveMinds(source)

    @property
    def is_active(self) -> bool:
        """Whether a running copy exists or is being made."""
        return self.state != "stopped"

    @property
    def has_ended(self) -> bool:
        """Whether the run was won, lost or timed out, so that nothing moves any more."""
        return self.session is not None and self._has_ended

    @property
    def speed(self) -> float:
        """How fast the game's clock goes, 1 being real time."""
        return self._speed

    @speed.setter
    def speed(self, value: float) -> None:
        self._speed = min(max(value, SPEEDS[0]), SPEEDS[-1])
        self.changed.emit()

    @property
    def autopilot(self) -> str | None:
        """The skill of the autopilot that plays, or None when the player does."""
        return self._autopilot

    @autopilot.setter
    def autopilot(self, skill: str | None) -> None:
        self._autopilot = skill
        if self.session is not None:
            from engine.play.session import SetAutopilot

            self._queued.append(SetAutopilot(skill=skill))
        self.changed.emit()

    @property
    def population(self) -> int:
        """How many people wander about in the running copy by command, or will once the clock goes on."""
        from engine.play.session import Populate

        asked = [command.count for command in self._queued if isinstance(command, Populate)]
        if asked:
            return asked[-1]
        there = self.session.population if self.session is not None else None
        return there.count if there is not None else 0

    def populate(self, count: int, *, goal: tuple[float, float] | None = None) -> None:
        """Let `count` people wander about the running copy, in place of those before; 0 lets all of them go.

        When nothing plays, play starts first. A population that does not fit is refused with a Finding.
        """
        from engine.play.session import Populate

        self.populated.emit(count)
        command = Populate(count, self._source.play_options().seed if self.session is None else self.session.seed, goal)
        if self.session is not None:
            self._queued.append(command)
            if self.state == "paused":
                self._source.log.add("info", "play", "The population changes when the game's clock goes on", self.tick)
            self.changed.emit()
        elif count:
            self._at_start = [command]
            self._source.log.add("info", "play", f"Play starts, so that {count:,} people can be put into it")
            self.start()

    def throw_ball(self) -> None:
        """Let the player throw a ball to where they aim; nothing happens when there is none or nobody to throw it."""
        from engine.play.session import Input

        if self.session is None or self._has_ended:
            return
        said = self.input
        aim = said.aim if isinstance(said, Input) and self.session.autopilot is None else None
        command = throw_towards(self.session, aim)
        if command is not None:
            self._queued.append(command)

    @property
    def tick(self) -> int | None:
        """The tick that is shown, or None when nothing plays."""
        return self.session.tick if self.session is not None else None

    @property
    def explainer(self) -> "Explainer | None":
        """Explains the agents of the running copy; None when nothing plays."""
        return self.decisions.explainer if self.decisions is not None else None

    @property
    def mind_ahead(self) -> "Mind | None":
        """What the agents will think with from the next tick on; None when that is what they think with already."""
        return self._minds.ahead

    @property
    def seed(self) -> int | None:
        """The seed of the run, or None when nothing plays."""
        return self.session.seed if self.session is not None else None

    @property
    def outcome(self) -> str:
        """One of "running", "victory", "defeat" or "timeout"; "running" when nothing plays."""
        return self.session.outcome if self.session is not None else "running"

    @property
    def why_ended(self) -> str:
        """What won or lost the run, in a sentence; "" while it goes on."""
        if self.session is None or not self._has_ended:
            return ""
        from engine.play.endings import why_ended

        return why_ended(self.session)

    def why_not_seek(self, tick: int) -> str:
        """Why the run can't be put to a tick, as a sentence; "" when it can."""
        if self.history is None:
            return NOT_PLAYING
        return self.history.why_not(tick)

    def seek(self, tick: int) -> str:
        """Put the run to a tick that it has played, and hold it there; "" when done, else a sentence that says why not.

        Resuming plays on from there: with the same input, and the agents as they are in the scene, the same ticks come
        again.
        """
        history, session = self.history, self.session
        if history is None or session is None:
            return NOT_PLAYING
        before, refused = session.tick, ""
        try:
            history.seek(tick)
        except ValueError as refusal:
            refused, tick = str(refusal), session.tick
            if tick == before:
                return refused
        self._owed, self.alpha = 0.0, 1.0
        self._sent = history.input_at(tick)
        self._queued, self._at_start = self._at_start, []
        self._has_ended = session.outcome != "running"
        self._story.rewind()
        self.state = "paused"
        self.ticked.emit(session.tick)
        self.changed.emit()
        return refused

    def start(self, seed: int | None = None) -> None:
        """Make a running copy and let it go; when kernels must be compiled first, `prepare` does that meanwhile."""
        if self.state != "stopped":
            return
        self._seed = seed
        self._source.findings.replace("play", ())
        if self.prepare(self._prepared):
            self._enter("preparing")
            return
        self._start()

    def _prepared(self) -> None:
        # Who pressed Stop meanwhile wants no run any more.
        if self.state == "preparing":
            self._start()

    def _start(self) -> None:
        if self._source.document is None:
            self._at_start = []
            return
        from engine.ai.goap.history import DecisionLog
        from engine.play.chronicle import Chronicle
        from engine.play.history import History

        began = time.perf_counter()
        try:
            session = self._compiled()
        except Exception as error:
            self._source.findings.replace("play", finding_of(error, "The scene cannot be played"))
            self._at_start = []
            self._enter("stopped")
            self.failed.emit("The scene cannot be played; Problems says why.")
            return
        self.session = session
        self.history, self.decisions, self.chronicle = History(session), DecisionLog(session), Chronicle(session)
        self._story.attach(session)
        self._minds.attach(session)
        self._owed, self.alpha, self.is_late = 0.0, 0.0, False
        self.input = self._sent = None
        self._queued, self._at_start = self._at_start, []
        self._has_ended = False
        self._findings_seen = 0
        self._findings_told = []
        self._take_findings(session)
        took = (time.perf_counter() - began) * 1000
        self._source.log.add("ok", "play", f"Started on a copy, seed {session.seed}, in {took:.0f} ms", 0)
        self._enter("playing")

    def _compiled(self) -> "Session":
        from engine.physics.threads.setting import preferred_threads
        from engine.play.compile import compile_scene
        from engine.play.session import Session

        options = self._source.play_options()
        compiled = compile_scene(self._source.view, game=self._source.game)
        seed = options.seed if self._seed is None else self._seed
        threads = preferred_threads(options.physics_threads, compiled.threads)
        return Session(compiled, seed, autopilot=self._autopilot, threads=threads)

    def pause(self) -> None:
        """Hold the clock."""
        if self.state == "playing":
            self._enter("paused")

    def resume(self) -> None:
        """Let the clock go on; a run that has ended stays as it is."""
        if self.state == "paused" and not self._has_ended:
            self._enter("playing")

    def step(self) -> None:
        """Run exactly one tick while paused."""
        if self.state == "paused" and not self._has_ended:
            self.alpha = 1.0
            self._run(1)

    def stop(self) -> None:
        """Let the running copy go; the document is what it was."""
        if self.state == "stopped":
            return
        tick = self.tick
        self._at_start = []
        session, self.session = self.session, None
        self.history = self.decisions = self.chronicle = None
        self._story.attach(None)
        self._minds.attach(None)
        if session is not None:
            session.close()
        self._source.log.add("info", "play", "Stopped; the scene is as it was", tick)
        self._enter("stopped")

    def retry(self) -> None:
        """Start again with the same seed and the same autopilot."""
        seed = self._seed
        self.stop()
        self.start(seed)

    def advance(self, seconds: float) -> int:
        """Let the game's clock go on by `seconds` of real time; gives the number of ticks that ran."""
        if self.state != "playing":
            return 0
        self._owed += seconds * self._speed / TICK_S
        due = int(self._owed)
        # Faster play may run more ticks a frame, in proportion: the limit guards against a spiral, not against speed.
        most = round(MOST_TICKS_A_FRAME * max(1.0, self._speed))
        self.is_late = due > most
        run = min(due, most)
        self._owed = self._owed - due if self.is_late else self._owed - run
        if run:
            self._run(run)
        self.alpha = min(max(self._owed, 0.0), 1.0)
        return run

    def _run(self, ticks: int) -> None:
        session = self.session
        assert session is not None
        for _ in range(ticks):
            try:
                session.step(self._commands())
            except Exception as error:
                for finding in finding_of(error, f"Tick {session.tick} failed"):
                    self._source.findings.add("play", finding)
                self._stumble()
                break
            self._story.follow()
            self._take_findings(session)
            if session.is_failed:
                self._stumble()
                break
            if session.outcome != "running":
                self._end(session.outcome)
                break
        self.ticked.emit(session.tick)

    def _commands(self) -> "Sequence[PlayCommand]":
        commands, self._queued = self._queued, []
        retune = self._minds.take()
        if retune is not None:
            commands.append(retune)
        if self.input is not None and self.input != self._sent:
            commands.append(self.input)
            self._sent = self.input
        return commands

    def _take_findings(self, session: "Session") -> None:
        for finding in session.findings[self._findings_seen :]:
            self._source.findings.add("play", finding)
        self._findings_seen = len(session.findings)
        # A Finding that counts is told anew once a second while its count grows.
        if session.tick % COUNTED_EVERY == 0 and session.findings != self._findings_told:
            if len(session.findings) == len(self._findings_told):
                self._source.findings.replace("play", session.findings)
            self._findings_told = list(session.findings)

    def _stumble(self) -> None:
        self._enter("paused")
        self.failed.emit("A system failed, so play is paused; Problems says which.")

    def _end(self, outcome: str) -> None:
        self._has_ended = True
        told = f"{outcome.capitalize()}. {self.why_ended}".rstrip()
        self._source.log.add("ok" if outcome == "victory" else "info", "play", told, self.tick)
        self._enter("paused")
        self.ended.emit(outcome)

    def _enter(self, state: State) -> None:
        self.state = state
        self.changed.emit()
