"""Who listens to the streamed ground is told of every frame, and of none while it does not listen."""

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
