"""The HUD: blocks in the corners of the running game, each painted in its form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from types import ModuleType

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPixmap

from editor.viewport.paint.colours import Colours
from editor.viewport.paint.forms import abilities, boss, counter, gauges, lines, plates, prompt, subtitles, tasks
from editor.viewport.paint.hud_layout import Rect, laid_out
from editor.viewport.paint.hud_metrics import HudColours, Metrics, attempts
from engine.present.draw_list import HudBlock, HudRow

FORMS: dict[str, ModuleType] = {
    "lines": lines, "plates": plates, "boss": boss, "counter": counter, "abilities": abilities, "gauges": gauges,
    "tasks": tasks, "prompt": prompt, "subtitles": subtitles,
}  # fmt: skip
WEIGHT = ("boss", "plates", "abilities", "prompt", "subtitles", "counter", "tasks", "gauges", "lines")
"""What matters most finds its place first; what does not fit then is left out. What was asked for comes before all."""
PASSING = frozenset({"subtitles", "prompt"})
"""Forms that come and go: the others keep their size meanwhile."""
STEPS = 200
"""A bar moves in so many steps: a block is painted again only when something on it looks different."""


def no_keys(_button: int) -> str:
    """Nothing to press: where nobody plays."""
    return ""


class HudPainter:
    """Paints blocks in a size that lets all of them fit; what does not fit even in the least is left out.

    A block that somebody asked for (`is_solid`) loses rows instead, the last first.
    """

    def __init__(self, colours: Colours, keys: Callable[[int], str] = no_keys) -> None:
        self._colours = HudColours(colours)
        self._keys = keys
        self.subtitle_percent = 100
        self._blocks: list[HudBlock] = []
        self._places: list[Rect | None] = []
        self._metrics: Metrics | None = None
        self._settled: tuple[object, ...] = ()
        self._try = 0
        self._sizes: dict[tuple[str, int, float], tuple[HudBlock, Metrics, tuple[float, float]]] = {}
        self._pictures: dict[str, tuple[object, QPixmap]] = {}

    @property
    def metrics(self) -> Metrics | None:
        """The sizes that were found last."""
        return self._metrics

    @property
    def shown(self) -> tuple[HudBlock, ...]:
        """The blocks that found a place, the most important first, each with the rows that are shown of it."""
        return tuple(block for block, place in zip(self._blocks, self._places, strict=True) if place is not None)

    def place(self, blocks: Sequence[HudBlock], size: tuple[float, float], blocked: Sequence[Rect] = ()) -> list[Rect]:
        """Find the blocks their places, clear of what is `blocked`; gives the rectangles that they cover."""
        known = [_whole(block) for block in blocks if block.rows]
        self._blocks = sorted(known, key=lambda block: (not block.is_solid, WEIGHT.index(block.form)))
        tries = attempts(size, self._keys, self.subtitle_percent)
        # A block that grows by a word must not make all others jump: sizes only shrink while the same blocks stand.
        settled = (size, tries, frozenset(block.id for block in known if block.form not in PASSING))
        if settled != self._settled:
            self._settled, self._try = settled, 0
        self._try = min(self._try, len(tries) - 1)
        while True:
            self._metrics = tries[self._try]
            self._places = self._laid_out(self._metrics, size, blocked)
            if None not in self._places or self._try == len(tries) - 1:
                break
            self._try += 1
        self._cut(self._metrics, size, blocked)
        return [place for place in self._places if place is not None]

    def _cut(self, metrics: Metrics, size: tuple[float, float], blocked: Sequence[Rect]) -> None:
        """Of a block that was asked for and is too high even in the least size, show the first rows."""
        for number, block in enumerate(self._blocks):
            while block.is_solid and self._places[number] is None and len(block.rows) > 1:
                self._blocks[number] = block = replace(block, rows=block.rows[:-1])
                self._places = self._laid_out(metrics, size, blocked)

    def _laid_out(self, metrics: Metrics, size: tuple[float, float], blocked: Sequence[Rect]) -> list[Rect | None]:
        return laid_out(
            [(_corner(block, metrics), *self._measured(block, metrics)) for block in self._blocks], size, blocked
        )

    def _measured(self, block: HudBlock, metrics: Metrics) -> tuple[float, float]:
        """Width and height; asked anew only when the block or the sizes are others."""
        key = (block.id, metrics.level, metrics.unit)
        known = self._sizes.get(key)
        if known is None or known[0] != block or known[1] != metrics:
            known = self._sizes[key] = (block, metrics, FORMS[block.form].measure(block, metrics))
        return known[2]

    def paint(self, painter: QPainter) -> None:
        """Paint the blocks where `place` put them."""
        if self._metrics is None:
            return
        ratio = painter.device().devicePixelRatioF()
        for block, place in zip(self._blocks, self._places, strict=True):
            if place is not None:
                picture = self._picture(block, self._metrics, round(place[2]), round(place[3]), ratio)
                painter.drawPixmap(round(place[0]), round(place[1]), picture)

    def _picture(self, block: HudBlock, metrics: Metrics, wide: int, high: int, ratio: float) -> QPixmap:
        """The block as a picture, painted again only when something on it is another."""
        shown = replace(block, rows=tuple(_stepped(row) for row in block.rows))
        labels = tuple(self._keys(row.button) for row in block.rows if row.button)
        key = (shown, labels, wide, high, ratio, metrics)
        known = self._pictures.get(block.id)
        if known is not None and known[0] == key:
            return known[1]
        picture = QPixmap(round(wide * ratio), round(high * ratio))
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        FORMS[block.form].paint(painter, shown, QRectF(0, 0, wide, high), self._colours, metrics)
        painter.end()
        self._pictures[block.id] = (key, picture)
        return picture


def _whole(block: HudBlock) -> HudBlock:
    """With rows that have all their fields; a project may write plain tuples."""
    form = block.form if block.form in FORMS else "lines"
    return replace(block, rows=tuple(HudRow(*row) for row in block.rows), form=form)


def _corner(block: HudBlock, metrics: Metrics) -> str:
    """Where a block stands: words go to the top of a low picture, since the player fills its lower half."""
    return "top" if block.form == "subtitles" and metrics.is_low else block.corner


def _stepped(row: HudRow) -> HudRow:
    fraction = None if row.fraction is None else round(row.fraction * STEPS) / STEPS
    return row._replace(fraction=fraction, left=round(row.left, 1))
