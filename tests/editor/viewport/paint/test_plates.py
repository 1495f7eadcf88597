"""The foremost plate is always whole and before all others, and names grow with the picture as the HUD does."""

import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from editor.viewport.camera.camera import looking_at
from editor.viewport.paint.colours import Colours
from editor.viewport.paint.hud_layout import TOP_CLEAR
from editor.viewport.paint.leads import lead_box
from editor.viewport.paint.plates import PlatePainter, overlap, paint_labels
from engine.present.draw_list import SIDE_COLOUR, Label, Plate

SIZE = (640.0, 360.0)
CAMERA = looking_at((0.0, 2.0, 10.0), (0.0, 1.0, 0.0))
BOSS = Plate("boss", "Warden", "cleave", (0.0, 2.0, 0.0), 0.5, "hostile", is_foremost=True)


def painted(plates: list[Plate], blocked: list[tuple[float, float, float, float]]) -> QImage:
    image = QImage(int(SIZE[0]), int(SIZE[1]), QImage.Format.Format_RGBA8888)
    image.fill(QColor(0, 0, 0))
    painter = QPainter(image)
    PlatePainter().paint(painter, plates, CAMERA, SIZE, blocked=blocked)
    painter.end()
    return image


@pytest.mark.parametrize("place", [(0.0, 2.0, 0.0), (0.0, 5.6, 0.0), (-8.9, 2.0, 0.0), (6.5, 5.6, 0.0)])
def test_the_foremost_plate_stands_whole_in_the_picture(qtbot: QtBot, place: tuple[float, float, float]) -> None:
    plate = Plate("boss", "Warden", "cleave", place, 0.5, "hostile", is_foremost=True)
    ((left, top, wide, high),) = PlatePainter().foremost([plate], CAMERA, SIZE, 1.0)
    assert 0.0 <= left <= SIZE[0] - wide
    assert TOP_CLEAR <= top <= SIZE[1] - high


def test_the_foremost_plate_moves_below_what_would_cover_it(qtbot: QtBot) -> None:
    painter = PlatePainter()
    (free,) = painter.foremost([BOSS], CAMERA, SIZE, 1.0)
    bar = (0.0, 0.0, SIZE[0], free[1] + 5.0)
    (box,) = painter.foremost([BOSS], CAMERA, SIZE, 1.0, [bar])
    assert not overlap(box, bar)
    edge = QColor(SIDE_COLOUR["hostile"])
    pixel = painted([BOSS], [bar]).pixelColor(round(box[0] + box[2] / 2), round(box[1] + 1))
    assert abs(pixel.red() - edge.red()) < 60, "it is painted there, not left out"


def test_others_make_room_for_the_foremost_though_they_are_nearer(qtbot: QtBot) -> None:
    (box,) = PlatePainter().foremost([BOSS], CAMERA, SIZE, 1.0)
    nearer = Plate("aria", "Aria", "guard", (0.0, 1.9, 2.0), 1.0, "party")
    alone, both = painted([BOSS], []), painted([BOSS, nearer], [])
    left, top, wide, high = (round(value) for value in box)
    assert alone.copy(left, top, wide, high) == both.copy(left, top, wide, high)
    assert alone != both


def test_names_labels_and_arrows_grow_with_a_large_picture(qtbot: QtBot) -> None:
    plates, label = PlatePainter(), Label("Go to the loom  13 m", (0.0, 1.0, 0.0))
    image = QImage(64, 64, QImage.Format.Format_RGBA8888)
    painter = QPainter(image)
    high: list[float] = []
    tall: list[float] = []
    way: list[float] = []
    for size in ((640.0, 360.0), (1280.0, 720.0), (2560.0, 1440.0)):
        high.append(plates.foremost([BOSS], CAMERA, size, 1.0)[0][3])
        tall.append(paint_labels(painter, [label], CAMERA, size)[0][3])
        box = lead_box((1.0, 0.0), "→ The loom", size, ())
        assert box is not None
        way.append(box[3])
    painter.end()
    for sizes in (high, tall, way):
        assert sizes[0] == sizes[1], "small pictures keep the letters that can be read"
        assert sizes[2] > 1.6 * sizes[1]


def test_a_plate_that_had_to_rise_is_tied_to_its_place_by_a_line(qtbot: QtBot) -> None:
    crowd = [Plate(f"one_{n}", f"One {n}", "", (0.0, 1.0, -0.01 * n), 1.0, "hostile") for n in range(4)]
    ((x, y, _),) = CAMERA.project([(0.0, 1.0, 0.0)], SIZE).tolist()
    alone, many = painted(crowd[:1], []), painted(crowd, [])

    def reddish(image: QImage) -> int:
        lines = range(round(y) - 90, round(y) - 40)
        return sum(image.pixelColor(round(x), line).red() > 120 for line in lines)

    assert reddish(many) > reddish(alone)


@pytest.mark.parametrize(("theme", "shines"), [("dark", True), ("high_contrast", False)])
def test_in_high_contrast_nothing_shines_through_names(qtbot: QtBot, theme: str, shines: bool) -> None:
    plate, label = Plate("aria", "Aria", "guard", (0.0, 1.0, 0.0), 1.0, "party"), Label("Loom", (0.0, 2.0, 0.0))
    grounds: list[list[QColor]] = []
    for ground in (QColor(0, 0, 0), QColor(255, 255, 255)):
        image = QImage(int(SIZE[0]), int(SIZE[1]), QImage.Format.Format_RGBA8888)
        image.fill(ground)
        painter, plates = QPainter(image), PlatePainter()
        plates.is_stark = Colours(theme).is_stark
        plates.paint(painter, [plate], CAMERA, SIZE)
        boxes = [*paint_labels(painter, [label], CAMERA, SIZE, is_stark=plates.is_stark), plates.standing[0][0]]
        painter.end()
        grounds.append([image.pixelColor(round(left + 4), round(top + high / 2)) for left, top, _, high in boxes])

    assert [black != white for black, white in zip(*grounds, strict=True)] == [shines, shines]


@pytest.mark.parametrize("side", [-1.0, 1.0])
def test_a_label_beside_the_edge_is_whole(qtbot: QtBot, side: float) -> None:
    label = Label("Anchor of Dawn  0.82", (side * 6.9, 1.0, 0.0))
    ((x, _, _),) = CAMERA.project([label.position], SIZE).tolist()
    assert 0.0 < x < 40.0 or SIZE[0] - 40.0 < x < SIZE[0], "its place is just inside the picture"
    image = QImage(int(SIZE[0]), int(SIZE[1]), QImage.Format.Format_RGBA8888)
    painter = QPainter(image)

    ((left, _, wide, _),) = paint_labels(painter, [label], CAMERA, SIZE)

    painter.end()
    assert 0.0 <= left <= SIZE[0] - wide
