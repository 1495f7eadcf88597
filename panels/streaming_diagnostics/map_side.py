"""The map with its own buttons and its legend, which stands beside it or below it."""

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from editor.ui.api import ElidedLabel, look, row, tool_button, tr
from panels.streaming_diagnostics.legend import Legend
from panels.streaming_diagnostics.map_picture import MapPicture
from panels.streaming_diagnostics.map_view import KEY_STEP, MapView
from panels.streaming_diagnostics.model import StreamingModel

LEGEND_BELOW_FROM, LEGEND_BESIDE_FROM = 330, 410


class MapSide(QWidget):
    """Map, zoom buttons, follow, legend."""

    def __init__(self, model: StreamingModel) -> None:
        super().__init__()
        self._model = model
        self.map, self.legend = MapView(), Legend()
        self.map.picked.connect(model.choose)
        self.map.left_camera.connect(self._show_following)
        self.follow = tool_button("crosshair-simple", tr("Follow the camera"), size=22, glyph_size=14, checkable=True,
                                  quiet=True)  # fmt: skip
        self.follow.setChecked(True)
        self.closer = tool_button("magnifying-glass-plus", tr("Closer"), size=22, glyph_size=14)
        self.farther = tool_button("magnifying-glass-minus", tr("Farther"), size=22, glyph_size=14)
        self.all = tool_button("arrows-out", tr("Show every chunk"), size=22, glyph_size=14)
        self.key = tool_button("list-bullets", tr("Legend"), size=22, glyph_size=14, checkable=True, quiet=True)
        self.wants_legend: bool | None = None
        self.follow.clicked.connect(self.map.follow_camera)
        self.closer.clicked.connect(lambda: self.map.zoom(KEY_STEP))
        self.farther.clicked.connect(lambda: self.map.zoom(1 / KEY_STEP))
        self.all.clicked.connect(self.map.show_all)
        self.key.clicked.connect(self._want_legend)
        self.line = ElidedLabel(role="caption")
        bar = row(
            (self.line, 1), self.follow, self.closer, self.farther, self.all, self.key, margins=(8, 0, 4, 0), gap=2
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(bar)
        self._lists = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lists.setSpacing(0)
        self._lists.addWidget(self.map, 1)
        self._lists.addWidget(self.legend)
        box.addLayout(self._lists, 1)
        look.follow(self, MapSide.arrange)

    def show_picture(self, picture: MapPicture) -> None:
        """Show another moment."""
        self.map.show_picture(picture)
        self.legend.show_chunks(picture.chunks)
        held = sum(number for _level, number in self.legend.levels)
        self.line.set_whole(tr("{count} chunks in memory", count=f"{held:,}") if len(picture.chunks) else "")

    def resizeEvent(self, event: object) -> None:
        """Give the legend the place that this size allows."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.arrange()

    def arrange(self) -> None:
        """Legend below a high map, beside a wide one; where it leaves the map little room, only if it is asked for."""
        is_high = self.height() >= look.px(LEGEND_BELOW_FROM)
        has_room = is_high or self.width() >= look.px(LEGEND_BESIDE_FROM)
        is_shown = has_room if self.wants_legend is None else self.wants_legend
        self.legend.setVisible(is_shown)
        self.key.setChecked(is_shown)
        direction = QBoxLayout.Direction.TopToBottom if is_high else QBoxLayout.Direction.LeftToRight
        self._lists.setDirection(direction)

    def _want_legend(self, is_wanted: bool) -> None:
        self.wants_legend = is_wanted
        self.arrange()

    def _show_following(self) -> None:
        self.follow.setChecked(self.map.is_following)
