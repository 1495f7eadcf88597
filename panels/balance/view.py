"""The panel: win rates of the open encounter, where and how, what matters, what makes it fair, and its versions."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QStackedLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from editor.ui.api import Attention, EmptyState, Ui, look, row, tr
from panels.balance.badge_page import BadgePage
from panels.balance.fair_page import FairPage
from panels.balance.matters_page import MattersPage
from panels.balance.model import BalanceModel
from panels.balance.versions_page import VersionsPage
from panels.balance.where_page import WherePage

BADGE, WHERE, EMPTY_PAGE = 0, 1, 5
TABS_SPARE, EDGE = 12, 8


class BalanceView(QWidget):
    """Pages in tabs; beside them the switch."""

    def __init__(self, model: BalanceModel, ui: Ui) -> None:
        super().__init__()
        self.model, self._ui = model, ui
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.switch = QCheckBox()
        self.switch.setAccessibleName(tr("After each edit"))
        self.switch.setToolTip(tr("Play the open encounter beside the window after each edit"))
        self.switch.toggled.connect(self._switched)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Pages of fairness"))
        for name in (tr("Win rates"), tr("Where and how"), tr("What matters"), tr("Make it fair"), tr("Versions")):
            self.tabs.addTab(name)
        for arrow in self.tabs.findChildren(QToolButton):
            arrow.setAccessibleName(tr("More pages"))
        self.badge, self.where = BadgePage(model, ui), WherePage(model, ui)
        self.matters, self.fair = MattersPage(model.matters), FairPage(model.fairness, ui)
        self.versions = VersionsPage(model.versions)
        self._pages = (self.badge, self.where, self.matters, self.fair, self.versions)
        self.empty = EmptyState("scales", "", "", tr("Turn on"), self._help)
        body = QWidget()
        body.setMinimumSize(1, 1)
        self._body = QStackedLayout(body)
        for page in self._pages:
            self._body.addWidget(page)
        self._body.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(self.tabs, None, self.switch, margins=(0, 0, EDGE, 0), gap=EDGE, name="panelbar"))
        box.addWidget(body, 1)
        self.tabs.currentChanged.connect(lambda _page: self.refresh())
        self._attention = Attention(self)
        self._attention.changed.connect(self._changed)
        model.changed.connect(self._changed)
        self.destroyed.connect(lambda _=None: model.changed.disconnect(self._changed, missing_ok=True))
        look.follow(self, BalanceView._fit)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands."""
        model = self.model
        self.switch.blockSignals(True)
        self.switch.setChecked(model.is_on)
        self.switch.blockSignals(False)
        page = self.tabs.currentIndex()
        # What is asked for needs no rates, only an encounter that can be played.
        missing = model.empty if page in (BADGE, WHERE) or model.balance.standing in ("none", "failed") else None
        self._body.setCurrentIndex(EMPTY_PAGE if missing is not None else page)
        if missing is None:
            self._pages[page].refresh()
            return
        self.empty.glyph.show_glyph(missing.glyph, "icon.disabled")
        self.empty.say(tr(missing.title), tr(missing.text))
        self.empty.button.setText(tr(missing.action) if missing.action else "")
        parent = self.empty.button.parentWidget()
        if parent is not None:
            parent.setVisible(bool(missing.action))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel the switch goes without its words, which its tooltip has too."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Give the tabs what they need, as far as there is room: Qt would fold some that fit."""
        tabs, room = self.tabs.sizeHint().width() + look.px(TABS_SPARE), self.width() - 2 * look.px(EDGE)
        self.switch.setText(tr("After each edit"))
        if tabs + self.switch.sizeHint().width() > room:
            self.switch.setText("")
        self.tabs.setMinimumWidth(max(0, min(tabs, room - self.switch.sizeHint().width())))

    def _changed(self, *_values: object) -> None:
        if self._attention.is_on:
            self.refresh()

    def _switched(self, is_on: bool) -> None:
        self.model.switch(is_on)

    def _help(self) -> None:
        action = self.model.help()
        if action:
            self._ui.run(action)
