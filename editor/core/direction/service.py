"""Direction of what plays in the window: begins and ends with the run and the settings, and tells what it does."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Literal

from psygnal import Signal

from editor.core.direction.loop_desk import LoopDesk
from editor.core.proposals.asking_loop import AskingLoop
from editor.core.proposals.clients import ClientRefusedError, limit_of, why_not_ask
from editor.core.proposals.in_use import ClientInUse

if TYPE_CHECKING:
    from editor.core.jobs import Job, Progress
    from editor.core.settings.models import Assistant
    from editor.core.workbench import Workbench
    from engine.llm.client.protocol import LlmClient
    from engine.llm.direction.direction import Direction
    from engine.llm.direction.standing import News, Standing
    from engine.llm.guard.audit import AuditTrail
    from engine.play.running.session import Session

Part = Literal["director", "banter"]


class PlayDirection:
    """Off until a setting wants it. `changed` fires when there is something else to be seen of it.

    `make_client` gives who is asked, by the settings of the assistant; it is called beside the window.
    """

    changed = Signal()

    def __init__(self, bench: "Workbench", loop: AskingLoop, make_client: "Callable[[Assistant], LlmClient]") -> None:
        self._bench, self._loop = bench, loop
        self.make_client = make_client
        self.direction: Direction | None = None
        self.trail: AuditTrail | None = None
        """Every verdict since the window opened, bounded; None before the first run that was directed."""
        self.error = ""
        """Why nobody is asked; "" where nothing is wrong."""
        self._desk: LoopDesk | None = None
        self._leaving: list[LoopDesk] = []
        self.client = ClientInUse(loop)
        self._preparing: Job | None = None
        self._key: tuple[object, ...] | None = None
        bench.play.changed.connect(self._follow)
        bench.settings.changed.connect(self._set)

    @property
    def is_wanted(self) -> bool:
        """Whether the settings want a side led or companions to speak."""
        play = self._bench.settings.play
        return play.director != "off" or play.banter

    @property
    def is_busy(self) -> bool:
        """Whether something goes on that `pump` has to take in."""
        return self._preparing is not None or bool(self._leaving)

    @property
    def is_preparing(self) -> bool:
        """Whether who is asked is looked for."""
        return self._preparing is not None

    @property
    def who(self) -> str:
        """Who answers; "" while nothing is directed."""
        if self.direction is None:
            return ""
        about = self.direction.desk.about()
        return f"{about.name} (templates)" if about.is_offline else f"{about.name}, {about.model}"

    def standing(self, part: Part) -> "Standing | None":
        """How a part stands; None where it is off."""
        direction = self.direction
        if direction is None:
            return None
        found = direction.director if part == "director" else direction.banter
        return found.standing if found is not None else None

    def pump(self) -> None:
        """Take in what came and ask what is due, between two ticks; called for each frame, right before they run."""
        play = self._bench.play
        if self.direction is not None and self.direction.session is not play.session:
            self._end()
        self._begin()
        for desk in self._leaving:
            desk.take()
        self._leaving = [desk for desk in self._leaving if not desk.is_idle]
        direction = self.direction
        if direction is None or play.state != "playing" or play.is_replaying:
            return
        before = self.standing("director"), self.standing("banter")
        for command in direction.between_ticks():
            play.say(command)
        for news in direction.take_news():
            self._tell(news)
        if before != (self.standing("director"), self.standing("banter")):
            self.changed.emit()

    def close(self) -> None:
        """Give up what is open."""
        self._end()

    # --- inside --------------------------------------------------------------------------------------------------

    def _begin(self) -> None:
        """Direct the run that plays, if one does and the settings want it."""
        bench, session = self._bench, self._bench.play.session
        key = (session, bench.settings.play.model_copy(), bench.settings.assistant.model_copy())
        if session is None or not self.is_wanted or self.direction is not None or self._preparing is not None:
            return
        if self._key is not None and self._key[0] is session and self._key[1:] == key[1:]:
            return  # it was tried, and nothing has changed since
        self._key = key
        self.error = why_not_ask(bench.settings.assistant)
        if self.error:
            self._cannot()
            return
        who = bench.settings.assistant.model_copy()
        client_for = self.client.maker(who, self.make_client)

        def work(_progress: "Progress", _cancelled: Callable[[], bool]) -> "LlmClient":
            import_module("engine.llm.direction.direction")  # takes a moment, which no frame has to wait for

            if who.client != "offline":
                from engine.llm.providers.warming import warm_up

                warm_up(who.client)
            return client_for()

        def done(job: "Job") -> None:
            if job is not self._preparing:
                return
            self._preparing = None
            if job.state == "done":
                self.client.hold(who, job.result)
                if bench.play.session is session and self.is_wanted:
                    self._direct(session, job.result)
            elif job.state == "failed":
                is_told = isinstance(job.error, ClientRefusedError)
                self.error = str(job.error) if is_told else f"Nobody can be asked: {type(job.error).__name__}."
                self._cannot()
            self.changed.emit()

        self._preparing = bench.jobs.submit("Preparing who is asked", work, done, quiet=True, tells_itself=True)
        self.changed.emit()

    def _direct(self, session: "Session", client: "LlmClient") -> None:
        from engine.llm.direction.direction import Direction
        from engine.llm.guard.audit import AuditTrail
        from engine.llm.scheduler.purse import Purse

        play = self._bench.settings.play
        self.trail = self.trail or AuditTrail()
        # A run may take as much as a wish: both are what somebody has asked for once.
        purse = None if client.about().is_offline else Purse(limit_of(self._bench.settings.assistant))
        self._desk = LoopDesk(self._loop, client, purse)
        self.direction = Direction(
            session,
            self._desk,
            led=None if play.director == "off" else play.director,
            has_banter=play.banter,
            seconds=play.director_seconds,
            line_seconds=play.banter_seconds,
            trail=self.trail,
        )
        what = " and ".join(
            words
            for words, is_on in (
                (f"leads the {play.director}", play.director != "off"),
                ("writes what companions say", play.banter),
            )
            if is_on
        )
        self._bench.log.add("info", "director", f"{self.who} {what}", session.tick)

    def _end(self) -> None:
        self._preparing = self._key = None
        if self.direction is not None and self._desk is not None:
            self.direction.close()
            self._leaving.append(self._desk)
            self.direction = self._desk = None
            self.changed.emit()

    def _follow(self, *_values: object) -> None:
        if self._bench.play.session is None:
            self._end()

    def _set(self, name: str) -> None:
        """Another setting: the run goes on as that says, from the next frame on."""
        if name.startswith(("assistant.", "play.director", "play.banter")):
            self._end()
            self.client.look(self._bench.settings.assistant)
            self.error = ""
            self.changed.emit()

    def _cannot(self) -> None:
        self._bench.log.add("warning", "director", f"Nobody is asked: {self.error}", self._bench.play.tick)

    def _tell(self, news: "News") -> None:
        severity = "ok" if news.is_good else "warning"
        self._bench.log.add(severity, news.source, f"{news.text[:1].upper()}{news.text[1:]}", news.tick)
