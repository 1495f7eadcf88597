"""The picture of a scene, made from its text."""

from pathlib import Path

import numpy as np
import pytest

from engine.document import Document, SceneView, Set, view
from engine.document import Path as Place
from engine.present.draw_list import DrawList, Ground
from engine.present.from_scene import draw_list_of, scenery_of
from engine.present.scene_pictures import ScenePictures

SCENE = """format = 1
kind = "scene"
title = "Yard"
[environment]
sun_azimuth = 90.0
[entities.props]
name = "Props"
[entities.boulder]
name = "Boulder"
parent = "props"
[entities.boulder.transform]
position = [4.0, 0.5, 2.0]
rotation = [0.0, 90.0, 0.0]
scale = 2.0
[entities.boulder.appearance]
mesh = "rock"
[entities.weeds]
name = "Weeds"
[entities.weeds.transform]
[entities.weeds.prop_scatter]
mesh = "grass"
count = 40
radius = 5.0
seed = 3
[entities.gate]
name = "Gate"
[entities.gate.transform]
[entities.gate.trigger]
shape = "circle"
radius = 3.0
[entities.guard]
name = "Guard"
[entities.guard.transform]
position = [1.0, 0.0, 1.0]
[entities.guard.appearance]
mesh = "soldier"
[entities.guard.body]
[entities.guard.team]
side = "party"
[entities.guard.health]
current = 25.0
maximum = 100.0
"""


@pytest.fixture
def document(tmp_path: Path) -> Document:
    (tmp_path / "scenes").mkdir()
    (tmp_path / "project.toml").write_text('format = 1\nkind = "project"\ntitle = "Test"\nmain_scene = "yard"\n')
    (tmp_path / "scenes" / "yard.toml").write_text(SCENE)
    return Document.open(tmp_path)


@pytest.fixture
def scene(document: Document) -> SceneView:
    return view(document, "yard")


@pytest.fixture
def slope() -> Ground:
    x = np.linspace(-10.0, 10.0, 21, dtype=np.float32)
    return Ground(np.tile(x * 0.1, (21, 1)).astype(np.float32), (-10.0, -10.0), 1.0)


def part(picture: DrawList, mesh: str) -> list:
    return [each for each in picture.instances if each.mesh == mesh]


def test_an_entity_stands_on_the_ground_turned_and_scaled(scene: SceneView, slope: Ground) -> None:
    (rock,) = part(draw_list_of(scene, ground=slope), "rock")

    assert rock.entity == ("boulder",)
    np.testing.assert_allclose(rock.position[0], (4.0, 0.4 + 0.5, 2.0), atol=1e-5)
    assert rock.yaw[0] == pytest.approx(np.pi / 2)
    assert rock.scale[0] == 2.0


def test_a_scatter_is_the_same_each_time_and_keeps_its_radius(scene: SceneView) -> None:
    one, other = (part(draw_list_of(scene), "grass")[0] for _ in range(2))

    assert one.position.tobytes() == other.position.tobytes()
    assert 20 <= len(one) <= 40
    assert np.hypot(one.position[:, 0], one.position[:, 2]).max() <= 5.0


def test_a_fighter_has_a_ring_and_a_plate_with_its_health(scene: SceneView) -> None:
    picture = draw_list_of(scene)

    assert [ring.side for ring in picture.rings] == ["party"]
    assert [(plate.title, plate.fraction) for plate in picture.plates] == [("Guard", 0.25)]


def test_a_trigger_shows_its_area_a_pin_and_its_name(scene: SceneView) -> None:
    picture = draw_list_of(scene)

    assert [(area.entity, area.radius) for area in picture.areas] == [("gate", 3.0)]
    assert part(picture, "marker")[0].entity == ("gate",)
    assert [label.text for label in picture.labels] == ["Gate"]


def test_hiding_a_folder_hides_what_is_below_it(scene: SceneView) -> None:
    assert part(draw_list_of(scene, hidden={"props"}), "rock") == []


def test_scenery_leaves_out_actors_and_marks(scene: SceneView) -> None:
    picture = scenery_of(scene)

    assert {each.mesh for each in picture.instances} == {"rock", "grass"}
    assert not picture.rings
    assert not picture.areas


def test_the_header_sets_the_light(scene: SceneView) -> None:
    assert draw_list_of(scene).environment.sun_azimuth == 90.0


def test_only_what_changed_is_made_again(document: Document, slope: Ground) -> None:
    pictures = ScenePictures()
    before = pictures.picture(view(document, "yard"), ground=slope)
    path = Place.entity("scenes/yard", "boulder", "transform", "scale")
    document.apply(Set(path=path, old=2.0, new=3.0))

    after = pictures.picture(view(document, "yard"), ground=slope)

    assert part(after, "soldier")[0] is part(before, "soldier")[0]
    assert part(after, "rock")[0].scale[0] == 3.0
