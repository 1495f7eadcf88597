"""Work of a job in a process of its own: what is heavy in Python would hold the window from any thread of it."""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from editor.core.jobs import CancelledError, Progress, Work

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess


class Line(Protocol):
    """One end of what connects two processes."""

    def send(self, obj: Any, /) -> None: ...  # noqa: D102
    def recv(self) -> Any: ...  # noqa: D102
    def poll(self, timeout: float, /) -> bool: ...  # noqa: D102


LOOK_S, GRACE_S = 0.1, 10.0


class ProcessFailedError(Exception):
    """The work raised, or its process ended; the message says what it said last."""


class Told:
    """The process's end of the line: says how far it is, and hands over what was found."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def progress(self, fraction: float | None, text: str = "") -> None:
        """How far it is, 0 to 1 or unknown, and a short text."""
        self._line.send(("progress", fraction, text))

    def part(self, found: Any) -> None:
        """Hand over one thing."""
        self._line.send(("part", found, ""))


def in_process(function: Callable[..., None], *args: object) -> Work:
    """The work of a job that calls `function(told, *args)` elsewhere; its result are the parts that were told.

    Function and arguments are pickled, so the function is one of a module, and that module should import little. It may
    start processes of its own. A job that is cancelled ends them all: they may clean up for ten seconds.
    ProcessFailedError when the function raises.
    """

    def work(progress: Progress, cancelled: Callable[[], bool]) -> tuple[Any, ...]:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        # No daemon, since a daemon may have no processes of its own; that none outlives us is for `_end_all`.
        process = context.Process(target=serve, args=(theirs, function, args), daemon=False)
        if not _ALIVE:
            atexit.unregister(_end_all)
            atexit.register(_end_all)
        process.start()
        theirs.close()
        _ALIVE.add(process)
        try:
            return tuple(_parts(ours, process, progress, cancelled))
        finally:
            _end(process)
            ours.close()

    return work


def serve(line: Line, function: Callable[..., None], args: tuple[object, ...]) -> None:
    """What the process does."""
    if sys.platform != "win32":
        os.setpgid(0, 0)
    # So that whoever is ended still takes its folders down; an interrupt of the terminal is the window's affair.
    signal.signal(signal.SIGTERM, _leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_outlive_nobody, daemon=True).start()
    told = Told(line)
    try:
        function(told, *args)
    except Exception as error:
        line.send(("failed", f"{error}" or type(error).__name__, type(error).__name__))
    else:
        line.send(("end", None, ""))


def _parts(line: Line, process: BaseProcess, progress: Progress, cancelled: Callable[[], bool]) -> list[Any]:
    found: list[Any] = []
    while True:
        if cancelled():
            raise CancelledError
        if not line.poll(LOOK_S):
            continue
        try:
            kind, what, more = line.recv()
        except EOFError:
            process.join(GRACE_S)
            raise ProcessFailedError(f"its process ended with code {process.exitcode}") from None
        if kind == "progress":
            progress(what, more)
        elif kind == "part":
            found.append(what)
        elif kind == "failed":
            raise ProcessFailedError(str(what))
        else:
            return found


def _leave(_number: int, _frame: object) -> None:
    """Leave, taking down what was built; once is enough."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def _outlive_nobody() -> None:
    """Leave once the window is gone, however it went: nobody would ever take what is found here."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is None:
        return
    parent.join()
    if sys.platform == "win32":
        os._exit(1)
    os.killpg(0, signal.SIGTERM)
    # A signal for the group may reach any thread; the one that waits for something has to be woken.
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)


_ALIVE: set[BaseProcess] = set()


def _end_all() -> None:
    """End what still runs when this program ends: it would be waited for."""
    for process in list(_ALIVE):
        with contextlib.suppress(ValueError):  # its own thread was faster
            _end(process)


def _end(process: BaseProcess) -> None:
    """End the process, after it all others of its group: at once those that have ended their work, else by force."""
    group = process.pid
    if process.is_alive():
        process.join(LOOK_S)
    if process.is_alive():
        _signal(group, "SIGTERM")
        process.terminate()
        process.join(GRACE_S)
    if process.is_alive():
        process.kill()
        process.join()
    _signal(group, "SIGKILL")
    _ALIVE.discard(process)
    process.close()


def _signal(group: int | None, name: str) -> None:
    """To all of the group; nothing where it has ended, or never began."""
    if sys.platform != "win32" and group is not None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(group, getattr(signal, name))
