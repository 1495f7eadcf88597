"""The help's model: the book of pages, the page that is shown, the way back, and what was searched for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from editor.api import Links, PanelSpec, Signal
from editor.ui.rooms.help.book import HOME, HelpBook, Hit
from editor.ui.rooms.help.page import HelpPage, HelpSource

KEPT = 50
"""So many pages lie on the way back."""


class HelpModel:
    """`turned` fires when another page is shown, `found` when other words are searched for."""

    turned = Signal()
    found = Signal()

    def __init__(self, editor: Any) -> None:
        self.editor = editor
        self.panels: Sequence[PanelSpec] = ()
        self.words = ""
        self._book: HelpBook | None = None
        self._way: list[str] = [HOME]
        self._place = 0
        self._links = Links((editor.actions.changed, self._outdated), (editor.opened, self._outdated))

    def close(self) -> None:
        """Stop following the editor."""
        self._links.close()
        self.turned.disconnect()
        self.found.disconnect()

    def take_panels(self, panels: Sequence[PanelSpec]) -> None:
        """The panels that the window has."""
        self.panels = tuple(panels)
        self._outdated()

    @property
    def book(self) -> HelpBook:
        """All pages, made when they are first wanted and again when actions or the project have changed."""
        if self._book is None:
            self._book = HelpBook(HelpSource(self.editor, self.panels))
        return self._book

    @property
    def address(self) -> str:
        """Where we are: a page, perhaps with a row of it."""
        return self._way[self._place]

    @property
    def page(self) -> HelpPage:
        """The page that is shown."""
        return self.book.page(self.address)

    def open(self, address: str) -> None:
        """Show a page; the one before is one step back."""
        self.words = ""
        address = self.book.resolved(address)
        if address != self.address:
            self._way = [*self._way[: self._place + 1], address][-KEPT:]
            self._place = len(self._way) - 1
        self.turned.emit()

    def go(self, steps: int) -> None:
        """Go back (-1) or forward (1) on the way that was taken, as far as there is one."""
        self.words = ""
        self._place = min(max(self._place + steps, 0), len(self._way) - 1)
        self.turned.emit()

    def why_not_go(self, steps: int) -> str:
        """Why there is no way in that direction; empty when there is."""
        if steps < 0:
            return "" if self._place else "This is the first page that was read."
        return "" if self._place < len(self._way) - 1 else "No page was read after this one."

    def search(self, words: str) -> None:
        """Look for words; none shows the page again."""
        self.words = words.strip()
        self.found.emit()

    def hits(self) -> list[Hit]:
        """What was found."""
        return self.book.search(self.words)

    def _outdated(self, *_values: object) -> None:
        self._book = None
