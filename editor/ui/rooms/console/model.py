"""The log's lines, newest first, by severity and by words."""

from __future__ import annotations

from typing import Any

from editor.api import Signal

SEVERITIES = ("error", "warning", "info", "detail")
ASKED_FOR = frozenset({"detail"})
"""What is left out until somebody wants to see it: how the program itself fares."""
_SHOWN_AS = {"error": "error", "warning": "warning", "info": "info", "ok": "info", "detail": "detail"}


class ConsoleModel:
    """Lines of the log that pass the filter; `changed` fires when there may be others."""

    changed = Signal()

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.shown = set(SEVERITIES) - ASKED_FOR
        self.words = ""
        editor.log.changed.connect(self._changed)

    def close(self) -> None:
        """Stop following the log."""
        self.editor.log.changed.disconnect(self._changed)
        self.changed.disconnect()

    def lines(self) -> tuple[Any, ...]:
        """The lines to show, newest first."""
        word = self.words.lower()
        return tuple(
            line
            for line in reversed(self.editor.log.lines)
            if _SHOWN_AS[line.severity] in self.shown and word in f"{line.source} {line.text}".lower()
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing was said yet, filters aside."""
        return not self.editor.log.lines

    def count(self, severity: str) -> int:
        """How many lines a severity button stands for; notes include what went well."""
        return sum(_SHOWN_AS[line.severity] == severity for line in self.editor.log.lines)

    def show(self, severity: str, is_shown: bool) -> None:
        """Show or hide a severity."""
        (self.shown.add if is_shown else self.shown.discard)(severity)
        self.changed.emit()

    def search(self, words: str) -> None:
        """Show only lines that contain the words."""
        self.words = words.strip()
        self.changed.emit()

    def clear(self) -> None:
        """Forget all lines."""
        self.editor.log.clear()

    def text(self) -> str:
        """The shown lines as text for the clipboard, oldest first, fields divided by tabs."""
        return "\n".join(
            "\t".join(
                ("" if line.tick is None else str(line.tick), line.severity, line.source, line.text, f"x{line.times}")
            )
            for line in reversed(self.lines())
        )

    def select(self, line: Any) -> None:
        """Select the entity that a line is about."""
        if line.entity:
            self.editor.selection.set([line.entity])

    def _changed(self) -> None:
        self.changed.emit()
