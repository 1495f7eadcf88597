"""A picture that follows edits is the one that would be made anew, and makes only anew what changed."""

import random
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from engine.benchmarks.scenes.large_project import large_document, large_view, move_all
from engine.document import Command, Document, RemoveEntity, Set
from engine.present import scene_pictures
from engine.present.draw_list import DrawList, Ground
from engine.present.from_scene import draw_list_of
from engine.present.ground import height_at, height_under
from engine.present.scene_pictures import ScenePictures
from engine.schema.files import TerrainSettings
from engine.terrain.edits import EditTile
from engine.terrain.landscape import Landscape
from engine.terrain.shown import endless_ground

VALUES = {
    ("transform",): [None, {"position": [1.0, 0.5, 2.0]}, {"position": [3.0, 0.0, 4.0], "scale": 2.0}],
    ("appearance",): [None, {"mesh": "rock"}, {"mesh": "crate", "glow": 1.0, "tint": "#ff0000"}],
    ("prop_scatter",): [None, {"mesh": "grass", "count": 3, "radius": 2.0}, {"mesh": "grass", "count": 4}],
    ("trigger",): [None, {"radius": 3.0}, {"event": "timer"}],
    ("light",): [None, {"range": 3.0}, {"range": 5.0}],
    ("hidden",): [None, True],
    ("name",): [None, "Other"],
}


@pytest.fixture
def document() -> Iterator[Document]:
    opened, close = large_document(200)
    yield opened
    close()


@pytest.fixture
def hills() -> Ground:
    heights = np.random.default_rng(4).random((60, 70)).astype(np.float32)
    return Ground(heights, (-30.0, -35.0), 1.0)


def told(picture: DrawList) -> list[object]:
    """Everything in a picture, in a form that compares."""
    arrays = [
        (each.mesh, each.ghost, each.entity, *(getattr(each, name).tobytes() for name in ("position", "yaw", "tint")))
        for each in picture.instances
    ]
    marks = [picture.rings, picture.plates, picture.labels, picture.areas, picture.glows, picture.ribbons]
    return [sorted(arrays), *marks, picture.environment]


def some_edit(document: Document, rng: random.Random) -> Command:
    """A change of one entity or prefab: a value of it, or all of it."""
    entity = rng.choice(large_view(document).entities)
    if rng.random() < 0.1:
        block, index = document.block(entity.file, entity.id), document.entities(entity.file).index(entity.id)
        return RemoveEntity(file=entity.file, id=entity.id, block=block, index=index)
    keys = rng.choice(list(VALUES))
    prefabs = large_view(document).prefabs
    if rng.random() < 0.2 and keys != ("hidden",):
        entity = prefabs[rng.choice(sorted(prefabs))]
    path = entity.path / keys[0]
    return Set(path=path, old=document.value(path), new=rng.choice(VALUES[keys]))


def raised(ground: Landscape, tile: tuple[int, int], mm: int) -> Landscape:
    """The same ground with one tile lifted."""
    heights = np.full((16, 16), mm, dtype=np.int32)
    made = EditTile(heights, np.zeros((16, 16, 4), np.uint8), np.zeros((16, 16), np.uint8))
    return ground.with_edits(ground.edits.replaced({tile: made}))


@pytest.fixture(scope="module")
def wilds() -> Landscape:
    return Landscape(TerrainSettings(kind="endless", seed=11))


@pytest.mark.parametrize("seed", range(4))
def test_while_a_brush_shapes_the_ground_it_is_the_picture_made_anew(document: Document, wilds: Landscape, seed: int):
    rng, pictures, landscape = random.Random(seed), ScenePictures(), wilds
    ground = endless_ground(landscape)
    for step in range(40):
        if rng.random() < 0.6:
            landscape = raised(landscape, (rng.randint(-5, 5), rng.randint(-5, 5)), rng.randint(-900, 900))
            ground = endless_ground(landscape)
        if rng.random() < 0.6:
            document.apply(some_edit(document, rng))
        hidden = {"stone_1"} if step % 9 == 0 else ()
        view = large_view(document)
        expected = told(draw_list_of(view, hidden, ground=ground))
        assert told(pictures.picture(view, hidden, ground=ground)) == expected, step


def test_another_patch_of_ground_moves_everything(document: Document, hills: Ground):
    pictures, view = ScenePictures(), large_view(document)
    path = (np.random.default_rng(8).random(hills.heights.shape) < 0.3).astype(np.float32)
    for ground in (hills, replace(hills, heights=hills.heights + 1.0), replace(hills, path=path), None, hills):
        assert told(pictures.picture(view, ground=ground)) == told(draw_list_of(view, ground=ground))


def test_a_brush_that_lifts_nobody_makes_nobody_anew(
    document: Document, wilds: Landscape, monkeypatch: pytest.MonkeyPatch
):
    pictures, view = ScenePictures(), large_view(document)
    before = pictures.picture(view, ground=endless_ground(wilds))
    asked: list[int] = []
    lifted = raised(wilds, (40, 40), 500)
    monkeypatch.setattr(scene_pictures, "parts_of", None)
    monkeypatch.setattr(lifted, "heights_at", lambda x, z: asked.append(np.size(x)) or wilds.heights_at(x, z))

    after = pictures.picture(view, ground=replace(endless_ground(wilds), beyond=lifted))

    assert all(old is new for old, new in zip(before.instances, after.instances, strict=True))
    assert sum(asked) == 0


def test_those_whom_a_brush_lifts_rise_with_it(document: Document, wilds: Landscape):
    pictures, view = ScenePictures(), large_view(document)
    before = {each.mesh: each.position for each in pictures.picture(view, ground=endless_ground(wilds)).instances}
    picture = pictures.picture(view, ground=endless_ground(raised(wilds, (0, 0), 500)))
    risen = np.concatenate([each.position[:, 1] - before[each.mesh][:, 1] for each in picture.instances])
    assert np.isclose(risen, 0.5, atol=1e-3).any()
    assert np.isclose(risen, 0.0, atol=1e-6).sum() > 100


@pytest.mark.parametrize("seed", range(6))
def test_after_every_edit_and_undo_it_is_the_picture_made_anew(document: Document, hills: Ground, seed: int):
    rng, pictures, done = random.Random(seed), ScenePictures(), []
    for _ in range(60):
        if done and rng.random() < 0.3:
            document.apply(done.pop().inverse())
        else:
            done.append(some_edit(document, rng))
            document.apply(done[-1])
        view = large_view(document)
        assert told(pictures.picture(view, ground=hills)) == told(draw_list_of(view, ground=hills))


def test_an_edit_of_everything_is_followed_too(document: Document, hills: Ground):
    pictures = ScenePictures()
    pictures.picture(large_view(document), ground=hills)
    document.apply(move_all(large_view(document), 2.0))
    view = large_view(document)
    assert told(pictures.picture(view, ground=hills)) == told(draw_list_of(view, ground=hills))


def test_a_picture_handed_out_is_never_changed(document: Document):
    pictures, rng = ScenePictures(), random.Random(3)
    first = pictures.picture(large_view(document))
    before = told(first)
    for _ in range(20):
        document.apply(some_edit(document, rng))
        picture = pictures.picture(large_view(document))
        picture.rings.clear()
        picture.areas.append("an overlay's")
    assert told(first) == before


def test_meshes_whose_things_stayed_keep_their_arrays(document: Document):
    pictures = ScenePictures()
    before = {each.mesh: each for each in pictures.picture(large_view(document)).instances}
    entity = next(each for each in large_view(document).entities if each.prefab == "stone")
    path = entity.path / "transform" / "position"
    document.apply(Set(path=path, old=document.value(path), new=[9.0, 0.0, 9.0]))

    after = {each.mesh: each for each in pictures.picture(large_view(document)).instances}

    assert {mesh for mesh in after if after[mesh] is not before[mesh]} == {"rock"}


def test_an_edit_of_a_prefab_that_nothing_shows_leaves_the_picture(document: Document, monkeypatch: pytest.MonkeyPatch):
    pictures = ScenePictures()
    before = pictures.picture(large_view(document))
    prefab = large_view(document).prefab("stone")
    path = prefab.path / "tags"
    document.apply(Set(path=path, old=document.value(path), new=["new"]))
    path = prefab.path / "melee"
    document.apply(Set(path=path, old=document.value(path), new={"damage": 7.0}))
    monkeypatch.setattr(scene_pictures, "parts_of", None)

    after = pictures.picture(large_view(document))

    assert all(old is new for old, new in zip(before.instances, after.instances, strict=True))


def test_the_height_under_one_place_has_the_bits_of_the_height_at_many(hills: Ground):
    places = np.random.default_rng(5).uniform(-60.0, 60.0, (500, 2))
    expected = height_at(hills, places[:, 0], places[:, 1])
    assert [height_under(hills, float(x), float(z)) for x, z in places] == expected.tolist()
    assert height_under(None, 1.0, 2.0) == 0.0
