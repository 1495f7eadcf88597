"""The panel: three pages, the determinism light and the capture button above them."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from editor.ui.api import Attention, Ui, look, row, tool_button, tr
from editor.ui.profiling.api import ComparePage
from panels.physics_profiler.capture_button import CaptureButton
from panels.physics_profiler.captures import CapturesPage
from panels.physics_profiler.compare import physics_compared
from panels.physics_profiler.light import DeterminismLight
from panels.physics_profiler.live import LivePage
from panels.physics_profiler.model import PhysicsProfilerModel

REFRESH_MS = 100
LIVE, CAPTURES, COMPARE = range(3)
WORDS_FROM, LIGHT_WORDS_FROM = 440, 640


class PhysicsProfilerView(QWidget):
    """Live | Captures | Compare. The live page is drawn ten times a second while it is seen."""

    def __init__(self, model: PhysicsProfilerModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Pages of the profiler"))
        for name in (tr("Live"), tr("Captures"), tr("Compare")):
            self.tabs.addTab(name)
        self.light = DeterminismLight(model)
        self.capture = CaptureButton(model)
        self.try_it = tool_button("flask", tr("Try it live: crowds, threads and overlays"), size=22, glyph_size=14,
                                  checkable=True, quiet=True)  # fmt: skip
        self.try_it.clicked.connect(self._toggle_try)
        self.live, self.captures = LivePage(model, ui), CapturesPage(model, ui)
        self.compare = ComparePage(model.comparing, physics_compared())
        bar = row(self.tabs, None, self.light, self.capture, self.try_it, margins=(0, 0, 4, 0), name="panelbar")
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        for page in (self.live, self.captures, self.compare):
            self._pages.addWidget(page)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        box.addWidget(pages, 1)
        self._clock = QTimer(self)
        self._clock.setInterval(REFRESH_MS)
        self._clock.timeout.connect(self._tick)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        self.tabs.currentChanged.connect(self._show_page)
        links = (
            (model.changed, self._changed),
            (model.captures.changed, self._captures_changed),
            (model.comparing.changed, self._compare_changed),
        )
        for signal, slot in links:
            signal.connect(slot)
        self.destroyed.connect(lambda _=None: [signal.disconnect(slot, missing_ok=True) for signal, slot in links])
        look.follow(self, lambda view: view.live.arrange())
        self.refresh()

    def _attend(self, is_seen: bool) -> None:
        """Measure and draw while the panel is seen; a hidden one costs nothing."""
        self._model.watch(is_seen)
        self._model.comparing.watch(is_seen and self.tabs.currentIndex() == COMPARE)
        if is_seen:
            self._model.captures.look()
            self.refresh()
        self._run_clock()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words give way to glyphs where there is no room for them."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.capture.set_words(self.width() >= look.px(WORDS_FROM))
        self.light.show_light(with_words=self.width() >= look.px(LIGHT_WORDS_FROM))
        self.try_it.setChecked(self.live.shows_try)

    def refresh(self) -> None:
        """Show what was measured until now."""
        self._fit()
        self.capture.refresh()
        page = self.tabs.currentIndex()
        if page == LIVE:
            self.live.refresh()
        elif page == CAPTURES:
            self.captures.refresh()
        else:
            self.compare.refresh()

    def _tick(self) -> None:
        """Ten times a second: only the live page follows the run."""
        self._fit()
        self.capture.refresh()
        if self.tabs.currentIndex() == LIVE:
            self.live.follow()

    def _show_page(self, page: int) -> None:
        self._pages.setCurrentIndex(page)
        self.try_it.setVisible(page == LIVE)
        if page != LIVE:
            self._model.captures.look()
        self._model.comparing.watch(self._attention.is_on and page == COMPARE)
        self.refresh()

    def _toggle_try(self, is_shown: bool) -> None:
        self.live.wants_try = is_shown
        self.live.arrange()
        self.live.refresh()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.refresh()
        self._run_clock()

    def _captures_changed(self) -> None:
        count = len(self._model.captures.entries)
        self.tabs.setTabText(CAPTURES, tr("Captures {count}", count=count) if count else tr("Captures"))
        if self._attention.is_on and self.tabs.currentIndex() == CAPTURES:
            self.captures.refresh()

    def _compare_changed(self) -> None:
        if self._attention.is_on and self.tabs.currentIndex() == COMPARE:
            self.compare.refresh()

    def _run_clock(self) -> None:
        """Draw anew only while ticks can come."""
        model = self._model
        if self._attention.is_on and model.is_running and not (model.is_paused and model.recorder is None):
            self._clock.start()
        else:
            self._clock.stop()
