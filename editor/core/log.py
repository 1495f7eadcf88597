"""What the editor and the running game say: lines with tick, source and severity; repeats are counted, not repeated."""

import logging
import queue
import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from typing import Literal

from psygnal import Signal

Severity = Literal["error", "warning", "info", "ok", "detail"]
"""How much a line matters; a detail is for whoever looks into the program itself."""


@dataclass(frozen=True)
class LogLine:
    """One line: `tick` is None outside play, `times` counts how often it came in a row, `time` is in epoch seconds."""

    severity: Severity
    source: str
    text: str
    tick: int | None = None
    times: int = 1
    time: float = 0.0
    entity: str | None = None


class LogModel:
    """The last `capacity` lines, newest last. `changed` fires when there are others.

    Any thread may add; all else is for the one that made it, in which alone `changed` fires: at once for what it adds
    itself, and by `pump` for what others have added.
    """

    changed = Signal()

    def __init__(self, capacity: int = 5000) -> None:
        self._lines: deque[LogLine] = deque(maxlen=capacity)
        self._owner = threading.get_ident()
        self._waiting: queue.SimpleQueue[LogLine] = queue.SimpleQueue()
        self._is_told = True

    @property
    def lines(self) -> tuple[LogLine, ...]:
        """All kept lines, oldest first."""
        self._take_in()
        return tuple(self._lines)

    def add(
        self, severity: Severity, source: str, text: str, tick: int | None = None, entity: str | None = None
    ) -> None:
        """Add a line; the same line again raises the count of the last one."""
        line = LogLine(severity, source, text, tick, 1, time.time(), entity)
        if threading.get_ident() != self._owner:
            self._waiting.put(line)
            return
        self._take_in()
        self._keep(line)
        self._tell()

    def pump(self) -> None:
        """Take in what other threads have added; called for each frame."""
        self._take_in()
        if not self._is_told:
            self._tell()

    def count(self, severity: Severity) -> int:
        """How many kept lines have this severity."""
        return sum(line.severity == severity for line in self.lines)

    def clear(self) -> None:
        """Forget all lines."""
        self._lines.clear()
        self._tell()

    def _take_in(self) -> None:
        """Whoever only looks at the lines finds all of them, too; they are told of by `pump`, never by a look."""
        for _ in range(self._waiting.qsize()):  # whoever never stops adding holds nobody up
            self._keep(self._waiting.get())
            self._is_told = False

    def _keep(self, line: LogLine) -> None:
        last = self._lines[-1] if self._lines else None
        if last is not None and _said(last) == _said(line):
            self._lines[-1] = replace(last, times=last.times + 1, tick=line.tick, time=line.time)
        else:
            self._lines.append(line)

    def _tell(self) -> None:
        self._is_told = True
        self.changed.emit()


def _said(line: LogLine) -> tuple[str, str, str, str | None]:
    return line.severity, line.source, line.text, line.entity


class LogHandler(logging.Handler):
    """Feeds warnings and errors of Python's logging into the model, from whatever thread."""

    def __init__(self, model: LogModel) -> None:
        super().__init__(logging.WARNING)
        self._model = model

    def emit(self, record: logging.LogRecord) -> None:
        """Add the record as a line."""
        severity: Severity = "error" if record.levelno >= logging.ERROR else "warning"
        self._model.add(severity, record.name.rsplit(".", 1)[-1], record.getMessage())
