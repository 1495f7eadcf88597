"""Agent access in the window: off until somebody starts it, cut off with one click, and gone with the project."""

import queue
import time
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from psygnal import Signal

from editor.core.agents.connecting import HIDDEN, Way, ways_to_connect
from editor.core.agents.inbox import Inbox
from editor.core.agents.serving import Opened, Serving
from editor.core.agents.source import OpenDocument, Painter

if TYPE_CHECKING:
    from editor.core.agents.endings import Why
    from editor.core.balance.service import Balance
    from editor.core.proposals.service import Proposals
    from editor.core.workbench import Workbench
    from engine.llm.guard.audit import AuditEntry
    from engine.llm.proposals.kept import KeptProposal

MOST_CALLS = 200
MOST_NAMES = 16
"""So many names of agents are remembered; of more, those that have been silent longest are let go."""
SEEN_S = 3.0
"""So long after its last call an agent counts as active [s]."""
ENDS_S = 10.0
"""So long the program waits at its end for what agents still have under way [s]."""
Standing = Literal["off", "starting", "on", "failed", "ended"]
"""It has "failed" where it could not be started, and "ended" where nobody had asked for its end."""


@dataclass(frozen=True)
class HeardCall:
    """A call as the window lists it: when it was answered (seconds since the epoch), by whom, and what came of it."""

    when: float
    agent: str
    tool: str
    is_refused: bool
    told: str
    """Why it was refused; "" where it was answered."""


class Agents:
    """`changed` fires when there is something else to be seen: access, an agent that is active, calls, proposals.

    `painter` draws what agents ask pictures of, and `wake` lets the window's thread call `pump` soon, from any thread;
    the window sets both.
    """

    changed = Signal()

    def __init__(
        self,
        bench: "Workbench",
        balance: "Balance",
        proposals: "Proposals",
        open_scene: Callable[[str, str | None], object],
    ) -> None:
        self._bench, self._balance, self._proposals = bench, balance, proposals
        self.inbox = Inbox(bench, proposals, open_scene)
        self.standing: Standing = "off"
        self.error = ""
        """Why it could not be started, or has ended; "" where nothing went wrong."""
        self.painter: Painter | None = None
        self.wake: Callable[[], object] = _nobody
        self.calls: deque[HeardCall] = deque(maxlen=MOST_CALLS)
        """The latest last; those of earlier starts too, as long as the project is open."""
        self.counted = 0
        """Calls of this project, those that are not listed any more too."""
        self._under_way: Counter[str] = Counter()
        self._opened: Opened | None = None
        self._serving: Serving | None = None
        self._ending: list[Serving] = []
        self._seen: dict[str, float] = {}
        self._told: tuple[object, ...] = ()
        self._news: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        bench.document_changed.connect(self._follow)
        bench.scene_changed.connect(self._follow)
        bench.opened.connect(self._reopened)

    # --- how it stands -------------------------------------------------------------------------------------------

    @property
    def is_on(self) -> bool:
        """Whether agents can connect, or will in a moment."""
        return self._serving is not None

    @property
    def serving(self) -> Serving | None:
        """What serves agents now."""
        return self._serving

    @property
    def address(self) -> str:
        """Where agents connect; "" while they can't."""
        return self._opened.address if self._opened is not None else ""

    @property
    def turned_away(self) -> int:
        """Requests that were refused at the door since the start."""
        return self._serving.turned_away if self._serving is not None else 0

    @property
    def active(self) -> tuple[str, ...]:
        """The names of agents that have called just now, as they give them themselves."""
        since = time.monotonic() - SEEN_S
        return tuple(name for name, seen in self._seen.items() if seen >= since or self._under_way[name] > 0)

    @property
    def is_busy(self) -> bool:
        """Whether an agent waits for the window."""
        is_starting = self.standing == "starting"
        return is_starting or (self._serving is not None and self._serving.source.errands.is_due)

    def ways(self, *, with_token: bool = False) -> tuple[Way, ...]:
        """How clients connect. With the token only for whoever asked to copy it: it is never to be shown."""
        if self._opened is None:
            return ()
        token = self._opened.token.reveal() if with_token else HIDDEN
        return ways_to_connect(self._opened.address, token)

    def token(self) -> str:
        """The token for whoever asked to copy it; "" while there is none."""
        return self._opened.token.reveal() if self._opened is not None else ""

    # --- what is done --------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Let agents connect to the open project from now on, with a new token; nothing where they can, or none is."""
        if self._bench.document is None or self.is_on:
            return
        source = OpenDocument(self._bench, self._balance, self._proposals, lambda: self.painter, self._call_window)
        ears = _Ears(self, self._news)
        self._serving = ears.serving = Serving(source, ears)
        self.standing, self.error = "starting", ""
        self._serving.start()
        self.changed.emit()

    def cut_off(self, why: "Why" = "cut off") -> None:
        """Cut every agent off at once: connections are closed and the token is void. What they proposed stays."""
        if self._end(why):
            self._bench.log.add("info", "agents", "Agents were cut off.")
            self.changed.emit()

    def pump(self) -> None:
        """Take in what agents did, and do what they wait for; called for each frame."""
        if self._serving is None and not self._ending and self._news.empty():
            return
        while not self._news.empty():
            self._news.get()()
        if self._serving is not None:
            self._serving.source.errands.pump()
        self._ending = [each for each in self._ending if each.is_alive]
        told = (self.standing, self.counted, self.active, self.turned_away, tuple(self.inbox.waiting))
        if told != self._told:
            self._told = told
            self.changed.emit()

    def close(self) -> None:
        """The project closes: agents are cut off, and what they did is forgotten."""
        self.cut_off("closed")
        self.inbox.close()
        self.calls.clear()
        self.counted, self.error, self.standing = 0, "", "off"

    def shut_down(self) -> None:
        """End every thread."""
        self.close()
        for each in self._ending:
            each.join(ENDS_S)
        self._ending = []

    # --- inside --------------------------------------------------------------------------------------------------

    def _end(self, why: "Why") -> bool:
        """End what serves agents; whether there was something."""
        serving, self._serving = self._serving, None
        if serving is None:
            return False
        serving.cut_off(why)
        self._ending.append(serving)
        self._opened, self._seen, self._under_way = None, {}, Counter()
        self.standing = "off"
        return True

    def _see(self, agent: str) -> None:
        """An agent has been heard of just now; it names itself, and may do so anew with each call."""
        self._seen.pop(agent, None)
        self._seen[agent] = time.monotonic()
        while len(self._seen) > MOST_NAMES:
            del self._seen[next(iter(self._seen))]

    def _call_window(self) -> None:
        self.wake()

    def _follow(self, *_change: object) -> None:
        if self._serving is not None:
            self._serving.source.follow()

    def _reopened(self) -> None:
        """The project was saved elsewhere: agents asked for the one that was open."""
        document = self._bench.document
        if self._serving is not None and (document is None or document.folder != self._serving.source.folder):
            self.cut_off("moved")
            self._bench.status("Agents were cut off: the project lies in another folder now.")

    # --- what is heard, in the window's thread -------------------------------------------------------------------

    def is_of_now(self, serving: Serving | None) -> bool:
        """Whether a stretch of access goes on."""
        return serving is not None and serving is self._serving

    def is_of_here(self, serving: Serving | None) -> bool:
        """Whether it is, or was, access to the project that is open."""
        document = self._bench.document
        return serving is not None and document is not None and document.folder == serving.source.folder

    def hear_opened(self, opened: Opened) -> None:
        """Agents can connect."""
        self._opened, self.standing = opened, "on"
        self._bench.log.add("info", "agents", f"Agents can connect at {opened.address}.")

    def hear_failed(self, why: str) -> None:
        """Nobody can connect, or nobody any more."""
        was_on = self.standing == "on"
        self._end("stopped")
        self.standing, self.error = "ended" if was_on else "failed", why
        self._bench.log.add("error", "agents", why)
        self.changed.emit()

    def hear_began(self, agent: str) -> None:
        """A call is under way."""
        self._under_way[agent] += 1
        self._see(agent)

    def hear_ended(self, entry: "AuditEntry", when: float) -> None:
        """A call was answered."""
        self._under_way[entry.client] -= 1
        if self._under_way[entry.client] <= 0:
            del self._under_way[entry.client]
        self.counted += 1
        self._see(entry.client)
        verdict = entry.verdict
        self.calls.append(HeardCall(when, entry.client, verdict.tool, not verdict.accepted, verdict.reason))

    def hear_kept(self, kept: "KeptProposal") -> None:
        """A proposal has come, or has a new report."""
        self.inbox.take_in(kept)


class _Ears:
    """Brings what one stretch of access hears into the window's thread."""

    def __init__(self, agents: Agents, news: "queue.SimpleQueue[Callable[[], None]]") -> None:
        self._agents, self._news = agents, news
        self.serving: Serving | None = None

    def opened(self, opened: Opened) -> None:
        self._put(lambda: self._agents.hear_opened(opened), self._agents.is_of_now)

    def failed(self, why: str) -> None:
        self._put(lambda: self._agents.hear_failed(why), self._agents.is_of_now)

    def began(self, agent: str) -> None:
        self._put(lambda: self._agents.hear_began(agent), self._agents.is_of_now)

    def ended(self, entry: "AuditEntry") -> None:
        when = time.time()
        self._put(lambda: self._agents.hear_ended(entry, when), self._agents.is_of_here)

    def kept(self, kept: "KeptProposal") -> None:
        self._put(lambda: self._agents.hear_kept(kept), self._agents.is_of_here)

    def _put(self, tell: Callable[[], None], is_wanted: "Callable[[Serving | None], bool]") -> None:
        def take() -> None:
            if is_wanted(self.serving):
                tell()

        self._news.put(take)


def _nobody() -> None:
    """Nobody is to be woken: whoever calls `pump` does so often enough."""
