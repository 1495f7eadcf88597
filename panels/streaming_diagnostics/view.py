"""The panel: the map on the left, beside it the chosen chunk, plots, hitches, settings or runs."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from editor.ui.api import Attention, Ui, look, row, side_line, tr
from panels.streaming_diagnostics.chunk_page import ChunkPage
from panels.streaming_diagnostics.empty_page import EmptyPage
from panels.streaming_diagnostics.hitch_page import HitchPage
from panels.streaming_diagnostics.light import StandingLight
from panels.streaming_diagnostics.map_side import MapSide
from panels.streaming_diagnostics.model import StreamingModel
from panels.streaming_diagnostics.plots_page import PlotsPage
from panels.streaming_diagnostics.record_button import RecordButton
from panels.streaming_diagnostics.runs_page import RunsPage
from panels.streaming_diagnostics.settings_page import SettingsPage

BEAT_MS, BEATS = 33, 5
"""With each beat one part of the panel is looked at or drawn, in turn: six times a second each, no frame bears all."""
MAP, CHUNK, PLOTS, HITCHES, SETTINGS, RUNS = range(6)
BESIDE_FROM, LIGHT_WORDS_FROM, RECORD_WORDS_FROM = 620, 560, 700
MAP_SHARE, MAP_LEAST, MAP_MOST = 0.46, 260, 640


class StreamingView(QWidget):
    """Map | Chunk | Plots | Hitches | Settings | Runs; where there is room the map stands beside the open page."""

    def __init__(self, model: StreamingModel, ui: Ui) -> None:
        super().__init__()
        self._model, self._ui = model, ui
        self._beat = self._drawn_at = 0
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Pages of streaming"))
        for name in (tr("Map"), tr("Chunk"), tr("Plots"), tr("Hitches"), tr("Settings"), tr("Runs")):
            self.tabs.addTab(name)
        self.light, self.record = StandingLight(), RecordButton(model.runs)
        self.map = MapSide(model)
        self.chunk, self.plots, self.hitches = ChunkPage(model), PlotsPage(model), HitchPage(model)
        self.settings, self.runs = SettingsPage(model.tuning), RunsPage(model, ui)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        for page in (self.chunk, self.plots, self.hitches, self.settings, self.runs):
            self._pages.addWidget(page)
        # What is squeezed scrolls or is cut: no page may ask for more room than there is.
        pages.setMinimumSize(1, 1)
        self._side, self._line = pages, side_line()
        streamed = row(self.map, self._line, (pages, 1), gap=0)
        self.empty = EmptyPage(model, ui)
        body = QWidget()
        body.setMinimumSize(1, 1)
        self._body = QStackedLayout(body)
        self._body.addWidget(streamed)
        self._body.addWidget(self.empty)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(self.tabs, None, self.light, self.record, margins=(0, 0, 4, 0), name="panelbar"))
        box.addWidget(body, 1)
        self._clock = QTimer(self)
        self._clock.setInterval(BEAT_MS)
        self._clock.timeout.connect(self.beat)
        self._attention = Attention(self)
        self._attention.changed.connect(self._attend)
        self.tabs.currentChanged.connect(lambda _page: self._show_page())
        self.light.clicked.connect(lambda: self.tabs.setCurrentIndex(PLOTS))
        self.plots.chosen.connect(self.hitches.plot.mark)
        self.hitches.table.picked.connect(self.plots.mark)
        self.map.map.picked.connect(lambda _key: self._chose())
        links = (
            (model.changed, self._changed),
            (model.tuning.changed, self._tuned),
            (model.runs.changed, self._runs_changed),
        )
        for signal, slot in links:
            signal.connect(slot)
        self.destroyed.connect(lambda _=None: [signal.disconnect(slot, missing_ok=True) for signal, slot in links])
        self.tabs.setCurrentIndex(PLOTS)
        look.follow(self, StreamingView.arrange)
        self.refresh()

    @property
    def page(self) -> int:
        """The page that is open, as MAP to RUNS."""
        return self.tabs.currentIndex()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The map stands beside the page where there is room."""
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Give every part the place that this size allows."""
        is_wide = self.width() >= look.px(BESIDE_FROM)
        self.tabs.setTabVisible(MAP, not is_wide)
        if is_wide and self.page == MAP:
            self.tabs.setCurrentIndex(CHUNK)
        self.map.setVisible(is_wide or self.page == MAP)
        self._side.setVisible(is_wide or self.page != MAP)
        self._line.setVisible(is_wide)
        if is_wide:
            self.map.setFixedWidth(round(min(max(self.width() * MAP_SHARE, look.px(MAP_LEAST)), look.px(MAP_MOST))))
        else:
            self.map.setMinimumWidth(0)
            self.map.setMaximumWidth(16_777_215)
        self.record.set_words(with_words=self.width() >= look.px(RECORD_WORDS_FROM))

    def refresh(self) -> None:
        """Show what was measured until now."""
        title, _ = self._model.why_empty
        is_empty = bool(title) and not (self.page == RUNS and self._model.runs.list.entries)
        self._body.setCurrentIndex(1 if is_empty else 0)
        if title:
            self.empty.refresh()
        self._light()
        self._map()
        self._show()
        self.record.refresh()

    def _attend(self, is_seen: bool) -> None:
        """Measure and draw while the panel is seen; a hidden one costs nothing."""
        self._model.watch(is_seen)
        if is_seen:
            # Nothing may come any more, as in a still picture: what is there already is drawn.
            self._drawn_at = -1
            self.settings.refresh()
            self.refresh()
        self._run_clock()

    def beat(self) -> None:
        """Draw the next part of the panel; nothing while no frame came."""
        self._beat = (self._beat + 1) % BEATS
        if self.page == RUNS:
            self.runs.follow()
        if self._beat == 0:
            if self._drawn_at == self._model.frames:
                self._beat = BEATS - 1
                return
            self._drawn_at = self._model.frames
            self._model.look_at_chunks()
        elif self._beat == 1 and self.map.isVisible():
            self.map.show_picture(self._model.picture)
        elif self._beat == 3:
            self._light()
            self.record.refresh()
        elif self.page == PLOTS:
            self.plots.follow()
        elif self.page != RUNS and self._beat == 2:
            self._show()

    def _map(self) -> None:
        if self.map.isVisible() or not self.isVisible():
            self.map.show_picture(self._model.look_at_chunks())

    def _light(self) -> None:
        self.light.show_standing(self._model.standing(), with_words=self.width() >= look.px(LIGHT_WORDS_FROM))

    def _show(self) -> None:
        page = self.page
        if page == CHUNK:
            self.chunk.refresh()
        elif page == PLOTS:
            self.plots.refresh()
        elif page == HITCHES:
            self.hitches.refresh()
        elif page == RUNS:
            self.runs.follow()

    def _show_page(self) -> None:
        if self.page != MAP:
            self._pages.setCurrentIndex(self.page - 1)
        if self.page == RUNS:
            self._model.runs.list.look()
            self.runs.refresh()
        elif self.page == SETTINGS:
            self.settings.refresh()
        self.arrange()
        self.refresh()

    def _chose(self) -> None:
        """A chunk was chosen on the map: its page opens, or is drawn anew."""
        if self.page not in (MAP, CHUNK):
            self.tabs.setCurrentIndex(CHUNK)
        self.chunk.refresh()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.refresh()
        self._run_clock()

    def _tuned(self) -> None:
        if self._attention.is_on and self.page == SETTINGS:
            self.settings.refresh()

    def _runs_changed(self) -> None:
        self.record.refresh()
        if self._attention.is_on and self.page == RUNS:
            self.runs.refresh()

    def _run_clock(self) -> None:
        """Look at frames only while there can be any."""
        if self._attention.is_on and self._model.streamer is not None:
            self._clock.start()
        else:
            self._clock.stop()
