"""Sixty kilometres from the origin a picture is as firm as at it."""

from dataclasses import replace

import numpy as np

from editor.viewport.camera.camera import looking_at
from editor.viewport.render.anchored import anchor_for
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from engine.present.batches import rings
from engine.present.draw_list import DrawList, Glow, Ground, instances

SIZE = (320, 180)
FAR = (60_000.0, -60_000.0)
BARE = RenderOptions(editing=False, grid=False, backdrop="#ff00ff")


def crate_at(x: float, z: float) -> DrawList:
    return DrawList(instances=[instances("crate", [(x, 0.0, z)], entity=["crate"])])


def silhouette(renderer: Renderer, place: tuple[float, float], step: float = 0.0) -> np.ndarray:
    x, z = place
    renderer.resize(SIZE)
    camera = looking_at((x + 2.0 + step, 1.5, z + 3.0), (x + step, 0.4, z))
    renderer.draw(crate_at(x, z), camera, BARE)
    pixels = renderer.read_pixels()
    return ~((pixels[..., 0] > 250) & (pixels[..., 1] < 5) & (pixels[..., 2] > 250))


def grown(mask: np.ndarray) -> np.ndarray:
    """The mask with the pixels around it."""
    padded = np.pad(mask, 1)
    rows, columns = mask.shape
    return np.any([padded[i : i + rows, j : j + columns] for i in range(3) for j in range(3)], axis=0)


def test_a_crate_far_away_has_the_outline_that_it_has_at_the_origin(renderer: Renderer) -> None:
    for k in range(100):
        here, there = (silhouette(renderer, place, k * 0.002) for place in ((0.0, 0.0), FAR))
        assert 800 < here.sum() < 20_000
        # No pixel but some on the rim, which rounding turns one way or the other.
        assert not (there & ~grown(here)).any()
        assert not (here & ~grown(there)).any()
        assert (here ^ there).sum() <= 6


def test_what_is_picked_far_away_is_what_is_seen(renderer: Renderer) -> None:
    seen = np.argwhere(silhouette(renderer, FAR))
    row, column = seen[len(seen) // 2]

    assert renderer.pick(float(column), float(row)) == "crate"
    assert renderer.pick(2.0, 2.0) is None


def test_marks_lights_and_ground_move_along(renderer: Renderer) -> None:
    def picture(x: float, z: float) -> DrawList:
        ground = Ground(np.zeros((33, 33), dtype=np.float32), (x - 16.0, z - 16.0), 1.0)
        crate = crate_at(x, z)
        marks = [rings(ground, [(x + 1.0, 0.0, z)], 0.8, "#59c8ff")]
        return replace(
            crate, ground=ground, ring_batches=marks, glows=[Glow((x, 1.0, z + 1.0), 0.4, "#4fe3dc", lights=True)]
        )

    renderer.resize(SIZE)
    shots = []
    for x, z in ((0.0, 0.0), FAR):
        renderer.draw(
            picture(x, z), looking_at((x + 3.0, 4.0, z + 5.0), (x, 0.3, z)), replace(BARE, backdrop="#ff00ff")
        )
        shots.append(renderer.read_pixels()[60:].astype(int))
    # The colours of the ground come from noise at its place; its marks and bodies do not.
    ring = (shots[0][..., 2] > 150) & (shots[0][..., 0] < 140)
    assert ring.sum() > 50
    assert np.abs(shots[0] - shots[1])[ring].max() < 40


def test_near_the_origin_nothing_is_moved() -> None:
    assert anchor_for((2048.0, 9.0, -2048.0)) == (0.0, 0.0)
    assert anchor_for((2049.0, 9.0, 0.0)) == (2048.0, 0.0)
    assert anchor_for((1000.0, 0.0, 0.0), before=(2048.0, 0.0)) == (0.0, 0.0)


def test_an_anchor_stays_while_the_eye_is_near_it() -> None:
    anchor = anchor_for((10_000.0, 0.0, 0.0))
    assert anchor == (10_240.0, 0.0)
    assert anchor_for((9_300.0, 0.0, 500.0), before=anchor) == anchor
    assert anchor_for((11_300.0, 0.0, 500.0), before=anchor) != anchor
