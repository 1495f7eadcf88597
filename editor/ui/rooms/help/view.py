"""The help panel: search, the way back, and a page whose links lead on or do what they say."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, Qt, QUrl
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QTextBrowser, QVBoxLayout, QWidget

from editor.qt_keys import is_letter
from editor.ui.api import Table, Ui, explain, look, row, tool_button, tr
from editor.ui.kit.gutter import Gutter
from editor.ui.rooms.help.book import HOME, Hit
from editor.ui.rooms.help.html import page_html
from editor.ui.rooms.help.model import HelpModel
from editor.ui.rooms.search import SearchField, nothing_found
from editor.ui.rooms.table import Cell, Column, RowsModel

RUN, PANEL = "run:", "panel-open:"


class PageBrowser(QTextBrowser):
    """A page; it is given whole, so nothing is loaded from anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.setOpenLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setProperty("role", "page")
        self.setAccessibleName(tr("Page"))
        look.follow(self, lambda page: page.document().setDocumentMargin(look.px(8)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are the search's."""
        if is_letter(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Nothing: pages hold text only."""
        return None


class HitTable(Table):
    """What was found; Enter and a click open it."""

    def __init__(self, rows: RowsModel, model: HelpModel) -> None:
        super().__init__((0, 104), drop=(1,))
        self._rows, self._help = rows, model
        self.setModel(rows)
        self.setAccessibleName(tr("What was found"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.clicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the current line; letters are the search's."""
        if is_letter(event):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def open_current(self) -> None:
        """Open the current line, or the first."""
        index = self.currentIndex()
        self._open(index if index.isValid() else self._rows.index(0, 0))

    def _open(self, index: object) -> None:
        hit = self._rows.item(index)  # type: ignore[arg-type]
        if hit is not None:
            self._help.open(hit.address)


class HelpSearch(SearchField):
    """Down goes to the lines that were found, Enter opens the best."""

    def __init__(self, table: HitTable) -> None:
        super().__init__(tr("Search the help"))
        self._table = table

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Enter belong to the lines below."""
        if event.key() == Qt.Key.Key_Down and self._table.isVisible():
            self._table.setFocus(Qt.FocusReason.TabFocusReason)
            self._table.setCurrentIndex(self._table.model().index(0, 0, QModelIndex()))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.text():
            self._table.open_current()
        else:
            super().keyPressEvent(event)


class HelpView(QWidget):
    """One page at a time, or what was found."""

    def __init__(self, model: HelpModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.came_from: QWidget | None = None
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        model.take_panels(getattr(ui.window, "specs", ()))
        self.rows = RowsModel((Column(tr("Page")), Column(tr("Kind"))), _cells)
        self.table = HitTable(self.rows, model)
        self.search = HelpSearch(self.table)
        self.search.textChanged.connect(model.search)
        self.back = tool_button("arrow-left", tr("Back"))
        self.forward = tool_button("arrow-right", tr("Forward"))
        self.home = tool_button("house", tr("All pages"))
        self.back.clicked.connect(lambda: model.go(-1))
        self.forward.clicked.connect(lambda: model.go(1))
        self.home.clicked.connect(lambda: model.open(HOME))
        self.browser = PageBrowser()
        self.browser.anchorClicked.connect(self._follow)
        self._nothing = nothing_found(self.search, tr("No page has these words"), tr("Fewer words find more."))
        lists = QWidget()
        self._stack = QStackedLayout(lists)
        for page in (self.browser, self.table, self._nothing):
            self._stack.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        bar = row(self.back, self.forward, self.home, (self.search, 1), margins=(4, 4, 8, 4))
        self._gutter = Gutter(self.browser, bar)
        box.addWidget(bar)
        box.addWidget(lists, 1)
        self.setFocusProxy(self.browser)
        for keys, steps in (("Alt+Left", -1), ("Alt+Right", 1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda steps=steps: model.go(steps))
        model.turned.connect(self.show_page)
        model.found.connect(self._show_hits)
        look.follow(self, HelpView.show_page)

    def event(self, event: QEvent) -> bool:
        """Letters search wherever in the panel the keyboard is; they choose no tool of the viewport."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and is_letter(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter goes on with the search; Esc gives the keyboard back to what had it."""
        if is_letter(event):
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.search.deselect()
            self.search.insert(event.text())
        elif event.key() == Qt.Key.Key_Escape and self.came_from is not None and shiboken6.isValid(self.came_from):
            self.came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def show_page(self) -> None:
        """Show the page that the model has turned to, at its row."""
        if self.search.text() and not self._model.words:
            self.search.blockSignals(True)
            self.search.clear()
            self.search.blockSignals(False)
        marked = self._model.address.partition("#")[2]
        page = self._model.page
        self.browser.setHtml(page_html(page, marked))
        self.browser.setAccessibleName(tr(page.title))
        if marked:
            self.browser.scrollToAnchor(marked)
        for button, tip, steps in ((self.back, tr("Back"), -1), (self.forward, tr("Forward"), 1)):
            explain(button, tip, tr(self._model.why_not_go(steps)))
        self._stack.setCurrentWidget(self.browser)

    def _show_hits(self) -> None:
        if not self._model.words:
            self.show_page()
            return
        hits = self._model.hits()
        self.rows.show(hits)
        if hits:
            self.table.setCurrentIndex(self.rows.index(0, 0))
        self._stack.setCurrentWidget(self.table if hits else self._nothing)

    def _follow(self, address: QUrl) -> None:
        """A link: another page, an action, or a panel."""
        text = address.toString()
        if text.startswith(RUN):
            self._ui.run(text.removeprefix(RUN))
        elif text.startswith(PANEL):
            self._ui.show_panel(text.removeprefix(PANEL))
        else:
            self._model.open(text)


def _cells(hit: Hit) -> tuple[Cell, Cell]:
    return Cell(tr(hit.title), hit.icon, tip=tr(hit.text)), Cell(tr(hit.kind), colour="text.secondary")
