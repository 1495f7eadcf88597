"""An endless scene in the viewport: its ground comes in by itself, and what is asked of it is the landscape's."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.viewport.camera.camera import looking_at
from editor.viewport.ground.endless import drawn_quads
from editor.viewport.widget import ViewportWidget
from engine.document import Path as DocumentPath
from engine.document import Set
from tests.editor.viewport.yard import write_yard


@pytest.fixture
def march(tmp_path: Path, qtbot: QtBot) -> Iterator[ViewportWidget]:
    folder = write_yard(tmp_path)
    scene = next((folder / "scenes").glob("*.toml"))
    text = scene.read_text(encoding="utf-8")
    head, _, rest = text.partition("[terrain]")
    rest = "\n".join(line for line in rest.splitlines() if not line.startswith("kind"))
    scene.write_text(f'{head}[terrain]\nkind = "endless"\n{rest.lstrip()}\n', encoding="utf-8")
    editor = Editor()
    install(editor)
    editor.open_project(folder)
    widget = ViewportWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(320, 180)
    widget.navigation.camera = looking_at((0.0, 30.0, 14.0), (0.0, 10.0, 0.0))
    widget.show()
    yield widget
    widget.shut_down()
    editor.shut_down()


def test_the_ground_comes_in_without_anybody_asking(march: ViewportWidget, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: march.pictures_drawn > 1 and not march.source.endless.is_settling, timeout=60_000)

    picture = march.source.picture()
    assert picture.terrain is not None
    assert len(picture.terrain) > 4
    assert picture.ground is not None
    assert not picture.ground.is_drawn
    drawn = march.pictures_drawn
    qtbot.wait(60)
    assert march.pictures_drawn <= drawn + 1


def test_what_stands_there_stands_on_the_landscape(march: ViewportWidget) -> None:
    landscape = march.editor.terrain.landscape
    assert landscape is not None
    for x, z in ((0.0, 0.0), (900.0, -3000.0)):
        assert abs(march.source.height_at(x, z) - landscape.height_at(x, z)) < 1e-3
    points = march.source.points_of(())
    x, _, z = points[0]
    assert np.isfinite(march.source.height_at(x, z))


def test_a_moving_camera_makes_no_entity_anew(march: ViewportWidget) -> None:
    before = march.source.picture()
    march.source.endless.look_from(looking_at((400.0, 60.0, 900.0), (380.0, 20.0, 860.0)))
    after = march.source.picture()

    assert after.ground is not before.ground
    assert [id(part) for part in after.instances] == [id(part) for part in before.instances]


def test_the_projects_grid_is_drawn_on_a_graphics_card(march: ViewportWidget) -> None:
    terrain = march.editor.terrain
    terrain.is_software = False
    assert drawn_quads(terrain) == 64
    terrain.is_software = True
    assert drawn_quads(terrain) == 0


def settle(march: ViewportWidget, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: march.pictures_drawn > 1 and not march.source.endless.is_settling, timeout=60_000)


@pytest.mark.parametrize("eye", [(0.0, 90.0, -200_000.0), (70_000.0, 90.0, 70_000.0), (0.0, 30_000.0, 0.0)])
def test_where_no_ground_is_in_sight_no_picture_waits_for_it(
    march: ViewportWidget, qtbot: QtBot, eye: tuple[float, float, float]
) -> None:
    settle(march, qtbot)
    x, y, z = eye
    march.navigation.camera = looking_at(eye, (x + 10.0, y - 10.0, z))
    march.navigation.changed.emit()
    drawn = march.pictures_drawn
    qtbot.waitUntil(lambda: march.pictures_drawn > drawn)
    settle(march, qtbot)


def test_an_edit_of_the_kind_of_ground_changes_how_far_the_camera_goes(march: ViewportWidget) -> None:
    editor = march.editor
    assert editor.document is not None
    far = march.navigation.farthest
    path = DocumentPath(f"scenes/{editor.scene}", ("terrain", "kind"))
    editor.run(Set(path=path, old="endless", new="patch"))
    assert march.navigation.farthest < far / 4.0
    editor.undo.undo()
    assert march.navigation.farthest == far


def test_a_prefab_is_dropped_on_a_hill_far_away_and_never_beyond_the_world(march: ViewportWidget) -> None:
    landscape = march.editor.terrain.landscape
    assert landscape is not None
    goal = (700.0, landscape.height_at(700.0, -2400.0), -2400.0)
    hit = march.interaction.ground_at(looking_at((0.0, goal[1] + 500.0, 0.0), goal), 160.0, 90.0)
    assert hit is not None
    assert abs(hit[1] - landscape.height_at(hit[0], hit[2])) < 0.01
    edge = landscape.height_at(65_530.0, 0.0)
    outwards = looking_at((65_500.0, edge + 20.0, 0.0), (65_600.0, edge + 10.0, 0.0))
    assert march.interaction.ground_at(outwards, 160.0, 90.0) is None
