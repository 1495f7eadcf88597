"""Where the blocks of the HUD stand: stacked in their corners, never over each other, never over half the picture."""

from __future__ import annotations

from collections.abc import Sequence

from editor.viewport.paint.text import text_scale

Rect = tuple[float, float, float, float]
MARGIN, GAP = 10.0, 6.0
TOP_CLEAR = 44.0
"""What the chips at the top need [pixels at normal text size]."""
MOST_COVERED = 0.42


def laid_out(
    blocks: Sequence[tuple[str, float, float]], size: tuple[float, float], blocked: Sequence[Rect] = ()
) -> list[Rect | None]:
    """(left, top, width, height) of each block (corner, width, height), the important first; None: it does not fit.

    No block meets what is `blocked`: those of a corner stand beyond it.
    """
    placed: list[Rect | None] = []
    offset: dict[str, float] = {}
    covered = 0.0
    for corner, wide, high in blocks:
        at_top = corner.startswith("top")
        start = offset.get(corner, TOP_CLEAR * text_scale() if at_top else MARGIN)
        if corner.endswith("left"):
            left = MARGIN
        elif corner.endswith("right"):
            left = size[0] - MARGIN - wide
        else:
            left = (size[0] - wide) / 2.0
        start = _beyond(left, start, wide, high, size, blocked, at_top=at_top)
        top = start if at_top else size[1] - start - high
        rect = (float(round(left)), float(round(top)), float(round(wide)), float(round(high)))
        share = (covered + wide * high) / max(size[0] * size[1], 1.0)
        if share > MOST_COVERED or not _is_inside(rect, size) or any(each and meet(rect, each) for each in placed):
            placed.append(None)
            continue
        placed.append(rect)
        covered += wide * high
        offset[corner] = start + high + GAP
    return placed


def _beyond(
    left: float,
    start: float,
    wide: float,
    high: float,
    size: tuple[float, float],
    blocked: Sequence[Rect],
    *,
    at_top: bool,
) -> float:
    """How far from its edge a block begins that meets nothing of what is blocked."""
    for _ in blocked:
        rect = (left, start if at_top else size[1] - start - high, wide, high)
        hit = next((each for each in blocked if meet(rect, each)), None)
        if hit is None:
            break
        start = hit[1] + hit[3] + GAP if at_top else size[1] - hit[1] + GAP
    return start


def _is_inside(rect: Rect, size: tuple[float, float]) -> bool:
    return rect[0] >= 0.0 and rect[1] >= 0.0 and rect[0] + rect[2] <= size[0] and rect[1] + rect[3] <= size[1]


def meet(one: Rect, other: Rect) -> bool:
    """Whether two boxes lie on each other."""
    across = one[0] < other[0] + other[2] and other[0] < one[0] + one[2]
    return across and one[1] < other[1] + other[3] and other[1] < one[1] + one[3]
