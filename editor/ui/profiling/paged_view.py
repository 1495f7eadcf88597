"""What the views of profilers share: pages under tabs, drawn while somebody looks, the last of them to compare."""

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedLayout, QTabBar, QVBoxLayout, QWidget

from editor.tr import tr
from editor.ui.kit.attention import Attention
from editor.ui.kit.box import row
from editor.ui.profiling.compare_page import ComparePage


class ProfilerModel(Protocol):
    """What the pages need of a profiler's model; `changed` tells of all but new samples."""

    changed: Any
    captures: Any
    comparing: Any

    def watch(self, is_watched: bool) -> None:
        """Someone looks, or no longer."""


class Page(Protocol):
    """One page of a profiler, a widget."""

    def refresh(self) -> None:
        """Show what was measured until now."""


class PagedView(QWidget):
    """Pages with a bar above them. Whoever extends it makes its parts, then calls `build`."""

    def __init__(self, model: ProfilerModel) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Pages of the profiler"))
        self._profiler = model
        self._shown: list[Page] = []
        self._room = QWidget()
        self._pages = QStackedLayout(self._room)
        self._clock = QTimer(self)
        self._attention = Attention(self)

    def build(
        self, pages: Sequence[tuple[str, QWidget]], compare: ComparePage, bar: Sequence[QWidget], every_ms: int
    ) -> None:
        """Lay out the pages, the one that compares last, and follow the model.

        Args:
            pages: Title and widget of each; the first one shows what goes on.
            compare: The page that compares captures.
            bar: What stands beside the tabs.
            every_ms: While something goes on the first page is drawn so often [ms].
        """
        for title, page in (*pages, (tr("Compare"), compare)):
            self.tabs.addTab(title)
            self._pages.addWidget(page)
            self._shown.append(page)  # type: ignore[arg-type]
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(row(self.tabs, None, *bar, margins=(0, 0, 4, 0), name="panelbar"))
        box.addWidget(self._room, 1)
        self._clock.setInterval(every_ms)
        self._clock.timeout.connect(self._tick)
        self._attention.changed.connect(self._attend)
        self.tabs.currentChanged.connect(self.show_page)
        model = self._profiler
        links = ((model.changed, self._changed), (model.comparing.changed, self._compare_changed))
        for signal, slot in links:
            signal.connect(slot)
        self.destroyed.connect(lambda _=None: [signal.disconnect(slot, missing_ok=True) for signal, slot in links])

    @property
    def page(self) -> int:
        """Which page is open."""
        return self.tabs.currentIndex()

    @property
    @abstractmethod
    def is_moving(self) -> bool:
        """Whether something can come that must be drawn."""

    @abstractmethod
    def fit(self) -> None:
        """Show in the bar as much as there is room for: words give way to glyphs."""

    @abstractmethod
    def refresh_bar(self) -> None:
        """Show in the bar how things stand."""

    @abstractmethod
    def follow(self) -> None:
        """Add to the first page what has come."""

    def refresh(self) -> None:
        """Show what was measured until now."""
        self.fit()
        self.refresh_bar()
        self._shown[self.page].refresh()

    def show_page(self, page: int) -> None:
        """Turn to a page."""
        self._pages.setCurrentIndex(page)
        if page:
            self._profiler.captures.look()
        self._profiler.comparing.watch(self._attention.is_on and self._is_comparing)
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The bar follows the width."""
        super().resizeEvent(event)
        self.fit()

    @property
    def _is_comparing(self) -> bool:
        return self.page == len(self._shown) - 1

    def _attend(self, is_seen: bool) -> None:
        """Measure and draw while the panel is seen."""
        self._profiler.watch(is_seen)
        self._profiler.comparing.watch(is_seen and self._is_comparing)
        if is_seen:
            self._profiler.captures.look()
        self._changed()

    def _changed(self) -> None:
        if self._attention.is_on:
            self.refresh()
        if self._attention.is_on and self.is_moving:
            self._clock.start()
        else:
            self._clock.stop()

    def _compare_changed(self) -> None:
        if self._attention.is_on and self._is_comparing:
            self.refresh()

    def _tick(self) -> None:
        self.fit()
        self.refresh_bar()
        if self.page == 0:
            self.follow()
