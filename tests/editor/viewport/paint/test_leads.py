"""What leads the player and stands outside of the picture has a mark at the edge that points there."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from editor.viewport.camera.camera import looking_at
from editor.viewport.paint.hud_layout import TOP_CLEAR
from editor.viewport.paint.leads import EDGE, arrow, lead_box, paint_leads, way_out
from engine.present.draw_list import Label

SIZE = (640.0, 360.0)
CAMERA = looking_at((0.0, 4.0, 10.0), (0.0, 0.0, 0.0))


@pytest.mark.parametrize(
    ("place", "pointed"),
    [
        ((40.0, 0.0, 0.0), "→"),
        ((-40.0, 0.0, 0.0), "←"),
        ((0.0, 60.0, 0.0), "↑"),
        ((0.0, 0.0, 30.0), "↓"),
        ((60.0, 0.0, 20.0), "→"),
    ],
)
def test_the_arrow_points_to_what_is_outside_and_behind(place: tuple[float, float, float], pointed: str) -> None:
    way = way_out(place, CAMERA, SIZE)
    assert way is not None
    assert arrow(way) == pointed


def test_what_is_in_the_picture_has_no_mark() -> None:
    assert way_out((0.0, 0.0, 0.0), CAMERA, SIZE) is None
    assert way_out((3.0, 0.0, -2.0), CAMERA, SIZE) is None


def test_a_mark_stands_inside_the_picture_and_clear_of_what_is_taken(qtbot: QtBot) -> None:
    for way in ((1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0), (0.8, -0.6)):
        box = lead_box(way, "→ The loom  12 m", SIZE, ())
        assert box is not None
        left, top, wide, high = box
        assert EDGE - 1 <= left <= SIZE[0] - EDGE - wide + 1
        assert TOP_CLEAR + EDGE - 1 <= top <= SIZE[1] - EDGE - high + 1
    edge = lead_box((1.0, 0.0), "→ The loom", SIZE, ())
    beside = lead_box((1.0, 0.0), "→ The loom", SIZE, [(500.0, 0.0, 140.0, 360.0)])
    assert edge is not None
    assert beside is not None
    assert beside[0] + beside[2] <= 500.0 < edge[0] + edge[2]
    assert lead_box((1.0, 0.0), "→ The loom", SIZE, [(0.0, 0.0, *SIZE)]) is None


def test_only_labels_that_lead_are_marked(qtbot: QtBot) -> None:
    away = (40.0, 0.0, 0.0)
    image = QImage(640, 360, QImage.Format.Format_RGBA8888)
    image.fill(QColor(0, 0, 0))
    painter = QPainter(image)
    boxes = paint_leads(painter, [Label("A place", away), Label("The loom", away, leads=True)], CAMERA, SIZE, ())
    painter.end()
    assert len(boxes) == 1
    left, top, _, high = boxes[0]
    assert image.pixelColor(round(left + 3), round(top + high / 2)) != QColor(0, 0, 0)
