"""A page of the help as data: a title, sentences, and rows that may lead to other pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.api import Editor, PanelSpec


@dataclass(frozen=True)
class HelpRow:
    """A line of a table: what it is called, what is said of it, and where it leads.

    `anchor` lets a link jump here; `note` stands below the text in small letters; `link` is a page, `action:ID` or
    another address that the view understands.
    """

    title: str
    text: str
    note: str = ""
    anchor: str = ""
    link: str = ""


@dataclass(frozen=True)
class HelpTable:
    """Rows under a heading."""

    title: str
    rows: tuple[HelpRow, ...]


@dataclass(frozen=True)
class HelpPage:
    """One page.

    `id` is "KIND:NAME", such as "component:health"; `text` are paragraphs, in which `**word**` and `` `code` `` are
    marked; `links` are (address, words) of what can be done from here; `now` tells, when the page is shown, what is
    so at that moment; `words` are what else people look for.
    """

    id: str
    kind: str
    title: str
    icon: str
    text: tuple[str, ...]
    tables: tuple[HelpTable, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    words: str = ""
    now: Callable[[], str] = field(default=lambda: "", compare=False)

    @property
    def lead(self) -> str:
        """The first sentence, for lists of pages."""
        return self.text[0] if self.text else ""

    @property
    def rows(self) -> tuple[HelpRow, ...]:
        """The rows of all tables."""
        return tuple(row for table in self.tables for row in table.rows)


@dataclass(frozen=True)
class HelpSource:
    """What pages are made from: the editor's services and the panels of the window."""

    editor: Editor
    panels: Sequence[PanelSpec] = ()
