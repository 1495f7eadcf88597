"""Who listens to the streamed ground is told of every frame, and of none while it does not listen."""

import threading
from pathlib import Path

import pytest

from editor.core.editor import Editor
from engine.document import Path as Place
from engine.document import Set
from engine.terrain.streaming.viewpoint import ViewPoint
from tests.projects.shipped import copied


@pytest.fixture
def march(tmp_path: Path):
    editor = Editor()
    editor.open_project(copied("veilweaver", tmp_path))
    place = Place(f"scenes/{editor.scene}", ("terrain", "kind"))
    editor.run(Set(path=place, old=editor.document.value(place), new="endless"))
    yield editor
    editor.shut_down()


def test_each_frame_is_told_once(march):
    heard = []
    listen = lambda view, streamer: heard.append((view.eye[0], streamer.stats().frame))  # noqa: E731
    march.terrain.listeners.append(listen)

    for place in range(3):
        march.terrain.frame(ViewPoint((float(place), 30.0, 0.0)))
    march.terrain.listeners.remove(listen)
    march.terrain.frame(ViewPoint((9.0, 30.0, 0.0)))

    assert [place for place, _frame in heard] == [0.0, 1.0, 2.0]
    assert [frame for _place, frame in heard] == sorted({frame for _place, frame in heard})


def test_settings_that_make_no_ground_end_the_streaming_and_later_ones_begin_it_again(march):
    def put(key: str, value: object) -> None:
        place = Place(f"scenes/{march.scene}", ("terrain", key))
        march.run(Set(path=place, old=march.document.value(place), new=value))

    march.terrain.frame(ViewPoint((0.0, 30.0, 0.0)))
    heard = []
    march.terrain.changed.connect(lambda: heard.append(march.terrain.landscape))

    put("size_m", 0.3)  # no matter to a world, and no size for a patch
    put("kind", "patch")
    assert heard[-1] is None
    assert march.terrain.frame(ViewPoint((0.0, 30.0, 0.0))) is None
    assert not [thread for thread in threading.enumerate() if thread.name == "terrain"]

    put("size_m", 60.0)
    assert heard[-1].kind == "patch"
    put("kind", "endless")
    assert march.terrain.frame(ViewPoint((0.0, 30.0, 0.0))) is not None
