"""Air and ground of a scene: clouds, moon, haze and the colours of a patch show; paths fray and floors are paved."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from editor.viewport.camera.camera import Camera, looking_at
from editor.viewport.render.ground_shape import build_ground, faces, grid_triangles
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from editor.viewport.render.surroundings import far_wood
from engine.present.draw_list import DrawList, Environment, Glow, Ground, GroundLook
from engine.present.entity_parts import glow_of
from engine.schema.components.light import Light
from engine.schema.components.transform import Transform

SIZE = (320, 180)
UP = looking_at((0.0, 2.0, 6.0), (1.0, 4.0, -4.0))
FLAT = np.zeros((33, 33), dtype=np.float32)


def drawn(renderer: Renderer, picture: DrawList, camera: Camera) -> np.ndarray:
    renderer.resize(SIZE)
    renderer.draw(picture, camera, RenderOptions(editing=False, grid=False))
    return renderer.read_pixels()[..., :3].astype(int)


@pytest.fixture
def sky(renderer: Renderer) -> Callable[..., np.ndarray]:
    ground = Ground(FLAT, (-8.0, -8.0), 0.5)
    return lambda **air: drawn(renderer, DrawList(ground=ground, environment=Environment(**air)), UP)


@pytest.mark.parametrize("name", ["clouds", "moon", "stars"])
def test_the_sky_shows_how_much_there_is_of_it(sky: Callable[..., np.ndarray], name: str) -> None:
    without, with_it = sky(**{name: 0.0}), sky(**{name: 2.0})
    changed = np.abs(with_it - without).max(axis=2) > 4
    assert changed.any()
    assert not changed[-20:].any()  # the ground is what it was


def test_clouds_take_their_colour(sky: Callable[..., np.ndarray]) -> None:
    green, red = sky(clouds=2.0, cloud_colour="#20a020"), sky(clouds=2.0, cloud_colour="#a02020")
    difference = (green - red)[:60].reshape(-1, 3).mean(axis=0)
    assert difference[1] > 0 > difference[0]


def test_a_patch_has_the_colours_of_its_scene() -> None:
    usual = Ground(FLAT, (-8.0, -8.0), 0.5, np.zeros_like(FLAT))
    blue = replace(usual, look=GroundLook(grass="#0000ff", dry="#0000ff", bare="#0000ff"))
    path = replace(usual, path=np.ones_like(FLAT), look=GroundLook(path="#ff0000"))
    assert build_ground(blue).vertices[:1089, 6:9].mean(axis=0).argmax() == 2
    assert build_ground(path).vertices[:1089, 6:9].mean(axis=0).argmax() == 0
    assert build_ground(usual).vertices[:1089, 6:9].mean(axis=0).argmax() == 1


def test_what_stands_on_the_hills_beyond_is_said_by_the_ground() -> None:
    ground = Ground(FLAT, (-8.0, -8.0), 0.5)
    pines = far_wood(ground, 180.0)
    dead = far_wood(replace(ground, look=GroundLook(far_trees="dead_tree")), 180.0)
    assert pines is not None
    assert pines.mesh == "pine_far"
    assert dead is not None
    assert dead.mesh == "dead_tree_far"
    assert far_wood(replace(ground, look=GroundLook(far_trees="")), 180.0) is None


def test_faces_of_a_meadow_turn_and_keep_their_corners_and_their_winding() -> None:
    number = np.arange(81).reshape(9, 9)
    plain, turned = grid_triangles(number).reshape(-1, 3), faces(number, None).reshape(-1, 3)
    np.testing.assert_array_equal(np.sort(plain, axis=1), np.sort(turned, axis=1))
    rolled = np.stack([np.roll(plain, k, axis=1) for k in range(3)])
    assert (rolled == turned).all(axis=2).any(axis=0).all()
    assert len(np.unique((rolled == turned).all(axis=2).argmax(axis=0))) == 3


def test_both_halves_of_a_paved_cell_have_the_corner_that_colours_them_in_common() -> None:
    number = np.arange(81).reshape(9, 9)
    painted = np.zeros((9, 9, 4))
    painted[:5, :, 2:] = 110.0  # rock and path on the first half
    cells = faces(number, painted)
    same = cells[..., 2] == cells[..., 5]
    assert same[:4].all()
    assert not same[5:].all()
    np.testing.assert_array_equal(np.sort(cells[:, :, 3:], axis=2), np.sort(grid_triangles(number)[:, :, 3:], axis=2))


def test_a_trodden_path_is_no_floor() -> None:
    number = np.arange(81).reshape(9, 9)
    painted = np.zeros((9, 9, 4))
    painted[..., 3] = 255.0
    np.testing.assert_array_equal(faces(number, painted), faces(number, None))


def test_haze_hangs_in_the_air_and_lights_nothing() -> None:
    light = Light(color="#ffffff", range=10.0, lights=False)
    glow = glow_of({"light": light, "transform": Transform(position=(0.0, 2.0, 0.0))}, (0.0, 2.0, 0.0), 1.0)
    assert isinstance(glow, Glow)
    assert not glow.lights
    lamp = glow_of({"light": replace_light(light), "transform": Transform()}, (0.0, 0.0, 0.0), 1.0)
    assert lamp is not None
    assert lamp.lights


def replace_light(light: Light) -> Light:
    return light.model_copy(update={"lights": True})
