"""Numbers and words over bodies, as they are painted."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter

from editor.viewport.camera.camera import looking_at
from editor.viewport.paint.floats import FloatPainter, opacity, out_of_the_way
from editor.viewport.paint.plates import overlap
from engine.present.effects import Float

SIZE = (640.0, 360.0)
CAMERA = looking_at((0.0, 2.0, 8.0), (0.0, 1.0, 0.0))
HEAD = (0.0, 1.5, 0.0)


def painted(floats, blocked=()):
    image = QImage(int(SIZE[0]), int(SIZE[1]), QImage.Format.Format_RGBA8888)
    image.fill(QColor(90, 110, 90))
    painter = QPainter(image)
    FloatPainter().paint(painter, floats, CAMERA, SIZE, blocked)
    painter.end()
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(int(SIZE[1]), int(SIZE[0]), 4)
    return (np.abs(pixels[..., :3].astype(int) - (90, 110, 90)).max(axis=2) > 20).copy()


@pytest.mark.usefixtures("qapp")
def test_a_number_stands_at_its_point_until_it_fades():
    x, y, _ = CAMERA.project([HEAD], SIZE)[0]
    rows, columns = np.nonzero(painted([Float("25", HEAD, 0.3)]))
    assert abs(columns.mean() - x) < 4.0
    assert y - 32.0 < rows.mean() < y
    assert not painted([Float("25", HEAD, 1.0)]).any()


@pytest.mark.usefixtures("qapp")
def test_those_of_one_body_cover_neither_each_other_nor_the_hud():
    one = painted([Float("25", HEAD, 0.3)])
    both = painted([Float("25", HEAD, 0.3), Float("31", HEAD, 0.2)])
    assert np.ptp(np.nonzero(both)[0]) > 1.6 * np.ptp(np.nonzero(one)[0])
    assert not painted([Float("25", HEAD, 0.3)], [(0.0, 0.0, *SIZE)]).any()


@pytest.mark.usefixtures("qapp")
def test_behind_the_camera_nothing_is_painted():
    assert not painted([Float("25", (0.0, 2.0, 20.0), 0.3)]).any()


def test_a_text_rises_above_all_that_is_taken():
    taken = [(0.0, 90.0, 40.0, 20.0), (0.0, 74.0, 40.0, 20.0)]
    top = out_of_the_way((10.0, 95.0, 30.0, 20.0), taken)
    assert top < 95.0 - 20.0
    assert not overlap((10.0, top, 30.0, 12.0), taken[0])
    assert out_of_the_way((100.0, 95.0, 30.0, 20.0), taken) == 95.0


def test_it_comes_at_once_and_fades_at_its_end():
    assert opacity(0.1) == opacity(0.5) == 1.0
    assert opacity(0.9) < 0.3
    assert opacity(1.0) == 0.0
