"""Work of a job in a process of its own: what is heavy in Python would hold the window from any thread of it."""

from __future__ import annotations

import signal
import sys
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

    Function and arguments are pickled, so the function is one of a module, and that module should import little. A job
    that is cancelled ends the process: it may clean up for ten seconds. ProcessFailedError when the function raises.
    """

    def work(progress: Progress, cancelled: Callable[[], bool]) -> tuple[Any, ...]:
        import multiprocessing

        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe(duplex=False)
        process = context.Process(target=serve, args=(theirs, function, args), daemon=True)
        process.start()
        theirs.close()
        try:
            return tuple(_parts(ours, process, progress, cancelled))
        finally:
            _end(process)
            ours.close()

    return work


def serve(line: Line, function: Callable[..., None], args: tuple[object, ...]) -> None:
    """What the process does."""
    # So that whoever is ended still takes its folders down; an interrupt of the terminal is the window's affair.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(1))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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


def _end(process: BaseProcess) -> None:
    if process.is_alive():
        process.join(LOOK_S)
    if process.is_alive():
        process.terminate()
        process.join(GRACE_S)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()
