"""The panel: three pages, the determinism light and the capture button above them."""

from editor.ui.api import Ui, look, tool_button, tr
from editor.ui.profiling.api import ComparePage, PagedView
from panels.physics_profiler.capture_button import CaptureButton
from panels.physics_profiler.captures import CapturesPage
from panels.physics_profiler.compare import physics_compared
from panels.physics_profiler.light import DeterminismLight
from panels.physics_profiler.live import LivePage
from panels.physics_profiler.model import PhysicsProfilerModel

REFRESH_MS = 100
LIVE, CAPTURES, COMPARE = range(3)
WORDS_FROM, LIGHT_WORDS_FROM = 440, 640


class PhysicsProfilerView(PagedView):
    """Live | Captures | Compare. The live page is drawn ten times a second while it is seen."""

    def __init__(self, model: PhysicsProfilerModel, ui: Ui) -> None:
        super().__init__(model)
        self._model, self._ui = model, ui
        self.light = DeterminismLight(model)
        self.capture = CaptureButton(model)
        self.try_it = tool_button("flask", tr("Try it live: crowds, threads and overlays"), size=22, glyph_size=14,
                                  checkable=True, quiet=True)  # fmt: skip
        self.try_it.clicked.connect(self._toggle_try)
        self.live, self.captures = LivePage(model, ui), CapturesPage(model, ui)
        self.compare = ComparePage(model.comparing, physics_compared())
        pages = ((tr("Live"), self.live), (tr("Captures"), self.captures))
        self.build(pages, self.compare, (self.light, self.capture, self.try_it), REFRESH_MS)
        captures, slot = model.captures.changed, self._captures_changed
        captures.connect(slot)
        self.destroyed.connect(lambda _=None: captures.disconnect(slot, missing_ok=True))
        look.follow(self, lambda view: view.live.arrange())
        model.changed.connect(self._turn)
        self.destroyed.connect(lambda _=None: model.changed.disconnect(self._turn, missing_ok=True))
        self.refresh()
        self._turn()

    @property
    def is_moving(self) -> bool:
        """Whether ticks can come."""
        model = self._model
        return model.is_running and not (model.is_paused and model.recorder is None)

    def fit(self) -> None:
        """Words give way to glyphs where there is no room for them."""
        self.capture.set_words(self.width() >= look.px(WORDS_FROM))
        self.light.show_light(with_words=self.width() >= look.px(LIGHT_WORDS_FROM))
        self.try_it.setChecked(self.live.shows_try)

    def refresh_bar(self) -> None:
        """Show how the capture stands."""
        self.capture.refresh()

    def follow(self) -> None:
        """Only the live page follows the run."""
        self.live.follow()

    def show_page(self, page: int) -> None:
        """Turn to a page; what can be tried belongs to the live one."""
        self.try_it.setVisible(page == LIVE)
        super().show_page(page)

    def _turn(self) -> None:
        """Turn to the page that something else asked for."""
        wanted = self._model.turned()
        if wanted:
            self.tabs.setCurrentIndex(COMPARE if wanted == "compare" else CAPTURES)

    def _toggle_try(self, is_shown: bool) -> None:
        self.live.wants_try = is_shown
        self.live.arrange()
        self.live.refresh()

    def _captures_changed(self) -> None:
        count = len(self._model.captures.entries)
        self.tabs.setTabText(CAPTURES, tr("Captures {count}", count=count) if count else tr("Captures"))
        if self._attention.is_on and self.page == CAPTURES:
            self.captures.refresh()
