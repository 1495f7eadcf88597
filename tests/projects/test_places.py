"""The places of the slice: each opens clean, what is played on is free and can be reached, and the ravine holds."""

import functools
import json

import numpy as np
import pytest
from typer.testing import CliRunner

from editor.cli import application
from engine.document import view
from engine.nav.grid import NavGrid, nav_grid
from engine.nav.room import make_room
from engine.physics.obstacles import make_obstacles
from engine.physics.scene_obstacles import scene_obstacles
from engine.play.commands import Input
from engine.play.compile.scene import compile_scene
from engine.play.running.session import Session
from engine.present.meshes import MESHES
from engine.rules import check
from engine.terrain.of_scene import dense_ground_of, landscape_of
from engine.world.project import load_game
from tests.projects.shipped import PROJECTS, opened

PLACES = ("sanctum", "causeway", "crossroads", "courtyard")
START = {"sanctum": (0.0, 18.0), "causeway": (0.0, 24.0), "crossroads": (0.0, 20.0), "courtyard": (0.0, 14.0)}
SPOTS = {
    "sanctum": ((5.0, 8.0), (0.0, -20.0), (0.0, 4.2)),
    "causeway": ((0.0, 8.0), (-8.0, 15.0)),
    "crossroads": ((0.0, 0.0), (-6.0, -3.0), (6.0, -3.0), (0.0, -22.0)),
    "courtyard": ((0.0, -6.0), (0.0, 7.0), (-7.0, -8.0), (7.0, -8.0)),
}
BEYOND = ((8.0, -12.0), (0.0, -26.0))
"""What lies on the far side of the ravine."""
DECK = (0.0, 0.0, 1.5, 6.0, 0.0, -0.6, 0.0)
"""A bridge over it: middle, half width and length, yaw, foot and top [m]."""
RADIUS = 0.4


@functools.cache
def place(name):
    return view(opened(PROJECTS / "veilweaver"), name, None)


@functools.cache
def ways(name):
    return nav_grid(place(name))


@pytest.mark.parametrize("name", PLACES)
def test_a_place_opens_without_a_finding_and_every_mesh_is_made(name):
    scene = place(name)
    assert [problem.text for entity in scene.entities for problem in entity.problems] == []
    assert [finding.text for finding in check(scene, opened(PROJECTS / "veilweaver").vocabulary)] == []
    meshes = {entity.components["appearance"].mesh for entity in scene.entities if "appearance" in entity.components}
    meshes |= {
        entity.components["prop_scatter"].mesh for entity in scene.entities if "prop_scatter" in entity.components
    }
    assert meshes | {scene.header.terrain.far_trees} <= set(MESHES)


def test_all_scenes_with_all_their_encounters_are_valid():
    done = CliRunner().invoke(application(), ["validate", str(PROJECTS / "veilweaver"), "--trust", "--json"])
    report = json.loads(done.stdout)
    assert [finding["text"] for finding in report["findings"] if finding["severity"] == "error"] == []
    assert done.exit_code == 0


@pytest.mark.parametrize("name", PLACES)
def test_the_party_begins_together_and_what_is_asked_of_it_can_be_reached(name):
    start = START[name]
    grid = ways(name)
    for who in ("talren", "aria", "lyra", "kael"):
        x, _, z = place(name).get(who).components["transform"].position
        assert np.hypot(x - start[0], z - start[1]) < 7.0
        assert grid.reachable((x, z), start, RADIUS, within=0.1)
    for spot in SPOTS[name]:
        assert grid.reachable(start, spot, RADIUS, within=0.1), spot


def test_the_ground_of_a_place_is_level_where_it_is_fought_on():
    for name, half in (("sanctum", 9.0), ("courtyard", 12.0), ("crossroads", 4.0)):
        x, z = np.meshgrid(np.linspace(-half, half, 13), np.linspace(-half, half, 13))
        heights = landscape_of(place(name)).heights_at(x, z)
        assert float(np.abs(heights).max()) < 0.35, name


def test_nobody_crosses_the_ravine_on_foot():
    grid = ways("causeway")
    assert not any(grid.reachable(START["causeway"], goal, RADIUS) for goal in BEYOND)
    reached = grid.reached_from(START["causeway"], RADIUS)
    z = grid.grid.origin[1] + (np.arange(reached.shape[0]) + 0.5) * grid.grid.cell
    assert not reached[z < 4.0].any()


def test_the_walls_of_the_ravine_are_too_steep_to_climb_and_its_bed_lies_ten_metres_down():
    land = landscape_of(place("causeway"))
    assert float(land.height_at(0.0, 0.0)) == pytest.approx(-10.0, abs=0.002)
    x = np.arange(-30.0, 30.5, 0.5)
    for low, high in ((2.0, 9.0), (-9.0, -2.0)):
        z = np.arange(low, high + 0.5, 0.5)
        heights = land.heights_at(*np.meshgrid(x, z))
        assert (np.abs(np.diff(heights, axis=0)).max(axis=0) > 1.0).all()


def test_a_deck_leads_over_the_ravine():
    scene = place("causeway")
    ground = dense_ground_of(scene)
    things = scene_obstacles(scene)
    boxes = [*map(tuple, _placed(things.boxes)), DECK]
    with_deck = make_obstacles(boxes, map(tuple, things.circles), [len(boxes) - 1])
    grid = NavGrid(make_room(ground, with_deck))
    assert all(grid.reachable(START["causeway"], goal, RADIUS) for goal in BEYOND)


def test_talren_walks_to_the_rim_and_no_farther():
    compiled = compile_scene(place("causeway"), game=load_game(PROJECTS / "veilweaver"))
    session = Session(compiled, seed=1)
    player = int(np.flatnonzero(session.world.view["is_player"])[0])
    session.world.view["position"][player, [0, 2]] = (6.0, 12.0)
    session.step([Input(move=(0.0, -1.0))])
    session.advance(240)
    assert session.findings == []
    assert 6.0 < session.world.view["position"][player, 2] < 8.0


def test_the_columns_of_the_court_stand_apart_enough_for_the_warden():
    grid = ways("courtyard")
    warden = 1.3
    for spot in ((0.0, -6.0), (0.0, 7.0), (-7.0, -8.0), (7.0, -8.0)):
        assert grid.reachable((0.0, -6.0), spot, warden, within=0.3), spot


def _placed(boxes):
    """Rows of obstacle boxes as `make_obstacles` takes them: (x, z, half x, half z, yaw, foot, top)."""
    for box in boxes.tolist():
        yield (*box[:4], float(np.arctan2(box[5], box[4])), box[6], box[7])
