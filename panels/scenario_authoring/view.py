"""The panel: the six steps of a proposal one below the other, and the proposals that are kept."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QStackedLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from editor.ui.api import Attention, EmptyState, Ui, column, look, row, scrolled, tr
from panels.scenario_authoring.accept_bar import AcceptBar
from panels.scenario_authoring.answer_section import AnswerSection, CheckSection
from panels.scenario_authoring.kept_page import KeptPage
from panels.scenario_authoring.model import AuthoringModel
from panels.scenario_authoring.playtest_section import PlaytestSection
from panels.scenario_authoring.review_section import ReviewSection
from panels.scenario_authoring.waiting_bar import WaitingBar
from panels.scenario_authoring.wish_section import WishSection

STEPS_PAGE, KEPT_PAGE, EMPTY_PAGE = 0, 1, 2
TABS_SPARE = 12


class AuthoringView(QWidget):
    """Steps scroll as a whole; Accept stays in sight below them."""

    def __init__(self, model: AuthoringModel, ui: Ui) -> None:
        super().__init__()
        self.model, self._ui = model, ui
        self._goes_on = ""
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Pages of proposals"))
        for name in (tr("Proposal"), tr("Kept")):
            self.tabs.addTab(name)
        for arrow in self.tabs.findChildren(QToolButton):
            arrow.setAccessibleName(tr("More pages"))
        self.wish, self.answer, self.check = WishSection(model, ui), AnswerSection(model), CheckSection(model)
        self.review, self.playtest = ReviewSection(model, ui), PlaytestSection(model, ui)
        self.accept, self.kept = AcceptBar(model, ui), KeptPage(model, ui)
        self.waiting = WaitingBar(model)
        self._sections = (self.wish, self.answer, self.check, self.review, self.playtest)
        page = column(*self._sections, None, margins=(8, 8, 8, 8), gap=14, name="panel")
        self.area = scrolled(page)
        steps = column((self.area, 1), self.accept)
        self.empty = EmptyState(
            "sparkle",
            tr("No scene is open"),
            tr("Open one, and say here what should happen in it: changes are proposed, checked and playtested."),
            tr("Open a project…"),
            lambda: ui.run("file.open"),
        )
        body = QWidget()
        body.setMinimumSize(1, 1)
        self._body = QStackedLayout(body)
        for part in (steps, self.kept, self.empty):
            self._body.addWidget(part)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(self.tabs, None, name="panelbar"))
        box.addWidget(self.waiting)
        box.addWidget(body, 1)
        self.tabs.currentChanged.connect(self._turned)
        self._attention = Attention(self)
        self._attention.changed.connect(self._changed)
        model.changed.connect(self._changed)
        model.opened.connect(self._opened)
        model.turned.connect(self._turn_to_steps)
        self.destroyed.connect(lambda _=None: self._let_go())
        look.follow(self, AuthoringView._fit)
        self.refresh()

    def refresh(self) -> None:
        """Show how it stands."""
        model = self.model
        model.look_for_kept()
        self.waiting.refresh()
        if self.tabs.currentIndex() == KEPT_PAGE and self.editor_has_project:
            self._body.setCurrentIndex(KEPT_PAGE)
            self.kept.refresh()
            return
        self._body.setCurrentIndex(EMPTY_PAGE if model.is_empty else STEPS_PAGE)
        if model.is_empty:
            return
        for section in self._sections:
            section.refresh()
        self.accept.refresh()
        self._follow()

    @property
    def editor_has_project(self) -> bool:
        """Whether there is a project of which proposals could be kept."""
        return self.model.editor.document is not None

    def _follow(self) -> None:
        """Show the step that goes on when it is another one: the answer that comes, then what was found in it."""
        proposals = self.model.proposals
        kept = proposals.review.kept
        goes_on = "asking" if proposals.is_asking else kept.id if kept is not None else ""
        if goes_on == self._goes_on:
            return
        self._goes_on = goes_on
        step = self.answer if proposals.is_asking else self.check if kept is not None else self.wish
        QTimer.singleShot(0, self, lambda: self._show_step(step))

    def _show_step(self, step: QWidget) -> None:
        lay_out = self.area.widget().layout()
        if lay_out is not None:
            lay_out.activate()
        self.area.verticalScrollBar().setValue(max(0, step.y() - look.px(8)))

    def _fit(self) -> None:
        self.tabs.setMinimumWidth(self.tabs.sizeHint().width() + look.px(TABS_SPARE))

    def _changed(self, *_values: object) -> None:
        if self._attention.is_on:
            self.refresh()

    def _turned(self, page: int) -> None:
        if page == KEPT_PAGE and self.editor_has_project:
            self.model.proposals.shelf.read()  # an agent, or the command line, may have kept one meanwhile
        self.refresh()

    def _turn_to_steps(self) -> None:
        self.tabs.setCurrentIndex(STEPS_PAGE)

    def _opened(self, why_not: str) -> None:
        if why_not:
            self._ui.toast(tr("The run was not opened"), why_not, "error")
            return
        self._ui.show_panel("timeline")
        self._ui.toast(tr("Run opened"), tr("Space plays it again as it was."), "info")

    def _let_go(self) -> None:
        self.model.changed.disconnect(self._changed, missing_ok=True)
        self.model.opened.disconnect(self._opened, missing_ok=True)
        self.model.turned.disconnect(self._turn_to_steps, missing_ok=True)
