"""The reception: every call of an agent passes here. Counted, checked, served beside the event loop, written down."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Generator, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from anyio import CancelScope

from engine.llm.agents.call import Call
from engine.llm.agents.calls import CallTrail
from engine.llm.agents.caps import MOST_AT_ONCE, MOST_LONG
from engine.llm.agents.desk import Desk
from engine.llm.agents.ending import STOPPED, Ending
from engine.llm.agents.found import found_tools, read_arguments, tool_called
from engine.llm.agents.reply import CallRefusedError, Reply, call_finding, refuse, refused
from engine.llm.agents.resources import check_uri, read_resource
from engine.llm.agents.source import ProjectGoneError
from engine.llm.agents.tool import AgentTool
from engine.llm.guard.audit import AuditEntry
from engine.play.playtest.backends import PlaytestCancelledError

Tell = Callable[[float | None, str], Awaitable[None]]
"""Told how far a call is: the fraction that is done, where that is known, and a few words."""
LONG_AT_ONCE = 2
READING = "read"
"""What the trail calls the reading of a resource."""


class Reception:
    """Serves calls in the running event loop. `close` it; what comes afterwards is refused.

    Args:
        desk: What the tools work with.
        trail: Where calls are written down.
    """

    def __init__(self, desk: Desk, trail: CallTrail) -> None:
        self.desk = desk
        self.trail = trail
        self.tools: Mapping[str, AgentTool] = {
            name: tool for name, tool in found_tools().items() if desk.picture is not None or not tool.needs_picture
        }
        self._looking = ThreadPoolExecutor(1, "agents-look")
        self._playing = ThreadPoolExecutor(LONG_AT_ONCE, "agents-play")
        self._stops: set[threading.Event] = set()
        self._long = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._ending: Ending | None = None
        self.on_begin: Callable[[str], object] = _nobody
        """Told who asks, when a call begins; in the event loop's thread, as `on_end`."""
        self.on_end: Callable[[AuditEntry], object] = _nobody
        """Told what became of a call."""

    @property
    def busy(self) -> int:
        """Calls that are under way or wait."""
        return len(self._stops)

    async def call(self, name: str, arguments: Mapping[str, Any], agent: str, tell: Tell | None = None) -> Reply:
        """Serve a call of a tool; whatever goes wrong is a reply that says so."""

        def prepared(desk: Desk) -> tuple[Executor, Callable[[Call], Reply]]:
            tool = tool_called(name, self.tools)
            asked = read_arguments(tool, arguments)
            return self._playing if tool.is_long else self._looking, lambda call: tool.run(desk, asked, call)

        return await self._serve(name, arguments, agent, prepared, tell)

    async def read(self, uri: str, agent: str) -> Reply:
        """Read a resource; its text is JSON."""

        def prepared(desk: Desk) -> tuple[Executor, Callable[[Call], Reply]]:
            check_uri(uri)
            return self._looking, lambda call: read_resource(desk, uri)

        return await self._serve(READING, {"uri": uri}, agent, prepared, None)

    def end(self, why: Ending) -> None:
        """Refuse what comes from now on, and say why; `close` does the rest. Any thread may say so."""
        self._ending = self._ending or why

    async def close(self) -> None:
        """Refuse what comes from now on, give up what is under way, and wait until it has ended."""
        self.end(STOPPED)
        for stop in self._stops:
            stop.set()
        await self._idle.wait()
        self._looking.shutdown(wait=False)
        self._playing.shutdown(wait=False)

    async def _serve(
        self,
        name: str,
        arguments: Mapping[str, Any],
        agent: str,
        prepared: Callable[[Desk], tuple[Executor, Callable[[Call], Reply]]],
        tell: Tell | None,
    ) -> Reply:
        reply = refused((call_finding("a call to its end", "the call was cancelled"),))
        self.on_begin(agent)
        try:
            try:
                self._check_open()
                executor, work = prepared(self.desk.now())
                with self._counted(is_long=executor is self._playing):
                    reply = await self._beside(executor, work, agent, tell)
            except CallRefusedError as error:
                reply = error.reply
            except ProjectGoneError as error:
                reply = self._ended or _refused("the project is there", str(error), "a project that can be read")
            except PlaytestCancelledError:
                reply = self._ended or _refused("a call to its end", "it was given up before its end", "to call again")
            except OSError as error:
                words = f"{error.filename or 'a file'}: {error.strerror or error}"
                reply = _refused("files can be written", words, "to call again when that is mended")
            except Exception as error:
                # What went wrong inside is told by its kind alone: its words may hold anything.
                reply = _refused("a tool that works", f"{name[:80]} failed inside with {type(error).__name__}", "")
        finally:
            self.on_end(self.trail.note(agent, name, arguments, reply))
        return reply

    @property
    def _ended(self) -> Reply | None:
        """What is answered once nobody is served any more."""
        ending = self._ending
        return _refused("agent access", ending.reason, ending.expected) if ending is not None else None

    def _check_open(self) -> None:
        if (ended := self._ended) is not None:
            raise CallRefusedError(ended)
        if self.busy >= MOST_AT_ONCE:
            raise _too_many(self.busy, "calls", MOST_AT_ONCE)

    @contextmanager
    def _counted(self, *, is_long: bool) -> Generator[None]:
        """While a call goes on. CallRefusedError where too many play already."""
        if is_long and self._long >= MOST_LONG:
            raise _too_many(self._long, "calls that play runs", MOST_LONG)
        self._long += is_long
        try:
            yield
        finally:
            self._long -= is_long

    async def _beside(self, executor: Executor, work: Callable[[Call], Reply], agent: str, tell: Tell | None) -> Reply:
        """Run in a worker thread. Who cancels waits until the thread has noticed, so that nothing goes on unseen."""
        loop, stop, news = asyncio.get_running_loop(), threading.Event(), asyncio.Event()
        latest: list[tuple[float | None, str]] = []

        def progress(fraction: float | None, text: str) -> None:
            latest[:] = [(fraction, text)]
            loop.call_soon_threadsafe(news.set)

        self._stops.add(stop)
        self._idle.clear()
        future = executor.submit(work, Call(agent, progress, stop.is_set))
        done = asyncio.wrap_future(future)
        try:
            while tell is not None and not done.done():
                heard = asyncio.ensure_future(news.wait())
                try:
                    await asyncio.wait([done, heard], return_when=asyncio.FIRST_COMPLETED)
                finally:
                    heard.cancel()
                news.clear()
                if latest:
                    await tell(*latest.pop())
            return await asyncio.shield(done)
        finally:
            if not done.done():
                stop.set()
                future.cancel()
                with CancelScope(shield=True):
                    await asyncio.wait([done])
            if not done.cancelled():
                done.exception()  # whoever cancelled does not ask any more
            self._stops.discard(stop)
            if not self._stops:
                self._idle.set()


def _too_many(count: int, what: str, most: int) -> CallRefusedError:
    return refuse(
        "calls at once",
        f"{count} {what} are under way",
        expected=f"at most {most} at a time; call again when one was answered",
        nearest=most,
    )


def _refused(rule: str, reason: str, expected: str) -> Reply:
    return refuse(rule, reason, expected=expected).reply


def _nobody(told: object) -> None:
    """Nobody wants to know."""
