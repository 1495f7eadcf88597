"""The conflicts room: places at the left, versions side by side at the right, what was merged anyway below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from editor.ui.api import (
    Attention,
    ElidedLabel,
    EmptyState,
    Table,
    Ui,
    column,
    explain,
    icon_label,
    label,
    look,
    push_button,
    row,
    tool_button,
    tr,
)
from editor.ui.rooms.conflicts.model import SET_UP, ConflictsModel, Merged
from editor.ui.rooms.conflicts.places import PlacesTree
from editor.ui.rooms.conflicts.sides import ORIGINS, SidesTable
from editor.ui.rooms.table import Cell, Column, RowsModel

NARROW, TIGHT, TINY, LOW, FLAT = 700, 560, 420, 330, 116
"""Below these sizes [px at 100 % text size] the tree, the longer words, all words of the sides' buttons, the second
list beside the first, and the line below the versions give way; why Apply is off is in its tooltip too."""


class ConflictsView(QWidget):
    """The open merge, or what will be here and how git merges are set up."""

    def __init__(self, model: ConflictsModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self._is_stale = True
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.places = PlacesTree(model)
        self.table = SidesTable(model)
        self.table.selectionModel().currentChanged.connect(self._tell_current)
        self._make_bar()
        self._make_foot()
        self.empty = EmptyState(
            "git-merge",
            tr("No conflicts"),
            tr(
                "When a file changes elsewhere while you change the same value here, both versions stand here side by "
                "side. With git, scenes merge entity by entity once that is set up."
            ),
            tr("Set up merging in git…"),
            self._set_up,
        )
        self._stack = QStackedLayout(self)
        for page in (self._page(), self.empty):
            self._stack.addWidget(page)
        self.setFocusProxy(self.table)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        model.changed.connect(self._changed)
        self.refresh()

    # -- parts -----------------------------------------------------------------------------------------------------

    def _make_bar(self) -> None:
        model = self._model
        self.glyph = icon_label("git-merge", "provenance.merge", 16)
        self.heading = ElidedLabel("", "strong")
        self.counter = label("", "secondary")
        self.take_mine = tool_button(
            "user", tr("Let mine hold in every conflict"), text=tr("Take all mine"), size=22, glyph_size=14
        )
        self.take_theirs = tool_button(
            "file-arrow-down",
            tr("Let theirs hold in every conflict"),
            text=tr("Take all theirs"),
            size=22,
            glyph_size=14,
        )
        self.apply = push_button(tr("Apply merge"), "primary")
        self.take_mine.clicked.connect(lambda: model.choose_all("ours"))
        self.take_theirs.clicked.connect(lambda: model.choose_all("theirs"))
        self.apply.clicked.connect(model.apply)

    def _make_foot(self) -> None:
        self.why_glyph = icon_label("prohibit", "icon.secondary", 14)
        self.why = ElidedLabel("", "caption")
        self.toggle = tool_button(
            "caret-right", tr("Show what was merged without a conflict"), text=" ", size=22, glyph_size=12
        )
        self.toggle.setCheckable(True)
        self.toggle.setProperty("quiet", True)
        self.toggle.toggled.connect(self._show_merged)
        self.merged_rows = RowsModel((Column(tr("Merged without a conflict")), Column(tr("Whose"))), self._merged_cells)
        self.merged = Table((0, 96))
        self.merged.setModel(self.merged_rows)
        self.merged.setAccessibleName(tr("Merged without a conflict"))
        self.merged.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.merged.hide()

    def _page(self) -> QWidget:
        self._split = QSplitter(Qt.Orientation.Horizontal)
        lists = column((self.table, 3), (self.merged, 2))
        for widget in (self.places, lists):
            self._split.addWidget(widget)
        self._split.setChildrenCollapsible(False)
        self._split.setStretchFactor(0, 0)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([look.px(208), look.px(800)])
        bar = row(
            self.glyph,
            (self.heading, 1),
            self.counter,
            self.take_mine,
            self.take_theirs,
            self.apply,
            margins=(8, 4, 4, 4),
            gap=8,
        )
        self._foot = foot = row(self.why_glyph, (self.why, 1), self.toggle, margins=(8, 1, 4, 1), gap=6)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(self._split, 1)
        box.addWidget(foot)
        return page

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the merge as it is now."""
        self._is_stale = False
        model = self._model
        self._stack.setCurrentIndex(0 if model.is_open else 1)
        if not model.is_open:
            self._show_empty()
            return
        glyph, colour = ORIGINS[model.origin]
        self.glyph.show_glyph(glyph, colour)
        self.take_theirs.set_glyph(glyph, "icon.primary")
        self.places.show_places(model.places())
        self.table.show_rows(model.rows())
        why = tr(model.why_not_apply)
        explain(self.apply, tr("Make the merge one step of the history"), why)
        merged = model.merged()
        self.merged_rows.show(merged)
        self.toggle.setVisible(bool(merged))
        self._fit()
        self._tell_current()

    def _show_empty(self) -> None:
        model = self._model
        offer = model.offer
        if offer:
            self.empty.say(offer, tr("It is not taken in yet. Problems says what changed; Files, Take in does it."))
        elif model.editor.document is None:
            self.empty.say(tr("No project is open"), tr("What clashes with changes made elsewhere is resolved here."))
        elif model.is_set_up:
            self.empty.say(
                tr("No conflicts"),
                tr("Git merges this project by entity; where both sides changed the same value, both stand here."),
            )
        else:
            self.empty.say(
                tr("No conflicts"),
                tr(
                    "When a file changes elsewhere while you change the same value here, both versions stand here side "
                    "by side. With git, scenes merge entity by entity once that is set up."
                ),
            )
        self.empty.offer("" if model.is_set_up else tr("Set up merging in git…"), self._set_up)
        why = "" if model.editor.document is not None else tr("Open a project first.")
        explain(self.empty.button, tr("Let git merge this project's files entity by entity"), why)

    def _set_up(self) -> None:
        self._ui.run(SET_UP)

    def _tell_current(self, *_values: object) -> None:
        """Below: what the current conflict is about, or why the merge can't be applied."""
        current, why = self.table.current(), self._model.why_not_apply
        if not why:
            self.why_glyph.show_glyph("check-circle-fill", "severity.ok")
            self.why.set_whole(tr("All resolved. Applying makes the merge one step of the history."))
        elif current is not None and self._model.counter and not self._model.is_held:
            self.why_glyph.show_glyph("info", "icon.secondary")
            self.why.set_whole(current.sentence)
        else:
            self.why_glyph.show_glyph("prohibit", "icon.secondary")
            self.why.set_whole(tr(why))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give room to the versions where there is little."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width, height = self.width() / look.scale, self.height() / look.scale
        self.places.setVisible(width >= NARROW)
        self.heading.set_whole(tr(self._model.heading) if width >= TIGHT else "")
        counter = tr(self._model.counter)
        self.counter.setText(counter if width >= TINY else counter.rpartition(" ")[0])
        for button, words in ((self.take_mine, tr("Take all mine")), (self.take_theirs, tr("Take all theirs"))):
            short = words.rpartition(" ")[2].capitalize() if width >= TINY else ""
            button.set_text(words if width >= TIGHT else short)
        self.apply.setText(tr("Apply merge") if width >= TINY else tr("Apply"))
        count = self.merged_rows.rowCount()
        long = tr("{count} merged without a conflict", count=f"{count:,}")
        self.toggle.set_text(long if width >= TIGHT else tr("{count} merged", count=f"{count:,}"))
        is_shown = self.toggle.isChecked() and bool(count)
        self._foot.setVisible(height >= FLAT or is_shown)
        self.merged.setVisible(is_shown)
        self.table.setVisible(not is_shown or height >= LOW)

    def _show_merged(self, is_shown: bool) -> None:
        self.toggle.set_glyph("caret-down" if is_shown else "caret-right")
        verb = (
            tr("Hide what was merged without a conflict") if is_shown else tr("Show what was merged without a conflict")
        )
        self.toggle.setToolTip(verb)
        self._fit()

    def _merged_cells(self, change: Merged) -> tuple[Cell, Cell]:
        if change.who == "ours":
            return Cell(change.sentence, "user", "provenance.you"), Cell(tr("Mine"), colour="provenance.you")
        glyph, colour = ORIGINS[self._model.origin]
        return Cell(change.sentence, glyph, colour), Cell(tr("Theirs"), colour=colour)

    def _attend(self, is_seen: bool) -> None:
        if is_seen and self._is_stale:
            self.refresh()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.refresh()
        else:
            self._is_stale = True
