"""The panel: findings, crates, what was open over time, and files that were not read."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QTabBar, QToolButton, QVBoxLayout, QWidget

from editor.ui.api import Attention, EmptyState, Ui, look, row, tr
from panels.unwrap_audit.crates_page import CratesPage
from panels.unwrap_audit.findings_page import FindingsPage
from panels.unwrap_audit.log_page import LogPage
from panels.unwrap_audit.model import AuditModel
from panels.unwrap_audit.scan_bar import WORDS_FROM, ScanBar
from panels.unwrap_audit.trend_page import TrendPage
from panels.unwrap_audit.unread_page import UnreadPage

FINDINGS, CRATES, TREND, LOG, UNREAD, EMPTY_PAGE = range(6)


class AuditView(QWidget):
    """Pages under tabs; the folder and its scan beside them."""

    def __init__(self, model: AuditModel, ui: Ui) -> None:
        super().__init__()
        self.model, self._ui = model, ui
        self._is_stale = True
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Pages of the audit"))
        for name in (tr("Findings"), tr("Crates"), tr("Over time"), tr("Fixes"), tr("Not read")):
            self.tabs.addTab(name)
        self.tabs.setExpanding(False)
        for arrow in self.tabs.findChildren(QToolButton):
            arrow.setAccessibleName(tr("More pages"))
        self.scan = ScanBar(model, ui)
        self.findings, self.crates = FindingsPage(model, ui), CratesPage(model)
        self.trend, self.log, self.unread = TrendPage(model), LogPage(model), UnreadPage(model)
        self._refreshed = {CRATES: self.crates, TREND: self.trend, LOG: self.log, UNREAD: self.unread}
        self.crates.picked.connect(self._show_crate)
        self.log.wants_findings.connect(lambda: self.tabs.setCurrentIndex(FINDINGS))
        self.empty = EmptyState("shield-warning", "", "")
        body = QWidget()
        body.setMinimumSize(1, 1)
        self._body = QStackedLayout(body)
        for page in (self.findings, self.crates, self.trend, self.log, self.unread, self.empty):
            self._body.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row((self.tabs, 1), self.scan, margins=(0, 0, 4, 0), name="panelbar"))
        box.addWidget(body, 1)
        self.tabs.currentChanged.connect(lambda _page: self.refresh())
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        signals = (model.changed, model.narrowed, model.fixing.changed)
        links = tuple((signal, self._changed) for signal in signals)
        for signal, slot in links:
            signal.connect(slot)
        self.destroyed.connect(lambda _=None: [signal.disconnect(slot, missing_ok=True) for signal, slot in links])
        look.follow(self, AuditView._fit)
        self.refresh()

    @property
    def page(self) -> int:
        """The page that is open: FINDINGS to UNREAD."""
        return self.tabs.currentIndex()

    def refresh(self) -> None:
        """Show how it stands."""
        self._is_stale = False
        model, page = self.model, self.page
        self.scan.refresh()
        unread = len(model.scanned.unparsed) if model.scanned is not None else 0
        self.tabs.setTabText(UNREAD, tr("Not read {count}", count=f"{unread:,}") if unread else tr("Not read"))
        has_page = (
            model.folder is not None
            if page in (TREND, LOG)
            else model.is_known and (len(model.table) > 0 or page == UNREAD)
        )
        if not has_page:
            self._say_empty()
        elif page in self._refreshed:
            # Before it is shown: so charts are drawn once, with what is in them now.
            self._refreshed[page].refresh()
        self._body.setCurrentIndex(page if has_page else EMPTY_PAGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words beside glyphs where there is room."""
        super().resizeEvent(event)
        self._fit()

    def _say_empty(self) -> None:
        model, empty = self.model, self.empty
        glyph, colour = "shield-warning", "icon.disabled"
        if model.is_scanning:
            title, text, offer, run = (
                tr("The folder is being scanned"),
                tr("What can fail in it is listed here."),
                tr("Stop"),
                model.stop,
            )
        elif model.problem:
            glyph, colour = "warning-fill", "severity.warning"
            title, text, offer, run = tr("The scan failed"), model.problem, tr("Scan again"), model.scan
        elif model.folder is None:
            title = tr("No folder is chosen")
            text = tr("Choose one with Rust or Python in it: where it can fail in production is listed, gravest first.")
            offer, run = tr("Choose a folder…"), self.scan.ask_folder
        elif not model.is_known:
            title = tr("{folder} was not scanned yet", folder=model.folder.name)
            text = tr("A scan lists where its Rust and Python can fail in production, gravest first, and why.")
            offer, run = tr("Scan"), model.scan
        else:
            assert model.scanned is not None
            has_files = model.scanned.files > 0
            glyph, colour = ("check-circle-fill", "severity.ok") if has_files else (glyph, colour)
            title = (
                tr("Nothing was found")
                if has_files
                else tr("There is no Rust or Python in {folder}", folder=model.folder.name)
            )
            text = (
                tr("{files} files were read, and no place in them can fail.", files=f"{model.scanned.files:,}")
                if has_files
                else tr("Choose a folder that has some.")
            )
            offer, run = tr("Another folder…"), self.scan.ask_folder
        empty.glyph.show_glyph(glyph, colour)
        empty.offer(offer, run)
        empty.say(title, text)

    def _show_crate(self, crate: str) -> None:
        self.model.narrow(crate=crate)
        self.tabs.setCurrentIndex(FINDINGS)
        self.findings.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        if self._attention.is_on:
            self.model.recall()
            self.refresh()
        else:
            self._is_stale = True

    def _attend(self, is_seen: bool) -> None:
        if is_seen:
            self.model.recall()
            if self._is_stale:
                self.refresh()

    def _fit(self) -> None:
        self.scan.set_words(with_words=self.width() >= look.px(WORDS_FROM))
