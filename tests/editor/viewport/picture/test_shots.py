"""Shots for agents: the scene as the editor shows it, with ghosts of what a proposal adds."""

import pytest

from editor.viewport.picture.shots import ShotPainter, camera_of, picture_of
from engine.document import Document, view
from engine.llm.agents.desk import Shot
from tests.engine.play.playtest.brawl import write_brawl


@pytest.fixture(scope="module")
def shot(tmp_path_factory: pytest.TempPathFactory) -> Shot:
    """The brawl; one of its raiders is a ghost, and the ally has changed."""
    document = Document.open(write_brawl(tmp_path_factory.mktemp("brawl")), trusted=True)
    scene = view(document, "field", "brawl")
    return Shot(scene, None, None, 12.0, 320, 180, frozenset({"raider_1"}), frozenset({"friend"}))


def test_what_is_added_is_a_ghost_and_what_is_touched_has_a_ring(shot: Shot) -> None:
    picture = picture_of(shot)
    ghosts = {entity for part in picture.instances if part.ghost for entity in part.entity}
    solid = {entity for part in picture.instances if not part.ghost for entity in part.entity}
    assert ghosts == shot.ghosts | {"wave"}  # who comes later is one anyway
    assert shot.changed <= solid
    assert not shot.ghosts & solid
    assert sum(ring.style == "dashed" for ring in picture.rings) >= 2


def test_a_place_that_is_named_is_looked_at(shot: Shot) -> None:
    there = Shot(shot.view, 30.0, -8.0, 10.0, 320, 180)
    eye = camera_of(there).eye
    assert (eye[0], eye[2]) == pytest.approx((30.0, 3.0))


def test_the_picture_is_a_png_and_shows_the_ghost(shot: Shot) -> None:
    painter = ShotPainter()
    try:
        with_ghost = painter(shot)
        without = painter(Shot(shot.view, None, None, 12.0, 320, 180, frozenset(), shot.ghosts | shot.changed))
    finally:
        painter.close()
    assert with_ghost.startswith(b"\x89PNG")
    assert int.from_bytes(with_ghost[16:20], "big") == 320
    assert with_ghost != without
