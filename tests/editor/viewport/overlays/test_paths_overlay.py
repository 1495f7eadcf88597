"""The overlay of paths tells of the running lane: what a barricade shuts is drawn while it stands."""

import numpy as np
import pytest

from editor.viewport.overlays.overlay import OverlayScene
from editor.viewport.overlays.paths import BLOCKED, SHUT, add
from engine.nav.grid import running_grid
from engine.play.commands import Input
from engine.play.running.session import Session
from engine.present.draw_list import DrawList
from engine.world.ids import BARRICADE
from tests.projects.shipped import echo_grove


@pytest.fixture
def session():
    made = Session(echo_grove(), seed=7)
    made.advance(2)
    yield made
    made.close()


def drawn(scene: OverlayScene, colour: str) -> np.ndarray:
    """(k, 2, 2) ends (x, z) of the lines of a colour."""
    picture = DrawList()
    add(scene, picture)
    return np.array([[(p[0], p[2]) for p in line.points] for line in picture.lines if line.colour == colour])


def nearest(lines: np.ndarray, place: tuple[float, float]) -> float:
    return float(np.hypot(*(lines.mean(axis=1) - place).T).min())


def test_a_barricade_is_outlined_while_it_stands(session: Session) -> None:
    scene = OverlayScene(session.compiled.view, session, None, ())
    before, border = drawn(scene, SHUT), drawn(scene, BLOCKED)
    session.step([Input(aim=(0.0, 4.0), buttons=BARRICADE)])
    session.step([Input()])
    after = drawn(scene, SHUT)
    grid = running_grid(session.world.view)
    view = session.world.view
    row = max(np.flatnonzero((view["immovable"] == 1) & (view["life"] == 1)))
    place = (float(view["position"][row, 0]), float(view["position"][row, 2]))
    assert not grid.is_free(place)
    assert nearest(after, place) < 1.5 < nearest(before, place)
    assert np.array_equal(drawn(scene, BLOCKED), border)

    view["life"][row] = 0
    assert np.array_equal(drawn(scene, SHUT), before)


def test_barriers_of_the_scene_are_outlined_before_play(session: Session) -> None:
    scene = OverlayScene(session.compiled.view, None, None, ())
    outlined = drawn(scene, SHUT)
    fences = [e for e in session.compiled.view.entities if "barrier" in e.components and "transform" in e.components]
    assert len(fences) >= 2
    for fence in fences:
        x, _, z = fence.components["transform"].position
        assert nearest(outlined, (x, z)) < 2.0
