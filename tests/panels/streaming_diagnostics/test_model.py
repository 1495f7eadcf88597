"""The model follows a real streamer on a real landscape while someone looks, and measures nothing else."""

import pytest

from engine.document.edits.terrain import shape_commands
from engine.terrain.streaming.faults import Faults
from engine.terrain.streaming.memory import CHUNK_BYTES
from panels.streaming_diagnostics.chunks import BLENDING, FAILED, KEPT, LOADED
from panels.streaming_diagnostics.model import StreamingModel
from tests.engine.terrain.worlds import tile
from tests.panels.streaming_diagnostics.stage import fly, patched, streaming


@pytest.fixture
def model(tmp_path):
    with streaming(tmp_path) as made:
        yield made


def test_only_frames_that_somebody_looks_at_are_measured(model):
    fly(model.editor, 5)
    assert len(model.samples) == 5

    model.watch(False)
    fly(model.editor, 5, start=10.0)

    assert len(model.samples) == 5
    assert model.frames == 5
    assert not model.editor.terrain.listeners


def test_the_map_shows_what_the_streamer_holds(model):
    fly(model.editor, 200, speed=0.0)

    chunks = model.look_at_chunks().chunks
    stats = model.streamer.stats()
    held = chunks.counts()[:, [KEPT, LOADED, BLENDING]].sum(axis=1)

    assert held.tolist() == list(stats.resident)
    assert int((chunks.state == LOADED).sum() + (chunks.state == BLENDING).sum()) == stats.drawn
    assert int(chunks.nbytes.sum()) == 2 * CHUNK_BYTES * sum(stats.resident)
    assert model.standing().mood == "good"


def test_the_finest_level_lies_under_the_camera_and_the_prefetch_reaches_ahead(model):
    end = fly(model.editor, 200, speed=30.0)

    picture = model.look_at_chunks()

    assert picture.chunks.key(picture.chunks.at(end, 10.0))[0] == 0
    assert picture.viewer.velocity == (30.0, 0.0)
    assert picture.viewer.ahead_s == model.config.prefetch_s
    assert picture.distances[0] == model.config.lod_distances_m[0]


def test_a_chunk_tells_its_history_with_frames_and_times(model):
    fly(model.editor, 120, speed=0.0)
    chunks = model.look_at_chunks().chunks
    key = chunks.key(chunks.at(0.0, 10.0))

    events = model.history(key)

    assert [what for _frame, what, _detail in events][:2] == ["requested", "started"]
    assert {"generated", "uploaded"} <= {what for _frame, what, _detail in events}
    (made,) = [detail for _frame, what, detail in events if what == "generated"]
    assert made.endswith("ms")
    assert [frame for frame, _what, _detail in events] == sorted(frame for frame, _what, _detail in events)


def test_another_scene_forgets_what_was_measured(model):
    fly(model.editor, 5)
    model.look_at_chunks()
    model.choose((0, 0, 0))

    model.editor.open_scene("echo_grove")

    assert len(model.samples) == 0
    assert model.chosen is None


def test_a_failed_chunk_says_why_and_is_there_after_it_is_tried_again(tmp_path):
    with streaming(tmp_path, Faults(noise=0.55, seed=3)) as model:
        fly(model.editor, 400, speed=0.0)
        chunks = model.look_at_chunks().chunks
        failed = [
            chunks.key(row) for row, state in enumerate(chunks.state) if state == FAILED and chunks.level[row] < 5
        ]
        assert failed
        assert model.standing().mood == "bad"
        assert "told to fail" in model.failure(failed[0])

        for _ in range(40):
            left = [key for key in failed if model.failure(key)]
            for key in left:
                model.try_again(key)
            fly(model.editor, 60, speed=0.0)
            model.look_at_chunks()

        assert not [key for key in failed if model.failure(key)]
        assert model.history(failed[0])[-1][1] in ("uploaded", "blended")


def test_a_patch_is_told_and_can_be_made_endless_and_back(tmp_path):
    editor = patched(tmp_path)
    model = StreamingModel(editor)
    assert model.why_empty[0] == "This scene's ground is a patch"

    model.make_endless()
    assert model.why_empty == ("", "")
    editor.undo.undo()

    assert model.why_empty[0] == "This scene's ground is a patch"
    model.close()
    editor.shut_down()


def test_ground_that_hands_shaped_is_on_the_map_and_gone_with_undo(model):
    editor = model.editor
    fly(editor, 3)
    assert len(model.look_at_chunks().tiles) == 0

    for command in shape_commands(editor.document, editor.scene, {(2, -3): tile(500), (4, 0): tile(-200)}):
        editor.run(command)
    fly(editor, 1)
    tiles = model.look_at_chunks().tiles

    assert tiles.tolist() == [[2, -3], [4, 0]]
    editor.undo.undo()
    fly(editor, 1)
    assert len(model.look_at_chunks().tiles) < 2
