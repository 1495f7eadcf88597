"""Small parts of the viewport: resolution, HUD pictures, plates, the strips that lines are made of."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from editor.viewport.camera.camera import looking_at
from editor.viewport.paint.colours import Colours
from editor.viewport.paint.forms.lines import compact
from editor.viewport.paint.hud import HudPainter
from editor.viewport.paint.hud_layout import laid_out
from editor.viewport.paint.hud_metrics import SIDE_SHARE
from editor.viewport.paint.plates import PlatePainter, apart, paint_labels
from editor.viewport.paint.text import chip_box
from editor.viewport.picture.resolution import PATIENCE, Resolution
from editor.viewport.render.culling import frustum_planes, spheres_inside
from editor.viewport.render.program import shader_source
from editor.viewport.render.strips import area_outline, area_strips, ribbon_strips
from engine.present.draw_list import AreaMark, Ground, GroundLine, HudBlock, HudRow, Label, Plate, Ribbon

SIZE = (640.0, 360.0)


def canvas() -> QImage:
    image = QImage(640, 360, QImage.Format.Format_RGBA8888)
    image.fill(QColor(0, 0, 0, 255))
    return image


def painted(image: QImage) -> np.ndarray:
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(360, 640, 4)
    return rows[..., :3].max(axis=2) > 0


def test_slow_software_pictures_are_drawn_smaller_and_quick_ones_in_full_again() -> None:
    resolution = Resolution()
    for _ in range(PATIENCE):
        resolution.learn(0.040, software=True)
    assert resolution.share < 1.0

    for _ in range(PATIENCE * 3):
        resolution.learn(0.004, software=True)
    assert resolution.share == 1.0


def test_a_graphics_card_always_draws_in_full() -> None:
    resolution = Resolution()
    for _ in range(PATIENCE * 3):
        resolution.learn(0.5, software=False)

    assert resolution.share == 1.0


@pytest.mark.parametrize(
    ("corner", "columns", "rows"),
    [
        ("top_left", slice(0, 200), slice(0, 150)),
        ("top_right", slice(440, 640), slice(0, 150)),
        ("bottom_left", slice(0, 200), slice(210, 360)),
        ("bottom_right", slice(440, 640), slice(210, 360)),
    ],
)
def test_a_hud_block_stands_in_its_corner(qtbot: QtBot, corner: str, columns: slice, rows: slice) -> None:
    image = canvas()
    painter = QPainter(image)
    rows_of_block = (HudRow("Echo", "3"), ("Stability", "46 %", 0.46, "warning"))
    block = HudBlock("echo", "Echo", rows_of_block, corner)  # type: ignore[arg-type]
    hud = HudPainter(Colours("dark"))
    hud.place([block], SIZE)
    hud.paint(painter)
    painter.end()

    drawn = painted(image)
    assert drawn[rows, columns].any()
    drawn[rows, columns] = False
    assert not drawn.any()


def test_blocks_of_one_corner_do_not_cover_each_other(qtbot: QtBot) -> None:
    one = HudBlock("a", "A", (HudRow("x", "1"),), "top_left")
    two = HudBlock("b", "B", (HudRow("y", "2"),), "top_left")
    areas = []
    for blocks in ([one], [one, two]):
        image = canvas()
        painter = QPainter(image)
        hud = HudPainter(Colours("dark"))
        hud.place(blocks, SIZE)
        hud.paint(painter)
        painter.end()
        areas.append(painted(image).sum())

    assert areas[1] >= areas[0] * 1.8


def test_plates_hang_where_their_place_is_and_the_players_own_can_be_left_out(qtbot: QtBot) -> None:
    camera = looking_at((0.0, 2.0, 10.0), (0.0, 1.0, 0.0))
    plates = [Plate("kael", "Kael", "Taunt", (-2.0, 2.0, 0.0), 0.5, "party"), Plate("me", "Me", "", (2.0, 2.0, 0.0))]
    image = canvas()
    painter = QPainter(image)
    PlatePainter().paint(painter, plates, camera, SIZE, without="me")
    painter.end()

    columns = np.flatnonzero(painted(image).any(axis=0))
    x = camera.project([(-2.0, 2.0, 0.0)], SIZE)[0, 0]
    assert abs(columns.mean() - x) < 3.0


def test_strips_lie_on_the_ground() -> None:
    slope = Ground(np.tile(np.arange(11, dtype=np.float32), (11, 1)), (0.0, 0.0), 1.0)
    line = GroundLine(((1.0, 0.0, 5.0), (9.0, 0.0, 5.0)), "#ffffff")
    vertices, indices = area_strips(slope, [AreaMark("", "box", (5.0, 0.0, 5.0), size=(2.0, 4.0))], [line])

    assert indices.max() == len(vertices) - 1
    np.testing.assert_allclose(vertices[:, 1], vertices[:, 0] + 0.05, atol=1e-4)


def test_a_turned_box_area_keeps_its_size() -> None:
    outline = area_outline(AreaMark("", "box", (0.0, 0.0, 0.0), size=(2.0, 6.0), yaw=np.pi / 2))

    np.testing.assert_allclose(np.abs(outline).max(axis=0), (3.0, 1.0), atol=1e-6)


def test_a_ribbon_begins_and_ends_where_it_is_tied() -> None:
    vertices, _ = ribbon_strips([Ribbon((0.0, 2.0, 0.0), (4.0, 2.0, 0.0), "#ffffff", sag=1.0)])

    np.testing.assert_allclose(vertices[0, :3], (0, 2, 0), atol=1e-6)
    np.testing.assert_allclose(vertices[-1, :3], (4, 2, 0), atol=1e-6)
    assert vertices[:, 1].min() == pytest.approx(1.0, abs=0.01)


def test_the_frustum_holds_what_is_in_the_picture_only() -> None:
    camera = looking_at((0.0, 0.0, 10.0), (0.0, 0.0, 0.0))
    planes = frustum_planes(camera.view_projection(16 / 9))
    centres = np.array([(0, 0, 0), (0, 0, 30), (80, 0, 0), (0, 0, -500)], dtype=np.float32)

    assert spheres_inside(planes, centres, np.ones(4, dtype=np.float32)).tolist() == [True, False, False, False]


def test_a_missing_shader_is_named() -> None:
    with pytest.raises(FileNotFoundError, match=r"nothing\.vert"):
        shader_source("nothing.vert")


def test_plates_that_would_cover_each_other_rise_behind_the_nearer_one() -> None:
    lifts = apart([(0.0, 100.0, 60.0, 20.0), (200.0, 100.0, 60.0, 20.0), (30.0, 105.0, 60.0, 20.0)])

    assert lifts[2] == 0.0, "the nearest stays"
    assert lifts[1] == 0.0, "nothing is in its way"
    assert 100.0 - lifts[0] + 20.0 <= 105.0


def test_what_does_not_fit_into_a_small_picture_is_left_out_from_the_end() -> None:
    blocks = [("top_left", 200.0, 80.0), ("bottom_left", 200.0, 80.0), ("top_left", 200.0, 120.0)]

    assert None not in laid_out(blocks, (900.0, 500.0))
    assert [place is None for place in laid_out(blocks, (320.0, 240.0))] == [False, False, True]


def test_blocks_of_opposite_corners_never_cover_each_other() -> None:
    places = laid_out([("top_left", 300.0, 90.0), ("top_right", 300.0, 90.0)], (500.0, 400.0))

    assert places[0] is not None
    assert places[1] is None


def test_chips_are_dark_in_the_light_theme_too() -> None:
    for token in ("viewport.chip", "axis.x", "severity.ok"):
        assert Colours("light").text(token) == Colours("dark").text(token)


def test_a_small_picture_gets_one_line_for_values_and_no_titles_over_bars() -> None:
    values = (HudRow("To spend", "2"), HudRow("Barricades left", "1"), HudRow("Earned, spent", "4, 2"))
    assert compact(HudBlock("echo", "Echo", values)).rows == (HudRow("Echo", "To spend 2   Barricades left 1"),)
    bars = (HudRow("Talren", "attack", 0.5),)
    assert compact(HudBlock("party", "Party", bars)) == HudBlock("party", "", bars)
    words = (HudRow("Bring down the Sentinel"), HudRow("Keep Talren standing"))
    assert compact(HudBlock("objectives", "Objectives", words)).rows == words[:1]
    met = (HudRow("Bring down the Sentinel", "done"), words[1])
    assert compact(HudBlock("objectives", "Objectives", met)).rows == words[1:]


def test_names_rise_above_labels_and_are_left_out_under_the_hud(qtbot: QtBot) -> None:
    assert apart([(0.0, 100.0, 60.0, 20.0)], [(10.0, 110.0, 60.0, 20.0)]) == [11.0]

    camera, plate = looking_at((0.0, 0.0, 10.0), (0.0, 0.0, 0.0)), Plate("kael", "Kael", "", (0.0, 0.0, 0.0))
    for blocked, is_seen in ([], True), ([(300.0, 100.0, 60.0, 100.0)], False):
        image = canvas()
        painter = QPainter(image)
        PlatePainter().paint(painter, [plate], camera, SIZE, blocked=blocked)
        painter.end()
        assert painted(image).any() == is_seen


def test_of_two_labels_in_one_place_the_nearer_is_read(qtbot: QtBot) -> None:
    camera = looking_at((0.0, 0.0, 10.0), (0.0, 0.0, 0.0))
    labels = [Label("Far away", (0.0, 0.0, -5.0)), Label("Near", (0.0, 0.0, 5.0))]
    image = canvas()
    painter = QPainter(image)
    boxes = paint_labels(painter, labels, camera, SIZE)
    painter.end()
    assert boxes == [chip_box(320.0, 170.0, "Near")]


def test_bars_give_way_to_words_where_a_block_would_be_too_wide(qtbot: QtBot) -> None:
    hud = HudPainter(Colours("dark"))
    short, long = (HudRow("Kael", "evade", 0.5),), (HudRow("Echo-bound Sentinel", "200 / 200", 0.5),)
    for rows in (short, long):
        ((_, _, wide, _),) = hud.place([HudBlock("a", "", rows, "top_left")], (480.0, 360.0))
        assert wide <= 480.0 * SIDE_SHARE + 1
        image = canvas()
        painter = QPainter(image)
        hud.paint(painter)
        painter.end()
        bar_colour = np.array([0x36, 0x3C, 0x44])
        seen = np.frombuffer(image.constBits(), np.uint8).reshape(360, 640, 4)[..., :3].astype(int)
        assert (np.abs(seen - bar_colour).max(axis=2) <= 1).sum() > 40 or rows is long
