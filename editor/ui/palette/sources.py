"""What the palette finds besides actions and entities: settings by their titles, and the help after a "?"."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from editor.api import PanelSpec
from editor.core.editor import Editor
from editor.core.settings.models import Section, SettingsModel
from editor.tr import tr
from editor.ui.palette.fuzzy import match
from editor.ui.palette.result import MOST, Result, Results, Scored

if TYPE_CHECKING:
    from editor.ui.rooms.help.book import HelpBook

LEAST_TYPED = 2
AFTER_ACTIONS = -2.0
"""An action of the same name comes first: it does what the setting would only show."""


class PaletteSources:
    """Looks into settings and help; `show_help` gets an address, `show_setting` the title of one to be found."""

    def __init__(
        self,
        editor: Editor,
        panels: Sequence[PanelSpec],
        show_help: Callable[[str], None],
        show_setting: Callable[[str], None],
    ) -> None:
        self._editor, self._panels = editor, panels
        self._show_help, self._show_setting = show_help, show_setting
        self._book: HelpBook | None = None

    def renew(self) -> None:
        """Forget the pages of the help: actions and the project may have changed since they were made."""
        self._book = None

    def settings(self, typed: str) -> Iterator[Scored]:
        """The settings whose titles fit, with how well they do."""
        if len(typed.strip()) < LEAST_TYPED:
            return
        for section, title in titles():
            text = tr("Setting: {title}", title=tr(title))
            found = match(typed, text)
            if found is not None:

                def choose(title: str = title) -> None:
                    self._show_setting(tr(title))

                line = Result(text, "gear", tr(section), "", "", found.places, choose)
                yield found.score + AFTER_ACTIONS, line

    def help(self, typed: str) -> Results:
        """The pages of the help that have all typed words, and their rows."""
        if self._book is None:
            from editor.ui.rooms.help.book import HelpBook
            from editor.ui.rooms.help.page import HelpSource

            self._book = HelpBook(HelpSource(self._editor, self._panels))
        lines = []
        for hit in self._book.search(typed)[:MOST]:

            def choose(address: str = hit.address) -> None:
                self._show_help(address)

            lines.append(Result(tr(hit.title), hit.icon, tr(hit.kind), "", "", (), choose))
        return Results(lines, len(self._book), tr("pages of the help"))


def titles() -> Iterator[tuple[str, str]]:
    """(section, title) of every setting."""
    for field in SettingsModel.model_fields.values():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, Section):
            yield from ((str(field.title), str(each.title)) for each in section.model_fields.values())
