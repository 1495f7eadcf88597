"""Draws the map: chunks from a kept picture, then shaped tiles, distances, camera, prefetch, what is chosen."""

from collections.abc import Sequence
from dataclasses import replace
from math import atan2, cos, hypot, radians, sin

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF

from editor.ui.api import ink_on, look, paint_focus_ring, tr
from panels.streaming_diagnostics.chunk_marks import level_colour, paint_chunks
from panels.streaming_diagnostics.chunks import FAILED, LOADED, Key, MapChunks
from panels.streaming_diagnostics.looking import Looking
from panels.streaming_diagnostics.map_picture import MapPicture, Viewer

LABEL_FROM_PX, CONE_M_SHARE, TILE_CELLS = 26, 0.42, 16
BAR_PX = 96
DASHES = Qt.PenStyle.DashLine
MARGIN = 48
"""How far the kept picture of the chunks reaches beyond the map [px]."""


class MapPainter:
    """Keeps the picture of the chunks until they, the look at them or the theme are others."""

    def __init__(self) -> None:
        self._layer: QPixmap | None = None
        self._key: tuple[object, ...] = ()
        self._shown: MapChunks | None = None
        self._at = Looking()
        self.layers_drawn = 0

    def paint(self, painter: QPainter, rect: QRectF, picture: MapPicture, looking: Looking, *, has_focus: bool) -> None:
        """Draw everything into a rectangle that begins at (0, 0)."""
        self._chunk_layer(painter, rect, picture.chunks, looking)
        self._tiles(painter, rect, picture, looking)
        if picture.viewer is not None:
            self._distances(painter, picture, looking)
            self._viewer(painter, picture.viewer, looking)
        for key, colour, width in ((picture.hovered, "text.primary", 1), (picture.chosen, "line.focus", 2)):
            if key is not None:
                self._frame(painter, key, picture.chunks.cell, looking, QPen(look.qcolor(colour), look.px(width)))
        self._scale(painter, rect, looking)
        if has_focus:
            paint_focus_ring(painter, rect)

    def _chunk_layer(self, painter: QPainter, rect: QRectF, chunks: MapChunks, looking: Looking) -> None:
        """Draw the kept picture of the chunks where the look is; it reaches beyond the map, so most moves keep it."""
        ratio = painter.device().devicePixelRatioF()
        margin = look.px(MARGIN)
        key = (looking.scale, rect.width(), rect.height(), look.theme, look.scale, ratio)
        across, down = (self._at.x - looking.x) / looking.scale, (self._at.z - looking.z) / looking.scale
        is_near = abs(across) <= margin and abs(down) <= margin
        if self._layer is None or key != self._key or chunks is not self._shown or not is_near:
            wide, high = rect.width() + 2 * margin, rect.height() + 2 * margin
            self._at = replace(looking, width=wide, height=high)
            layer = QPixmap(round(wide * ratio), round(high * ratio))
            layer.setDevicePixelRatio(ratio)
            layer.fill(look.qcolor("surface.input"))
            on_layer = QPainter(layer)
            self._chunks(on_layer, QRectF(0, 0, wide, high), chunks, self._at)
            on_layer.end()
            self._layer, self._key, self._shown = layer, key, chunks
            self.layers_drawn += 1
            across = down = 0.0
        painter.drawPixmap(QPointF(round(across) - margin, round(down) - margin), self._layer)

    def _chunks(self, painter: QPainter, rect: QRectF, chunks: MapChunks, looking: Looking) -> None:
        if not len(chunks):
            return
        side = chunks.side_m / looking.scale
        left = (chunks.x * chunks.side_m - looking.x) / looking.scale + looking.width / 2
        top = (chunks.z * chunks.side_m - looking.z) / looking.scale + looking.height / 2
        seen = (left < rect.width()) & (top < rect.height()) & (left + side > 0) & (top + side > 0)
        order = chunks.paint_order()
        order = order[seen[order]]
        groups = chunks.state[order].astype(np.int64) * 100 - chunks.level[order]
        for part in np.split(order, np.flatnonzero(np.diff(groups)) + 1):
            if not len(part):
                continue
            level, state = int(chunks.level[part[0]]), int(chunks.state[part[0]])
            gap = 1.0 if side[part[0]] > 3 else 0.0
            places = np.stack([left[part], top[part], side[part] - gap, side[part] - gap], axis=1).tolist()
            rects = [QRectF(*place) for place in places]
            paint_chunks(painter, rects, level, state, chunks.blend[part].tolist())
            if side[part[0]] >= look.px(LABEL_FROM_PX):
                self._names(painter, rects, level, state)

    def _names(self, painter: QPainter, rects: Sequence[QRectF], level: int, state: int) -> None:
        """The level in words, where it has room: hues alone must tell nothing."""
        colour = ink_on(level_colour(level))
        painter.setFont(look.font("caption"))
        painter.setPen(colour if state == LOADED else look.qcolor("text.primary"))
        place = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        for rect in rects:
            painter.drawText(rect.adjusted(3, 1, 0, 0), place, f"L{level}" + ("!" if state == FAILED else ""))

    def _tiles(self, painter: QPainter, rect: QRectF, picture: MapPicture, looking: Looking) -> None:
        """Ground that hands shaped: a small square of the text's colour, with an edge of the well's."""
        if not len(picture.tiles):
            return
        side = TILE_CELLS * picture.chunks.cell / looking.scale
        least = max(side, 3.0)
        left = (picture.tiles[:, 0] * TILE_CELLS * picture.chunks.cell - looking.x) / looking.scale + looking.width / 2
        top = (picture.tiles[:, 1] * TILE_CELLS * picture.chunks.cell - looking.z) / looking.scale + looking.height / 2
        seen = (left > -least) & (top > -least) & (left < rect.width()) & (top < rect.height())
        painter.setPen(QPen(look.qcolor("text.primary"), 1))
        painter.setBrush(look.qcolor("text.primary", 70))
        painter.drawRects([QRectF(x, y, least, least) for x, y in zip(left[seen].tolist(), top[seen].tolist(),
                                                                     strict=True)])  # fmt: skip

    def _distances(self, painter: QPainter, picture: MapPicture, looking: Looking) -> None:
        assert picture.viewer is not None
        painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = QPointF(*looking.to_screen(*picture.viewer.eye))
        for metres in picture.distances:
            reach = metres / looking.scale
            if 8 < reach < 4 * looking.width:
                # Two tones: one of them stands out from any level's colour.
                for pen in (QPen(look.qcolor("surface.input"), 1), QPen(look.qcolor("text.primary"), 1, DASHES)):
                    painter.setPen(pen)
                    painter.drawEllipse(middle, reach, reach)

    def _viewer(self, painter: QPainter, viewer: Viewer, looking: Looking) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        eye = QPointF(*looking.to_screen(*viewer.eye))
        heading = atan2(viewer.forward[1], viewer.forward[0])
        reach = min(looking.width, looking.height) * CONE_M_SHARE
        if viewer.fov is not None:
            half = radians(viewer.fov) / 2
            edges = [eye + QPointF(cos(heading + turn), sin(heading + turn)) * reach for turn in (-half, half)]
            painter.setPen(QPen(look.qcolor("text.primary"), 1))
            painter.setBrush(look.qcolor("text.primary", 40))
            painter.drawPolygon(QPolygonF([eye, *edges]))
        self._prefetch(painter, viewer, looking, eye)
        ahead = QPointF(cos(heading), sin(heading))
        across = QPointF(-ahead.y(), ahead.x())
        size = float(look.px(7))
        arrow = QPolygonF([eye + ahead * size, eye - ahead * size * 0.7 + across * size * 0.7,
                           eye - ahead * size * 0.25, eye - ahead * size * 0.7 - across * size * 0.7])  # fmt: skip
        painter.setPen(QPen(look.qcolor("surface.input"), 2))
        painter.setBrush(look.qcolor("text.primary"))
        painter.drawPolygon(arrow)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)

    def _prefetch(self, painter: QPainter, viewer: Viewer, looking: Looking, eye: QPointF) -> None:
        """A dashed cone to where the camera will be."""
        speed = hypot(*viewer.velocity)
        if not viewer.ahead_s or speed * viewer.ahead_s / looking.scale < look.px(6):
            return
        end = (viewer.eye[0] + viewer.velocity[0] * viewer.ahead_s, viewer.eye[1] + viewer.velocity[1] * viewer.ahead_s)
        tip = QPointF(*looking.to_screen(*end))
        across = QPointF(-viewer.velocity[1], viewer.velocity[0]) * (look.px(10) / speed)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(look.qcolor("plot.budget"), look.px(2), Qt.PenStyle.DashLine))
        painter.drawLines([QLineF(eye, tip + across), QLineF(eye, tip - across), QLineF(tip + across, tip - across)])

    def _frame(self, painter: QPainter, key: Key, cell: float, looking: Looking, pen: QPen) -> None:
        side = cell * 64 * 2 ** key[0]
        left, top = looking.to_screen(key[1] * side, key[2] * side)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(QRectF(left, top, side / looking.scale - 1, side / looking.scale - 1))

    def _scale(self, painter: QPainter, rect: QRectF, looking: Looking) -> None:
        metres, width = looking.bar(look.px(BAR_PX))
        text = (
            tr("{length} km", length=f"{metres / 1000:g}") if metres >= 1000 else tr("{length} m", length=f"{metres:g}")
        )
        painter.setFont(look.font("caption"))
        wide = max(width, look.text_width(text, "caption")) + look.px(12)
        high = look.px(24)
        box = QRectF(look.px(6), rect.height() - high - look.px(6), wide, high)
        painter.fillRect(box, look.qcolor("surface.chip"))
        painter.setPen(look.qcolor("text.primary"))
        painter.drawText(box.adjusted(look.px(6), look.px(1), 0, 0), Qt.AlignmentFlag.AlignLeft, text)
        y = box.bottom() - look.px(6)
        painter.fillRect(QRectF(box.x() + look.px(6), y, width, look.px(2)), look.qcolor("text.primary"))
