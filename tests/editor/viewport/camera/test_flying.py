"""The flying camera stays over the ground and inside the world."""

import pytest

from editor.core.editor import Editor
from editor.viewport.camera.camera import looking_at
from editor.viewport.camera.flying import EYE_ABOVE_M, kept_in_world
from editor.viewport.camera.navigation import FlyKeys
from editor.viewport.widget import ViewportWidget
from engine.document import Path, Set
from engine.schema.files import TerrainSettings
from engine.terrain.landscape import Landscape
from engine.terrain.lattice import WORLD_HALF_M

ENDLESS = Landscape(TerrainSettings(kind="endless", seed=16, amplitude=100.0))


@pytest.mark.parametrize("place", [(0.0, 0.0), (-3210.5, 977.25), (65000.0, -65000.0)])
def test_the_eye_is_lifted_out_of_the_ground_and_no_farther(place: tuple[float, float]) -> None:
    x, z = place
    ground = ENDLESS.height_at(x, z)

    assert kept_in_world((x, ground - 40.0, z), ENDLESS) == ((x, ground + EYE_ABOVE_M, z), False)
    assert kept_in_world((x, ground + 3.0, z), ENDLESS) == ((x, ground + 3.0, z), False)


def test_the_edge_of_the_world_holds_the_eye(editor: Editor) -> None:
    (x, y, z), is_beyond = kept_in_world((WORLD_HALF_M + 700.0, 900.0, 12.0), ENDLESS)
    assert (x, y, z, is_beyond) == (ENDLESS.bounds[2], 900.0, 12.0, True)

    patch = editor.terrain.landscape
    assert patch is not None
    assert kept_in_world((5000.0, -3.0, 0.0), patch) == ((5000.0, -3.0, 0.0), False)


def test_w_into_the_ground_glides_over_it(editor: Editor, viewport: ViewportWidget) -> None:
    viewport.navigation.camera = looking_at((0.0, 4.0, 6.0), (0.0, 0.0, 0.0))
    viewport.navigation.speed = 20.0
    for _ in range(10):
        viewport.interaction.fly(FlyKeys(ahead=1), 0.05)

    x, y, z = viewport.navigation.camera.eye
    assert y == pytest.approx(EYE_ABOVE_M)
    assert z < -1.0
    assert abs(x) < 1e-6


def test_a_place_in_the_wild_is_looked_at_from_above_the_woods(editor: Editor, viewport: ViewportWidget) -> None:
    assert editor.document is not None
    path = Path(f"scenes/{editor.scene}", ("terrain", "kind"))
    editor.run(Set(path=path, old=editor.document.value(path), new="endless"))
    viewport.navigation.camera = looking_at((0.0, 4.0, 6.0), (0.0, 0.0, 0.0))
    editor.tools.go_to(300.0, -90.0)

    x, y, z = viewport.navigation.camera.eye
    assert y - viewport.source.height_at(x, z) > 23.9
    ground = viewport.source.height_at(300.0, -90.0)
    seen_x, seen_y, _ = viewport.navigation.camera.project([(300.0, ground, -90.0)], viewport.interaction.size)[0]
    assert (seen_x, seen_y) == pytest.approx((320.0, 180.0), abs=0.5)


def test_the_end_of_the_world_is_told_once(editor: Editor, viewport: ViewportWidget, monkeypatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(editor, "status", told.append)
    monkeypatch.setattr(type(editor.terrain), "landscape", ENDLESS)
    viewport.navigation.camera = looking_at((WORLD_HALF_M - 10.0, 500.0, 0.0), (WORLD_HALF_M, 500.0, 0.0))
    viewport.navigation.speed = 400.0
    for _ in range(5):
        viewport.interaction.fly(FlyKeys(ahead=1), 0.05)

    assert viewport.navigation.camera.eye[0] == ENDLESS.bounds[2]
    assert told == ["The world ends here, 65,536 m from the origin."]


def test_the_name_of_what_was_under_the_pointer_does_not_fly_along(viewport: ViewportWidget) -> None:
    viewport.interaction.hovered = "kael"
    viewport.interaction.fly(FlyKeys(up=1), 0.05)

    assert viewport.interaction.hovered is None
