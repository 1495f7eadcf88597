"""One stretch of agent access: a thread with an event loop and a server, from the start until it is cut off."""

import threading
from collections.abc import Coroutine
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, Protocol

from editor.core.agents.source import OpenDocument
from engine.terrain.streaming.threads import hold_interval, release_interval

if TYPE_CHECKING:
    import asyncio

    from editor.core.agents.endings import Why
    from engine.llm.agents.access import AgentAccess
    from engine.llm.agents.ending import Ending
    from engine.llm.agents.reception import Reception
    from engine.llm.guard.audit import AuditEntry
    from engine.llm.proposals.kept import KeptProposal
    from engine.llm.providers.secret import Secret

DIED = "Agent access has ended by itself: its server stopped."
GRACE_S = 0.5
"""So long may what is under way come to its end before connections are closed [s]."""

# Why a thread with a loop of its own and not qasync in Qt's: see editor.core.proposals.asking_loop. Why not the loop
# in which models are asked: that one lives as long as the program, and this must be gone when agents are cut off.


@dataclass(frozen=True)
class Opened:
    """Where agents connect, and what they have to bear. The token shows itself to nobody who prints this."""

    address: str
    token: "Secret" = field(repr=False)


class Ears(Protocol):
    """Who hears what goes on; called in threads of the server."""

    def opened(self, opened: Opened) -> None:
        """Agents can connect from now on."""
        ...

    def failed(self, why: str) -> None:
        """Nobody can connect; the sentence says why."""
        ...

    def began(self, agent: str) -> None:
        """A call is under way."""
        ...

    def ended(self, entry: "AuditEntry") -> None:
        """A call was answered."""
        ...

    def kept(self, kept: "KeptProposal") -> None:
        """A proposal waits for a person, or has a new report."""
        ...


class Serving:
    """Begins with `start`. `cut_off` takes effect at once and returns at once; the thread ends by itself after it."""

    def __init__(self, source: OpenDocument, ears: Ears) -> None:
        self.source = source
        self._ears = ears
        self._access: AgentAccess | None = None
        self._reception: Reception | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end: asyncio.Event | None = None
        self._why: Ending | None = None
        """Why it was cut off; None while it was not."""
        self._lock = threading.Lock()
        self._thread = threading.Thread(target=self._run, name="agent access", daemon=True)

    @property
    def is_alive(self) -> bool:
        """Whether its thread has not ended yet."""
        return self._thread.is_alive()

    @property
    def under_way(self) -> int:
        """Calls that are being served, or wait for their turn."""
        return self._reception.busy if self._reception is not None else 0

    @property
    def turned_away(self) -> int:
        """Requests that were refused at the door: no token, a wrong one, another Host or Origin."""
        return self._access.turned_away if self._access is not None else 0

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def cut_off(self, why: "Why") -> None:
        """Void the token, refuse what comes and say why, and have everything closed."""
        from editor.core.agents.endings import ENDINGS

        with self._lock:
            ending = self._why = ENDINGS[why]
            if self._reception is not None:
                self._reception.end(ending)
            if self._access is not None:
                self._access.shut(ending.reason)
            self.source.close()
            if self._loop is not None and self._end is not None and not self._loop.is_closed():
                self._loop.call_soon_threadsafe(self._end.set)

    def join(self, seconds: float) -> bool:
        """Wait until the thread has ended; whether it has."""
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        import asyncio

        hold_interval()  # else a call holds the window up for 5 ms whenever the two want to run at once
        try:
            asyncio.run(self._serve())
        except (Exception, SystemExit) as error:  # its server may leave the program, as if it were its own
            self._ears.failed(f"Agent access has ended by itself: it failed with {type(error).__name__}.")
        finally:
            if self._why is None:
                self._ears.failed(DIED)  # where nothing else was said before
            with self._lock:
                self._loop = self._end = None
            release_interval()

    async def _serve(self) -> None:
        import asyncio

        try:
            from engine.llm.agents.access import AgentAccess
            from engine.llm.agents.calls import CallTrail, calls_folder
            from engine.llm.agents.desk import Desk
            from engine.llm.agents.reception import Reception
        except ImportError as error:
            self._ears.failed(f"Agent access needs the package mcp, which can't be loaded here: {error}.")
            return
        desk = Desk(self.source, picture=self.source.picture)
        desk.sent.heard = self._ears.kept
        reception = Reception(desk, CallTrail(calls_folder(self.source.folder)))
        reception.on_begin, reception.on_end = self._ears.began, self._ears.ended
        access = AgentAccess(reception, _version())
        end = asyncio.Event()
        with self._lock:
            self._access, self._reception = access, reception
            self._end, self._loop = end, asyncio.get_running_loop()
            if self._why is not None:
                end.set()
        try:
            if not end.is_set():
                await access.start()
            if access.token is not None:
                self._ears.opened(Opened(access.address, access.token))
            await _first_of(end.wait(), access.ended())
        except OSError as error:
            self._ears.failed(f"Nothing can listen on this computer's own address: {error.strerror or error}.")
        finally:
            self.source.close()
            access.shut(self._why.reason if self._why is not None else "")
            await _ended(reception, access)


async def _first_of(*waited: "Coroutine[Any, Any, object]") -> None:
    """Wait until one of these has come to its end, and give the others up."""
    import asyncio

    tasks = [asyncio.ensure_future(each) for each in waited]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for each in tasks:
            each.cancel()


async def _ended(reception: "Reception", access: "AgentAccess") -> None:
    """Answer what is under way with a refusal where that is a matter of a moment; then close everything."""
    import asyncio

    closing = asyncio.ensure_future(reception.close())
    await asyncio.wait([closing], timeout=GRACE_S)
    await access.stop()
    await closing


def _version() -> str:
    try:
        return version("astraweave-editor")
    except PackageNotFoundError:
        return "from source"
