"""What narrows the tree: words, the four priorities with their counts, and one value of other columns."""

from functools import partial
from typing import Literal

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from editor.ui.api import (
    SEPARATOR,
    ElidedLabel,
    Entry,
    SearchField,
    ToolButton,
    column,
    explain,
    look,
    menu_below,
    row,
    tool_button,
    tr,
)
from engine.audit.site import PRIORITIES
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.table import CHOICES
from panels.unwrap_audit.words import MARKS, MEANINGS, choice_title, counted

MOST_CHOICES, BESIDE_WORDS, TOLD, GLYPHS_FROM = 40, 42, 64, 230
Says = Literal["all", "count", "glyph"]
"""Of a priority: its name and count beside the glyph, the count, or nothing."""
NAMES = {"kind": "Kind", "context": "Context", "crate": "Crate", "status": "Status"}


class PriorityButton(ToolButton):
    """Glyph, name and count of a priority; on means shown."""

    def __init__(self, priority: str, model: AuditModel) -> None:
        glyph, colour = MARKS[priority]
        super().__init__(glyph, "", text=priority, size=22, glyph_size=14, colour=colour, checkable=True, quiet=True)
        self._priority, self._model = priority, model
        self.says: Says = "all"
        self.setChecked(True)
        self.clicked.connect(lambda _checked=False: model.toggle(priority))

    def refresh(self, count: int) -> None:
        """Show how many there are, and whether they are shown."""
        is_on = self._priority in self._model.narrowing.priorities
        self.setChecked(is_on)
        self.set_text({"all": f"{self._priority} {count:,}", "count": f"{count:,}", "glyph": ""}[self.says])
        state = tr("shown") if is_on else tr("hidden")
        self.setToolTip(f"{self._priority}, {counted(count, 'finding')}, {state}. {tr(MEANINGS[self._priority])}")
        self.setAccessibleName(
            tr("{priority}, {findings}", priority=self._priority, findings=counted(count, "finding"))
        )


class FilterBar(QWidget):
    """Words take effect when the keyboard rests between two letters; the list below follows."""

    def __init__(self, model: AuditModel) -> None:
        super().__init__()
        self._model = model
        self.search = SearchField(tr("Words of crates, files, items and code"))
        self.search.textChanged.connect(lambda _text: self._soon.start())
        # Letters that come faster than they are looked for are taken together.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.take_words)
        self.priorities = {each: PriorityButton(each, model) for each in PRIORITIES}
        self.more = tool_button("funnel", tr("Narrow by kind, context, crate or status"), size=22, glyph_size=14,
                                checkable=True, quiet=True)  # fmt: skip
        self.more.clicked.connect(lambda _checked=False: self.offer())
        self.told = ElidedLabel("", "caption")
        self.clear = tool_button("x", tr("Show all findings"), size=22, glyph_size=12)
        self.clear.clicked.connect(lambda _checked=False: self._show_all())
        self._first = row((self.search, 1), self.more, self.clear, margins=(4, 4, 4, 0), gap=2)
        self._chips = row(*self.priorities.values(), gap=2)
        self._second = row(self._chips, 4, (self.told, 1), margins=(4, 2, 8, 2))
        box = column(self._first, self._second)
        self.setMinimumWidth(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)

    def refresh(self) -> None:
        """Show what is let through."""
        model = self._model
        self._fit()
        narrowing = model.narrowing
        chosen = [f"{tr(NAMES[name]).lower()} {choice_title(name, getattr(narrowing, name))}"
                  for name in CHOICES if getattr(narrowing, name)]  # fmt: skip
        self.more.setChecked(bool(chosen))
        if not self._soon.isActive() and self.search.text().split() != narrowing.words.split():
            self.search.blockSignals(True)
            self.search.setText(narrowing.words)
            self.search.blockSignals(False)
        shown, whole = len(model.groups.rows), len(model.table)
        told = tr("{shown} of {whole}", shown=f"{shown:,}", whole=f"{whole:,}") if shown != whole else f"{whole:,}"
        self.told.set_whole(", ".join([told, *chosen]))
        explain(self.clear, tr("Show all findings"), "" if narrowing.is_any else tr("All are shown."))

    def set_low(self, *, is_low: bool) -> None:
        """In one line where there is little height: the priorities are glyphs then, and the count is a tooltip."""
        if is_low == self._second.isHidden():
            return
        first, second = self._first.layout(), self._second.layout()
        assert isinstance(first, QBoxLayout)
        assert isinstance(second, QBoxLayout)
        if is_low:
            first.insertWidget(1, self._chips)
        else:
            second.insertWidget(0, self._chips)
        self._second.setVisible(not is_low)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The buttons say as much as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        counts = self._model.table.by_priority()
        whole = sum(look.text_width(f"{each} {count:,}") + look.px(BESIDE_WORDS) for each, count in counts.items())
        says: Says = "glyph" if self._second.isHidden() else "all" if whole + look.px(TOLD) <= self.width() else "count"
        # In a very narrow and low panel they are in the menu alone.
        self._chips.setVisible(says != "glyph" or self.width() >= look.px(GLYPHS_FROM))
        for priority, button in self.priorities.items():
            button.says = says
            button.refresh(counts[priority])

    def take_words(self) -> None:
        """Look for the words that stand in the field now."""
        self._soon.stop()
        self._model.narrow(words=self.search.text().strip())

    def offer(self) -> QMenu:
        """Open the menu of values to choose one of, by column."""
        self.refresh()
        return menu_below(self.more, self.offer_entries())

    def offer_entries(self) -> list[Entry]:
        """The priorities, and the columns of which one value can be chosen, each with its values."""
        narrowing, by_priority = self._model.narrowing, self._model.table.by_priority()
        priorities: list[Entry] = [
            (_line(f"{each}  {count:,}", each in narrowing.priorities), partial(self._model.toggle, each), "")
            for each, count in by_priority.items()
        ]
        counts = {name: self._model.table.counts(name) for name in CHOICES}
        columns = [name for name in CHOICES if len(counts[name]) > 1]
        return [
            (tr("Priority"), priorities, ""),
            *((tr(NAMES[name]), self._values(name, counts[name]), "") for name in columns),
        ]

    def _values(self, name: str, counts: dict[str, int]) -> list[Entry]:
        now = getattr(self._model.narrowing, name)
        most = sorted(counts, key=lambda value: -counts[value])[:MOST_CHOICES]
        values = [value for value in counts if value in most and value]
        return [
            (_line(tr("All"), not now), partial(self._model.narrow, **{name: ""}), ""),
            SEPARATOR,
            *(
                (_line(f"{choice_title(name, value)}  {counts[value]:,}", value == now),
                 partial(self._model.narrow, **{name: value}), "")
                for value in values
            ),
        ]  # fmt: skip

    def _show_all(self) -> None:
        self.search.clear()
        self._soon.stop()
        self._model.widen()
        (self.search.narrowed or self.search).setFocus()


def _line(text: str, is_chosen: bool) -> str:
    return f"{text}  \N{CHECK MARK}" if is_chosen else text
