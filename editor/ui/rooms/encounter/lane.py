"""The event lane: the axis of the last trial in the head of the table, and the beats of each row below it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QHeaderView, QStyleOptionViewItem, QWidget

from editor.core.encounters.flow import Card
from editor.core.encounters.trial import TICKS_A_SECOND, Beat
from editor.ui.api import look
from editor.ui.kit.views import RowDelegate
from editor.ui.rooms.encounter.model import EncounterModel
from editor.ui.rooms.timeline.painter import TONES, clock
from editor.ui.rooms.timeline.scale import Scale, step_of

GLYPH, REACH, EDGE, LABEL_ROOM = 12, 8, 8, 56
LOOKS = {
    "began": ("play-fill", "plain"),
    "led": ("user", "plain"),
    "called": ("waves", "plain"),
    "came": ("plus-circle", "plain"),
    "beaten": ("check-circle-fill", "good"),
    "fired": ("target", "plain"),
    "met": ("flag-fill", "good"),
    "failed": ("x-circle-fill", "bad"),
    "said": ("chat-circle-text", "plain"),
    "won": ("trophy-fill", "good"),
    "lost": ("x-circle-fill", "bad"),
    "over": ("x-circle-fill", "bad"),
}
"""Glyph and tone of each kind of beat; the timeline has the same for the same things."""
INDENT = 12
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Spot:
    """Where a beat is drawn."""

    x: float
    beat: Beat


def scale_of(model: EncounterModel, rect: QRect) -> Scale | None:
    """Which ticks lie where in a cell of the lane; None without a trial."""
    if model.trial is None:
        return None
    edge = look.px(EDGE)
    span = float(max(model.trial.ticks, TICKS_A_SECOND)) * 1.04
    return Scale(0.0, span, float(rect.left() + edge), float(max(1, rect.width() - 2 * edge)))


def spots(model: EncounterModel, card: Card, rect: QRect) -> list[Spot]:
    """Where the beats of a card lie in its cell."""
    scale = scale_of(model, rect)
    return [] if scale is None else [Spot(scale.x_of(beat.tick), beat) for beat in model.beats(card)]


def spot_at(model: EncounterModel, card: Card, rect: QRect, x: float) -> Spot | None:
    """The beat under a place of the cell; the nearest of several."""
    found = [spot for spot in spots(model, card, rect) if abs(spot.x - x) <= look.px(REACH)]
    return min(found, key=lambda spot: abs(spot.x - x), default=None)


class CardDelegate(RowDelegate):
    """Draws a row: its name below its cause, and in the last column its beats over time."""

    def __init__(self, model: EncounterModel, parent: QWidget, lane: int) -> None:
        super().__init__(parent)
        self._model, self._lane = model, lane

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        card = index.data(Qt.ItemDataRole.UserRole)
        if index.column() == 0 and card is not None and card.depth:
            self._ground(painter, option, index)
            shifted = QStyleOptionViewItem(option)
            shifted.rect = option.rect.adjusted(look.px(INDENT) * card.depth, 0, 0, 0)
            super().paint(painter, shifted, index)
            return
        super().paint(painter, option, index)
        if index.column() == self._lane and card is not None:
            self._beats(painter, option, card)

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """What lies behind the whole cell, selected or not."""
        bare = QStyleOptionViewItem(option)
        self.initStyleOption(bare, index)
        bare.text, bare.icon = "", QIcon()
        option.widget.style().drawControl(option.widget.style().ControlElement.CE_ItemViewItem, bare, painter)

    def _beats(self, painter: QPainter, option: QStyleOptionViewItem, card: Card) -> None:
        rect: QRect = option.rect
        scale = scale_of(self._model, rect)
        if scale is None:
            return
        painter.save()
        painter.setClipRect(rect)
        for x, _text in axis_of(scale):
            painter.fillRect(QRectF(x, rect.top(), 1.0, rect.height()), look.qcolor("plot.grid"))
        is_stale = self._model.editor.trials.is_stale
        self._spans(painter, card, scale, rect)
        side = look.px(GLYPH)
        for spot in spots(self._model, card, rect):
            glyph, tone = LOOKS[spot.beat.what]
            picture = look.pixmap(glyph, "icon.disabled" if is_stale else TONES[tone], GLYPH)
            painter.drawPixmap(round(spot.x - side / 2), rect.top() + (rect.height() - side) // 2, picture)
        painter.restore()

    def _spans(self, painter: QPainter, card: Card, scale: Scale, rect: QRect) -> None:
        """How long a group stood, and how long a wave was under way."""
        came: int | None = 0 if card.kind == "standing" else None
        height = look.px(4)
        middle = rect.top() + (rect.height() - height) / 2
        called = next((beat.tick for beat in self._model.beats(card) if beat.what == "called"), None)
        for beat in self._model.beats(card):
            if beat.what == "came":
                came = beat.tick if came is None else came
                if called is not None:
                    left, right = scale.x_of(called), scale.x_of(beat.tick)
                    painter.fillRect(QRectF(left, middle + height / 2, right - left, 1.0), look.qcolor("icon.disabled"))
                    called = None
            elif beat.what == "beaten" and came is not None:
                self._span(painter, scale, came, beat.tick, middle, height)
                came = None
        if came is not None and self._model.trial is not None:
            self._span(painter, scale, came, self._model.trial.ticks, middle, height)

    @staticmethod
    def _span(painter: QPainter, scale: Scale, first: int, last: int, top: float, height: float) -> None:
        left, right = scale.x_of(first), scale.x_of(last)
        painter.fillRect(QRectF(left, top, max(1.0, right - left), height), look.qcolor("surface.pressed"))


def axis_of(scale: Scale) -> list[tuple[int, str]]:
    """Where the labels of the axis stand, and what they say."""
    step = step_of(scale, look.px(LABEL_ROOM))
    longest = scale.last / TICKS_A_SECOND
    count = int(longest // step) + 1
    return [(round(scale.x_of(n * step * TICKS_A_SECOND)), clock(n * step, step, longest)) for n in range(count)]


class LaneHeader(QHeaderView):
    """The head of the table, with the axis of the trial above the lane."""

    def __init__(self, model: EncounterModel, lane: int, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model, self._lane = model, lane
        self.setSectionsClickable(False)

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:
        """Draw the axis over the lane, titles elsewhere."""
        super().paintSection(painter, rect, logicalIndex)
        scale = scale_of(self._model, rect) if logicalIndex == self._lane else None
        if scale is None:
            return
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect.adjusted(0, 0, 0, -1), look.qcolor("surface.panel"))
        painter.setFont(look.font("caption"))
        for x, text in axis_of(scale):
            painter.fillRect(QRect(x, rect.bottom() - look.px(5), 1, look.px(5)), look.qcolor("icon.secondary"))
            painter.setPen(look.qcolor("text.secondary"))
            box = QRectF(x + look.px(3), rect.top(), look.px(LABEL_ROOM), rect.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()
