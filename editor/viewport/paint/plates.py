"""Names and health above figures, and labels at places."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QRegion

from editor.viewport.camera.camera import Camera
from editor.viewport.paint.hud_layout import TOP_CLEAR, Rect
from editor.viewport.paint.hud_metrics import letters_scale
from editor.viewport.paint.text import chip_boxes, font, paint_chip, width
from engine.present.draw_list import SIDE_COLOUR, Label, Plate

KEPT = 256
MOST_SHOWN = 150
FAR_M = 26.0
"""Farther away, only names and bars are shown."""
BAR_STEPS, LABEL_PX = 40, 11
MOST_STEPS = 6
FAR_LIFT = 0.6
"""A plate that rises by more than this share of its height is tied to its place by a line."""
EASE = 0.3
FOREMOST = 1.3
"""So much larger than others the foremost plate is written."""
EDGE_PX, NEAR_EDGE_PX = 6.0, 2.0
EDGE = {"warning": QColor("#f2b84b"), "bad": QColor("#ff8279")}
_SOLID, _STARK = QColor(14, 18, 34, 225), QColor(0, 0, 0)
_BACK, _TITLE, _TROUGH = QColor(14, 18, 34, 150), QColor(245, 240, 230), QColor(40, 42, 60)


class PlatePainter:
    """Paints plates from small pictures that are made once for each text and health."""

    def __init__(self) -> None:
        self._pictures: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()
        self._lifts: dict[str, float] = {}
        self._last: tuple[list[Rect], list[Rect], list[float]] | None = None
        self._letters = 0
        self.is_stark = False
        """Whether nothing of the scene shines through the plates."""
        self.standing: list[tuple[Rect, str]] = []
        """Where plates were painted last, and whom each names; those in front last."""

    def paint(
        self,
        painter: QPainter,
        plates: Sequence[Plate],
        camera: Camera,
        size: tuple[float, float],
        *,
        without: str = "",
        smooth: bool = False,
        taken: Sequence[Rect] = (),
        blocked: Sequence[Rect] = (),
    ) -> None:
        """All plates in the picture, far ones first; `without` names an entity whose plate is left out.

        Plates rise above what is `taken`, and are left out where they would lie under what is `blocked`, or be cut by
        the picture's edge.
        """
        self.standing = []
        shown = [plate for plate in plates if not without or plate.entity != without]
        if not shown:
            return
        self._letters = font(12).pixelSize()
        places = camera.project([plate.position for plate in shown], size)
        ratio, scale = painter.device().devicePixelRatioF(), letters_scale(size)
        order = _in_picture(places, size)
        first = _foremost_in_picture(shown, places, size)
        # Beside the foremost, and far away, names and bars are enough.
        is_small = places[:, 2] > FAR_M if size[0] >= 560 and not first else np.ones(len(shown), dtype=bool)
        if first:
            order = order[np.array([not shown[i].is_foremost for i in order], dtype=np.bool_)]
        found = ((shown[i], self._foremost(shown[i], places[i].tolist(), size, ratio, blocked)) for i in first)
        ahead = [(plate, *drawn) for plate, drawn in found if drawn is not None]
        taken = [*taken, *(box for _, box, _ in ahead)]
        pictures = [self._picture(shown[i], ratio, scale, is_small=bool(is_small[i])) for i in order]
        # Plain numbers: thousands of comparisons follow, and those of an array cost five times as much.
        boxes = [
            _whole(x, y, _size(each, ratio), size)
            for (x, y, _), each in zip(places[order].tolist(), pictures, strict=True)
        ]
        lifts = self._eased(
            [shown[i].entity or shown[i].title for i in order], self._apart(boxes, taken), smooth=smooth
        )
        standing = [
            (shown[i], box, lift, picture)
            for i, box, lift, picture in zip(order, boxes, lifts, pictures, strict=True)
            if box[1] >= lift and not _meets((box[0], box[1] - lift, *box[2:]), blocked)
        ]
        stalks = [
            ((left + wide / 2, top + high - lift, top + high), QColor(SIDE_COLOUR[plate.side]))
            for plate, (left, top, wide, high), lift, _ in standing
            if lift > high * FAR_LIFT
        ]
        if stalks:
            risen = ((box[0], box[1] - lift, *box[2:]) for _, box, lift, _ in standing)
            _paint_stalks(painter, stalks, size, [*risen, *taken])
        for plate, (left, top, wide, high), lift, picture in standing:
            painter.drawPixmap(round(left), round(top - lift), picture)
            self.standing.append(((left, top - lift, wide, high), plate.entity))
        for plate, box, picture in ahead:
            painter.drawPixmap(round(box[0]), round(box[1]), picture)
            self.standing.append((box, plate.entity))

    def foremost(
        self,
        plates: Sequence[Plate],
        camera: Camera,
        size: tuple[float, float],
        ratio: float,
        blocked: Sequence[Rect] = (),
    ) -> list[Rect]:
        """Where the foremost plates will stand: nothing else is to be written there."""
        shown = [plate for plate in plates if plate.is_foremost]
        if not shown:
            return []
        self._letters = font(12).pixelSize()
        places = camera.project([plate.position for plate in shown], size)
        first = _foremost_in_picture(shown, places, size)
        found = (self._foremost(shown[i], places[i].tolist(), size, ratio, blocked) for i in first)
        return [each[0] for each in found if each is not None]

    def _foremost(
        self, plate: Plate, place: list[float], size: tuple[float, float], ratio: float, blocked: Sequence[Rect]
    ) -> tuple[Rect, QPixmap] | None:
        """A plate that is whole in the picture, and below what would cover it; None where nothing is free there."""
        picture = self._picture(plate, ratio, letters_scale(size) * FOREMOST, is_small=False)
        wide, high = _size(picture, ratio)
        left = min(max(place[0] - wide / 2, EDGE_PX), size[0] - wide - EDGE_PX)
        top = min(max(place[1] - high, TOP_CLEAR + EDGE_PX), size[1] - high - EDGE_PX)
        for _ in range(MOST_STEPS):
            hit = next((box for box in blocked if overlap((left, top, wide, high), box)), None)
            if hit is None:
                break
            top = hit[1] + hit[3] + 1.0
        return ((left, top, wide, high), picture) if top + high <= size[1] else None

    def _apart(self, boxes: list[Rect], taken: Sequence[Rect]) -> list[float]:
        """`apart`, worked out again only when a box is another one: most edits move no plate."""
        if self._last is None or self._last[0] != boxes or self._last[1] != taken:
            self._last = (boxes, list(taken), apart(boxes, taken))
        return self._last[2]

    def _eased(self, names: list[str], lifts: list[float], *, smooth: bool) -> list[float]:
        """Lifts that follow the wanted ones smoothly, so that plates do not jump while the game moves them."""
        share = EASE if smooth else 1.0
        eased = [self._lifts.get(name, lift) for name, lift in zip(names, lifts, strict=True)]
        eased = [now + (goal - now) * share for now, goal in zip(eased, lifts, strict=True)]
        self._lifts = dict(zip(names, eased, strict=True))
        return eased

    def _picture(self, plate: Plate, ratio: float, scale: float, *, is_small: bool) -> QPixmap:
        step = -1 if plate.fraction is None else round(min(max(plate.fraction, 0.0), 1.0) * BAR_STEPS)
        subtitle = "" if is_small and not plate.is_kept else plate.subtitle
        key = (
            plate.title,
            subtitle,
            step,
            plate.side,
            plate.tone,
            plate.is_kept,
            ratio,
            self._letters,
            scale,
            self.is_stark,
        )
        known = self._pictures.get(key)
        if known is None:
            known = self._pictures[key] = _plate_picture(plate, subtitle, step, ratio, scale, is_stark=self.is_stark)
            if len(self._pictures) > KEPT:
                self._pictures.popitem(last=False)
        else:
            self._pictures.move_to_end(key)
        return known


def _whole(x: float, y: float, plate: tuple[float, float], size: tuple[float, float]) -> Rect:
    """The box of a plate above a place, moved into the picture where its words would be cut by an edge."""
    wide, high = plate
    return _beside_edges(x - wide / 2, wide, size), max(y - high, NEAR_EDGE_PX), wide, high


def _beside_edges(left: float, wide: float, size: tuple[float, float]) -> float:
    """Where a box begins once neither side edge of the picture cuts it."""
    return min(max(left, NEAR_EDGE_PX), size[0] - wide - NEAR_EDGE_PX)


def _paint_stalks(
    painter: QPainter,
    stalks: Sequence[tuple[tuple[float, float, float], QColor]],
    size: tuple[float, float],
    plates: Sequence[Rect],
) -> None:
    """Lines (x, top, bottom) from plates that had to rise down to whom they name, behind all `plates`."""
    free = QRegion(0, 0, round(size[0]), round(size[1]))
    for box in plates:
        free -= QRegion(QRectF(*box).toAlignedRect())
    painter.save()
    painter.setClipRegion(free)
    for (x, top, bottom), colour in stalks:
        for pen in (QPen(_SOLID, 3.0), QPen(colour, 1.0)):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(x, bottom), 2.0, 2.0)
    painter.restore()


def _plate_picture(plate: Plate, subtitle: str, step: int, ratio: float, scale: float, *, is_stark: bool) -> QPixmap:
    large, small = round(12 * scale), round(11 * scale)
    line, title = font(large).pixelSize(), plate.title
    colour = QColor(SIDE_COLOUR[plate.side])
    edge = EDGE.get(plate.tone)
    wide = round(max(width(title, large, True), width(subtitle, small), 52.0 * scale) + 16 * scale)
    high = round(line * 1.5 + (line * 1.25 if subtitle else 0) + (8 if step >= 0 else 2) * scale)
    picture = QPixmap(round(wide * ratio), round(high * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour, 2.0) if plate.is_foremost else Qt.PenStyle.NoPen)
    painter.setBrush(_STARK if is_stark else _SOLID if plate.is_kept or plate.is_foremost else _BACK)
    inset = 1.0 if plate.is_foremost else 0.0
    painter.drawRoundedRect(QRectF(inset, inset, wide - 2 * inset, high - 2 * inset), 5, 5)
    if edge is not None:
        pen = QPen(edge, 1.5)
        pen.setDashPattern([3.0, 2.0])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(0.75, 0.75, wide - 1.5, high - 1.5), 5, 5)
    painter.setFont(font(large, strong=True))
    painter.setPen(_TITLE)
    painter.drawText(QRectF(0, 2, wide, line * 1.4), Qt.AlignmentFlag.AlignCenter, title)
    if subtitle:
        painter.setFont(font(small))
        painter.setPen(edge if edge is not None else colour.lighter(135))
        painter.drawText(QRectF(0, 1 + line * 1.35, wide, line * 1.3), Qt.AlignmentFlag.AlignCenter, subtitle)
    if step >= 0:
        bar = QRectF(8 * scale, high - 7 * scale, wide - 16 * scale, 4 * scale)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_TROUGH)
        painter.drawRoundedRect(bar, 2, 2)
        if step > 0:
            painter.setBrush(colour)
            painter.drawRoundedRect(QRectF(bar.x(), bar.y(), bar.width() * step / BAR_STEPS, bar.height()), 2, 2)
    painter.end()
    return picture


def paint_labels(
    painter: QPainter,
    labels: Sequence[Label],
    camera: Camera,
    size: tuple[float, float],
    blocked: Sequence[Rect] = (),
    standing: list[tuple[Rect, str]] | None = None,
    *,
    is_stark: bool = False,
) -> list[Rect]:
    """Chips at places, the nearer one where two would overlap, none under what is `blocked`; gives their boxes.

    `standing` is given each box with whom its chip is about; nothing shines through chips that are `is_stark`.
    """
    shown: list[Rect] = []
    if not labels:
        return shown
    places, pixels = camera.project([label.position for label in labels], size), round(LABEL_PX * letters_scale(size))
    box_of = chip_boxes(pixels)
    order = _in_picture(places, size)[::-1].tolist()
    near = [(float(places[i, 0]), float(places[i, 1]) - 10) for i in order]
    found = (box_of(x, y, labels[i].text) for i, (x, y) in zip(order, near, strict=True))
    boxes = [(_beside_edges(left, wide, size), top, wide, high) for left, top, wide, high in found]
    for place in _free(tuple(boxes), tuple(blocked)):
        label, (left, top, wide, _) = labels[order[place]], boxes[place]
        shown.append(boxes[place])
        if standing is not None and label.entity:
            standing.append((boxes[place], label.entity))
        colour = QColor(label.colour)
        edge = QColor(colour)
        edge.setAlpha(190)
        back = _STARK if is_stark else QColor(14, 18, 34, 190)
        paint_chip(painter, left + wide / 2, top, label.text, back=back, colour=colour, edge=edge, pixels=pixels)
    return shown


@lru_cache(maxsize=4)
def _free(boxes: tuple[Rect, ...], blocked: tuple[Rect, ...]) -> tuple[int, ...]:
    """Places of those boxes that cover neither what is blocked nor one before them; most edits move none of them."""
    found: list[int] = []
    taken: list[Rect] = []
    for place, box in enumerate(boxes):
        if not _meets(box, blocked) and not _meets(box, taken):
            found.append(place)
            taken.append(box)
    return tuple(found)


def apart(boxes: Sequence[Rect], others: Sequence[Rect] = ()) -> list[float]:
    """How far each box (left, top, width, height), the nearest one last, must rise to cover no nearer one [pixels].

    Nor may a box cover any of `others`, which stay where they are.
    """
    lifts = [0.0] * len(boxes)
    taken: list[Rect] = list(others)
    for i in range(len(boxes) - 1, -1, -1):
        left, top, wide, high = boxes[i]
        for _ in range(MOST_STEPS):
            hit = next((box for box in taken if overlap((left, top, wide, high), box)), None)
            if hit is None:
                break
            top = hit[1] - high - 1.0
        lifts[i] = boxes[i][1] - top
        taken.append((left, top, wide, high))
    return lifts


def _meets(box: Rect, others: Sequence[Rect]) -> bool:
    # A loop: each picture of a large scene asks thousands of times, and a generator would cost three times as much.
    for other in others:  # noqa: SIM110
        if overlap(box, other):
            return True
    return False


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two boxes (left, top, width, height) cover each other."""
    return (
        one[0] < other[0] + other[2]
        and other[0] < one[0] + one[2]
        and one[1] < other[1] + other[3]
        and other[1] < one[1] + one[3]
    )


def _size(picture: QPixmap, ratio: float) -> tuple[float, float]:
    return picture.width() / ratio, picture.height() / ratio


def _foremost_in_picture(plates: Sequence[Plate], places: NDArray[np.float64], size: tuple[float, float]) -> list[int]:
    """Those of the foremost before the camera, far ones first; who is near may have its head above the picture."""
    x, y, depth = places.T
    seen = (depth > 0.5) & (x > -80.0) & (x < size[0] + 80.0) & (y > -size[1]) & (y < size[1] + 40.0)
    first = [i for i in np.flatnonzero(seen).tolist() if plates[i].is_foremost]
    return sorted(first, key=lambda i: -float(depth[i]))


def _in_picture(places: NDArray[np.float64], size: tuple[float, float]) -> NDArray[np.intp]:
    """Those whose place is in the picture, far ones first; only the nearest where there are too many to read."""
    x, y, depth = places.T
    seen = (depth > 0.5) & (x > -80.0) & (x < size[0] + 80.0) & (y > -20.0) & (y < size[1] + 40.0)
    order = np.flatnonzero(seen)
    order = order[np.argsort(depth[order])][:MOST_SHOWN]
    return order[::-1]
