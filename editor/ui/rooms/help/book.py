"""The book of all pages: made from its sources, found by address, and searched by any word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpSource, HelpTable
from engine.walk import walk_modules

SOURCES = "editor.ui.rooms.help.sources"
HOME = "home:"
MOST_HITS = 80


@dataclass(frozen=True)
class Hit:
    """Something found: where it is (`PAGE` or `PAGE#ROW`), what it is called, and what is said of it."""

    address: str
    title: str
    kind: str
    icon: str
    text: str


class HelpBook:
    """Every page by id, in the order of their chapters."""

    def __init__(self, source: HelpSource) -> None:
        self.chapters: dict[str, list[HelpPage]] = {}
        modules = [module for module in walk_modules(SOURCES) if hasattr(module, "pages")]
        for module in sorted(modules, key=lambda each: each.ORDER):
            self.chapters.setdefault(module.KIND, []).extend(module.pages(source))
        self._pages = {page.id: page for pages in self.chapters.values() for page in pages}
        self._lines = [line for page in self._pages.values() for line in _lines(page)]

    def __contains__(self, address: str) -> bool:
        page, _, row = address.partition("#")
        found = self._pages.get(page)
        return found is not None and (not row or any(each.anchor == row for each in found.rows))

    def __iter__(self) -> Iterator[HelpPage]:
        return iter(self._pages.values())

    def __len__(self) -> int:
        return len(self._pages)

    def resolved(self, address: str) -> str:
        """The address of a page for one that names a section of the inspector: a component, or a table of a file."""
        kind, _, rest = address.partition(":")
        name, _, field = rest.partition("#")
        if kind != "section" or f"component:{name}" in self:
            return f"component:{rest}" if kind == "section" else address
        wanted = f"{name}.{field}"
        for page in self._pages.values():
            for each in page.rows if page.kind == "File" else ():
                if each.anchor == wanted or (not field and each.anchor.startswith(wanted)):
                    return f"{page.id}#{each.anchor}"
        return HOME

    def page(self, address: str) -> HelpPage:
        """The page at an address; the list of all chapters for one that leads nowhere."""
        name = address.partition("#")[0]
        if name in self._pages:
            return self._pages[name]
        if name.startswith("chapter:") and name.removeprefix("chapter:") in self.chapters:
            return self._chapter(name.removeprefix("chapter:"))
        return self.home()

    def home(self) -> HelpPage:
        """The first page: the guides, and every chapter with how many pages it has."""
        guides, *others = self.chapters
        rows = tuple(
            HelpRow(kind, _count(len(self.chapters[kind])), link=f"chapter:{kind}")
            for kind in others
            if self.chapters[kind]
        )
        text = "F1 opens the page of what has the keyboard. Search finds every page by any of its words."
        tables = (HelpTable(guides, _listed(self.chapters[guides])), HelpTable("Reference", rows))
        return HelpPage(HOME, "", "Help", "question", (text,), tables)

    def _chapter(self, kind: str) -> HelpPage:
        pages = sorted(self.chapters[kind], key=lambda page: page.title)
        return HelpPage(f"chapter:{kind}", "", kind, "question", (), (HelpTable("", _listed(pages)),))

    def search(self, typed: str) -> list[Hit]:
        """What has all the words that were typed, best first: in the title, in other names, then in the text."""
        words = typed.lower().split()
        if not words:
            return []
        scored = [
            (score, hit) for hit, title, names, text in self._lines if (score := _score(words, title, names, text))
        ]
        scored.sort(key=lambda each: -each[0])
        return [hit for _score, hit in scored[:MOST_HITS]]


def _listed(pages: Iterable[HelpPage]) -> tuple[HelpRow, ...]:
    return tuple(HelpRow(page.title, page.lead, link=page.id) for page in pages)


def _count(pages: int) -> str:
    return "1 page" if pages == 1 else f"{pages} pages"


def _lines(page: HelpPage) -> list[tuple[Hit, str, str, str]]:
    """What is searched: hit, title, other names and text, all in small letters; one for the page, one for each row."""
    rest = " ".join((*page.text, *(table.title for table in page.tables)))
    hit = Hit(page.id, page.title, page.kind, page.icon, page.lead)
    lines = [(hit, page.title.lower(), f"{page.words} {page.kind}".lower(), rest.lower())]
    for row in page.rows:
        if row.anchor:
            found = Hit(f"{page.id}#{row.anchor}", f"{page.title}: {row.title}", page.kind, page.icon, row.text)
            names = f"{page.title} {page.words} {row.anchor}".lower()
            lines.append((found, row.title.lower(), names, f"{row.text} {row.note}".lower()))
    return lines


def _score(words: list[str], title: str, names: str, text: str) -> float:
    """How well something fits; 0 when a word is missing."""
    total = 0.0
    for word in words:
        if title == word:
            total += 12.0
        elif title.startswith(word):
            total += 8.0
        elif f" {word}" in f" {title}":
            total += 6.0
        elif word in title:
            total += 4.0
        elif f" {word}" in f" {names}" or f"_{word}" in names:
            total += 3.0
        elif word in text:
            total += 1.0
        else:
            return 0.0
    return total - min(len(title), 60) / 100.0
