"""The event loop in which models are asked: in a thread of its own, which begins with the first question."""

import threading
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    import asyncio

    from engine.llm.client.protocol import LlmClient
    from engine.llm.scheduler.scheduler import LlmScheduler

T = TypeVar("T")
ENDS_S = 5.0
"""So long the thread may take to close its connections when the program ends [s]."""

# Why not qasync, in Qt's own loop: asyncio finds it running only while its `run_forever` is on the stack, in place of
# `QApplication.exec`. Under `exec`, and in a program or a test that lets Qt beat by itself, a task fails at its first
# sleep with "no running event loop" (tried with qasync 0.28). Here services know no Qt, an open dialog holds up no
# stream, and what comes is taken in by `pump`, at most once a frame, as from any job.


class AskingLoop:
    """An asyncio loop with its scheduler. Whatever is said to it from outside goes through `run` and `call`."""

    def __init__(self) -> None:
        self._loop: asyncio.AbstractEventLoop | None = None  # imported late: nothing of it is needed at start-up
        self._thread: threading.Thread | None = None
        self._scheduler: LlmScheduler | None = None
        self._clients: list[LlmClient] = []

    @property
    def is_running(self) -> bool:
        """Whether the thread has begun."""
        return self._thread is not None

    def run(self, coroutine: Coroutine[Any, Any, T]) -> "Future[T]":
        """Let a coroutine run in the loop; the thread begins where it has not."""
        import asyncio

        return asyncio.run_coroutine_threadsafe(coroutine, self._begun())

    def call(self, function: Callable[[], object]) -> None:
        """Call a function in the loop soon; nothing happens where the loop never began."""
        if self._loop is not None:
            self._loop.call_soon_threadsafe(function)

    def scheduler(self, client: "LlmClient") -> "LlmScheduler":
        """The one scheduler of the program; to be called in the loop. `let_go` closes the client, or the end."""
        from engine.llm.scheduler.scheduler import LlmScheduler

        if self._scheduler is None:
            self._scheduler = LlmScheduler(client)
        if client not in self._clients:
            self._clients.append(client)
        return self._scheduler

    def let_go(self, client: "LlmClient") -> None:
        """Close a client that is asked no more, soon; nothing happens where it never was."""
        if self._loop is not None:
            self.run(self._part(client))

    def close(self) -> None:
        """Close every connection and end the thread."""
        loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return
        import asyncio

        asyncio.run_coroutine_threadsafe(self._end(), loop)
        thread.join(ENDS_S)
        self._loop = self._thread = self._scheduler = None
        self._clients = []

    def _begun(self) -> "asyncio.AbstractEventLoop":
        import asyncio

        if self._loop is None:
            loop = self._loop = asyncio.new_event_loop()
            self._thread = threading.Thread(target=_run, args=(loop,), name="language models", daemon=True)
            self._thread.start()
        return self._loop

    async def _part(self, client: "LlmClient") -> None:
        if client in self._clients:
            self._clients.remove(client)
            await client.close()

    async def _end(self) -> None:
        import asyncio

        loop = asyncio.get_running_loop()
        try:
            if self._scheduler is not None:
                await self._scheduler.close()
            for client in self._clients:
                await client.close()
            others = asyncio.all_tasks(loop) - {asyncio.current_task(loop)}
            for task in others:
                task.cancel()
            await asyncio.gather(*others, return_exceptions=True)
        finally:
            loop.stop()


def _run(loop: "asyncio.AbstractEventLoop") -> None:
    import asyncio

    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
        loop.run_until_complete(loop.shutdown_default_executor())
    finally:
        loop.close()
