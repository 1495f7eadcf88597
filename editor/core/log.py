"""What the editor and the running game say: lines with tick, source and severity; repeats are counted, not repeated."""

import logging
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
    """The last `capacity` lines, newest last. `changed` fires for each line."""

    changed = Signal()

    def __init__(self, capacity: int = 5000) -> None:
        self._lines: deque[LogLine] = deque(maxlen=capacity)

    @property
    def lines(self) -> tuple[LogLine, ...]:
        """All kept lines, oldest first."""
        return tuple(self._lines)

    def add(
        self, severity: Severity, source: str, text: str, tick: int | None = None, entity: str | None = None
    ) -> None:
        """Add a line; the same line again raises the count of the last one."""
        now = time.time()
        if self._lines:
            last = self._lines[-1]
            if (last.severity, last.source, last.text, last.entity) == (severity, source, text, entity):
                self._lines[-1] = replace(last, times=last.times + 1, tick=tick, time=now)
                self.changed.emit()
                return
        self._lines.append(LogLine(severity, source, text, tick, 1, now, entity))
        self.changed.emit()

    def count(self, severity: Severity) -> int:
        """How many kept lines have this severity."""
        return sum(line.severity == severity for line in self._lines)

    def clear(self) -> None:
        """Forget all lines."""
        self._lines.clear()
        self.changed.emit()


class LogHandler(logging.Handler):
    """Feeds warnings and errors of Python's logging into the model."""

    def __init__(self, model: LogModel) -> None:
        super().__init__(logging.WARNING)
        self._model = model

    def emit(self, record: logging.LogRecord) -> None:
        """Add the record as a line."""
        severity: Severity = "error" if record.levelno >= logging.ERROR else "warning"
        self._model.add(severity, record.name.rsplit(".", 1)[-1], record.getMessage())
