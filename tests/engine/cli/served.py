"""A loopback server of models in a thread of its own, for verbs that run an event loop themselves."""

import asyncio
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager

from engine.benchmarks.loopback import Asked, Deed, LoopbackModels


@contextmanager
def served(deed: Callable[[Asked], Deed] | Deed) -> Generator[LoopbackModels]:
    """The server, as long as the block lasts."""
    loop = asyncio.new_event_loop()
    server = LoopbackModels(deed)
    thread = threading.Thread(target=loop.run_forever, name="loopback")
    thread.start()
    try:
        asyncio.run_coroutine_threadsafe(server.__aenter__(), loop).result()
        yield server
        asyncio.run_coroutine_threadsafe(server.__aexit__(), loop).result()
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
