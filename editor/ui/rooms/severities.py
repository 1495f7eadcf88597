"""The buttons that show and hide severities, with their counts."""

from __future__ import annotations

from collections.abc import Callable

from editor.tr import tr
from editor.ui.kit.buttons import ToolButton

GLYPHS = {
    "error": ("x-circle-fill", "severity.error"),
    "warning": ("warning-fill", "severity.warning"),
    "hint": ("lightbulb", "severity.hint"),
    "info": ("info", "severity.info"),
    "detail": ("wrench", "icon.secondary"),
    "ok": ("check-circle-fill", "severity.ok"),
}
_WORDS = {
    "error": ("error", "errors"),
    "warning": ("warning", "warnings"),
    "hint": ("hint", "hints"),
    "info": ("note", "notes"),
    "detail": ("detail", "details"),
}


class SeverityButton(ToolButton):
    """Glyph, count and word of one severity; on means shown."""

    def __init__(self, severity: str, show: Callable[[str, bool], None], *, is_on: bool = True) -> None:
        glyph, colour = GLYPHS[severity]
        self._words = _WORDS[severity]
        self._number, self._is_compact = 0, False
        super().__init__(glyph, "", text=" ", size=22, glyph_size=14, colour=colour, checkable=True, quiet=True)
        self.setChecked(is_on)
        self.toggled.connect(lambda is_on: show(severity, is_on))
        self.toggled.connect(self._tell)
        self._tell()

    def count(self, number: int) -> None:
        """Show how many there are."""
        self._number = number
        words = f"{number:,} {tr(self._words[0] if number == 1 else self._words[1])}"
        self.set_text(f"{number:,}" if self._is_compact else words)
        self.setAccessibleName(words)

    def compact(self, is_on: bool) -> None:
        """Leave the word out where there is no room for it; the glyph and the tooltip tell it."""
        if is_on != self._is_compact:
            self._is_compact = is_on
            self.count(self._number)

    def _tell(self) -> None:
        verb = tr("Hide {things}") if self.isChecked() else tr("Show {things}")
        self.setToolTip(verb.format(things=tr(self._words[1])))
