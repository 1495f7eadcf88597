"""The Wild March: an endless scene without a finding, on a hill that brushes shaped, with a fight that can be won."""

import functools
import itertools

import numpy as np

from engine.play.compile.scene import CompiledScene, compile_scene
from engine.play.running.lanes import run_lanes
from engine.rules import check
from engine.terrain.edited import terrain_edits_of
from engine.terrain.landscape import Landscape
from engine.world.project import load_game
from tests.projects.shipped import PROJECTS, opened, shipped_view

FOLDER = PROJECTS / "veilweaver"
ARCH = (-14.0, -40.0)


@functools.cache
def march() -> CompiledScene:
    return compile_scene(shipped_view("veilweaver", "wild_march", "the_way_up"), game=load_game(FOLDER))


def ground() -> tuple[Landscape, Landscape]:
    """As its seed makes it, and as it is shaped."""
    view = shipped_view("veilweaver", "wild_march", "the_way_up")
    bare = Landscape(view.header.terrain)
    return bare, bare.with_edits(terrain_edits_of(view))


def test_it_opens_without_a_finding():
    scene = shipped_view("veilweaver", "wild_march", "the_way_up")
    document = opened(FOLDER)
    assert scene.header.terrain.kind == "endless"
    assert [problem.text for entity in scene.entities for problem in entity.problems] == []
    assert [finding.text for finding in check(scene, document.vocabulary)] == []
    assert list(document.load_findings) == []


def test_the_arch_stands_on_a_shaped_hill_and_a_painted_path_leads_there():
    bare, shaped = ground()
    assert shaped.height_at(*ARCH) - bare.height_at(*ARCH) > 7.0
    path = shaped.weights_at([-0.6, 1.2, -13.6, -20.6], [20.0, 9.0, -23.5, -34.5])[:, 3]
    assert (path > 150).all()
    # Somebody who walks can follow it all the way.
    way = np.array([(-0.6, 20.0), (1.2, 9.0), (0.2, -1.0), (-2.8, -10.0), (-7.4, -18.0), (-13.6, -23.5)])
    steps = np.concatenate([np.linspace(a, b, 20) for a, b in itertools.pairwise(way)])
    heights = shaped.heights_at(steps[:, 0], steps[:, 1])
    apart = np.hypot(*np.diff(steps, axis=0).T)
    assert np.max(np.abs(np.diff(heights))[apart > 0] / apart[apart > 0]) < 0.7


def test_the_shaping_is_bare_beyond_the_place_of_the_fight():
    bare, shaped = ground()
    assert shaped.height_at(900.0, 900.0) == bare.height_at(900.0, 900.0)


def test_every_skill_can_win_and_the_fight_takes_its_time():
    for skill in ("novice", "average", "expert"):
        results = run_lanes(march(), range(1, 7), skill=skill, max_ticks=10_800)
        assert sum(result.outcome == "victory" for result in results) >= 4, skill
        assert all(result.ticks > 15 * 60 for result in results), skill
