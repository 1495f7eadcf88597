"""The colours and sizes of the viewport from the table of tokens, as Qt colours."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from PySide6.QtGui import QColor

from engine.resources import resource


@cache
def _tokens() -> dict[str, Any]:
    return tomllib.loads(resource("theme", "tokens.toml").read_text(encoding="utf-8"))


class Colours:
    """The tokens of one theme: `colours.of("viewport.chip")` as a QColor, `text` as "#rrggbb"."""

    def __init__(self, theme: str) -> None:
        # Chips are dark in the light theme too, as the scene under them does not change: so is all that lies on them.
        self._table: dict[str, Any] = _tokens()["theme"]["dark" if theme == "light" else theme]
        self.is_stark = theme == "high_contrast"
        """Whether nothing of the scene may shine through what is written over it."""

    def text(self, path: str) -> str:
        """A colour as "#rrggbb"; KeyError for an unknown path."""
        group, _, name = path.partition(".")
        return str(self._table[group][name])

    def of(self, path: str, opacity: float = 1.0) -> QColor:
        """A colour to paint with."""
        colour = QColor(self.text(path))
        colour.setAlphaF(opacity)
        return colour


def size(path: str) -> int:
    """A size in logical pixels, as "radius.chip"."""
    group, _, name = path.partition(".")
    return int(_tokens()[group][name])
