"""The button that begins and ends a recording: how far it is stands beside it, and a menu has other lengths."""

from abc import abstractmethod
from collections.abc import Sequence

from PySide6.QtWidgets import QMenu, QProgressBar, QWidget

from editor.tr import tr
from editor.ui.kit.box import fixed_width, row
from editor.ui.kit.buttons import explain, tool_button
from editor.ui.kit.labels import label
from editor.ui.kit.popup import Entry, menu_below

BAR_WIDTH = 56


class RecordControl(QWidget):
    """What recordings of every profiler share; each says in `refresh` what its own is at, and in `press` what it does.

    Each ends its constructor with `look.follow(self, Own.refresh)`, since the widths come from the text size.

    `progress` names the bar for screen readers; `lengths` says what the menu is for, and without it there is none.
    """

    def __init__(self, progress: str = "", lengths: str = "") -> None:
        super().__init__()
        self._has_lengths = bool(lengths)
        self._with_words = True
        self.button = tool_button("record", tr("Record"), text=tr("Record"), size=22, glyph_size=14)
        self.more = tool_button("caret-down", lengths, size=22, glyph_size=12)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(progress)
        fixed_width(self.bar, BAR_WIDTH)
        self.count = label("", "caption")
        self._row = row(self.bar, self.count, self.button, self.more, gap=2)
        self._row.setParent(self)
        self.button.clicked.connect(lambda _checked=False: self.press())
        self.more.clicked.connect(lambda _checked=False: self.offer())

    def set_words(self, with_words: bool) -> None:
        """Show the button with its text, or the glyph alone where there is no room."""
        if with_words != self._with_words:
            self._with_words = with_words
            self.refresh()

    @abstractmethod
    def refresh(self) -> None:
        """Take the state of the recording: `show_ready` or `show_running`."""

    @abstractmethod
    def press(self) -> None:
        """Begin, or end."""

    def lengths(self) -> Sequence[Entry]:
        """The lines of the menu."""
        return ()

    def offer(self) -> QMenu:
        """Open the menu of lengths."""
        return menu_below(self.more, self.lengths())

    def show_ready(self, words: str, tip: str, why_not: str = "") -> None:
        """Nothing is recorded: what the button says and does, and why it can't now."""
        self._show("record", words, tip, why_not)

    def show_running(self, words: str, tip: str, count: str, progress: tuple[int, int] | None = None) -> None:
        """A recording goes on: how to end it, how much there is, and (there, wanted) where that has an end."""
        self._show("stop-fill", words, tip, "", count, progress)

    def _show(
        self, glyph: str, words: str, tip: str, why_not: str, count: str = "", progress: tuple[int, int] | None = None
    ) -> None:
        self.bar.setVisible(progress is not None)
        if progress is not None:
            self.bar.setRange(0, progress[1])
            self.bar.setValue(progress[0])
        self.count.setVisible(bool(count) and self._with_words)
        self.count.setText(count)
        self.more.setVisible(self._has_lengths and not count)
        self.button.set_glyph(glyph)
        self.button.set_text(words if self._with_words else "")
        explain(self.button, tip, why_not)
        self.button.setAccessibleName(words)
        self._row.adjustSize()
        self.setFixedSize(self._row.sizeHint())
        self._row.resize(self.size())
