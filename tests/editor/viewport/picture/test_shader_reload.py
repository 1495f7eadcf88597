"""Shaders that are changed on disk while the program runs: drawn at once; a broken one keeps the last that worked."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QObject

from editor.core.editor import Editor
from editor.viewport.picture.shader_follower import ShaderFollower
from editor.viewport.render.shader_files import SHADERS
from engine.present.draw_list import DrawList
from engine.resources import resource

Draw = Callable[..., np.ndarray]


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A copy of the shaders that may be changed."""
    copy = tmp_path / "shaders"
    shutil.copytree(resource("shaders"), copy)
    SHADERS.folder = copy
    SHADERS.look()
    yield copy
    SHADERS.folder = None
    SHADERS.problems.clear()


def change(path: Path, text: str) -> None:
    """Write a file so that its size or its time stamp differs."""
    path.write_text(text, encoding="utf-8")


def test_a_changed_shader_is_drawn_and_a_broken_one_keeps_the_last(
    picture: DrawList, drawn: Draw, folder: Path
) -> None:
    # Without ground there is sky all around.
    picture = replace(picture, ground=None, instances=[], rings=[])
    before, sky = drawn(picture), folder / "sky.frag"
    text = sky.read_text(encoding="utf-8")
    assert not SHADERS.look()

    change(sky, text[: text.rindex("}")] + "    pixel = vec4(1.0, 0.0, 0.0, 1.0);\n}\n")
    assert SHADERS.look()
    red = drawn(picture)
    assert not SHADERS.problems
    assert ((red[..., 0] > 200) & (red[..., 1] < 60)).mean() > 0.2

    change(sky, text[: text.rindex("}")] + "    pixel = no_such_thing;\n}\n")
    assert SHADERS.look()
    assert drawn(picture).tobytes() == red.tobytes()
    (told,) = set(SHADERS.problems.values())
    assert told.startswith("sky.frag can't be used at “pixel = no_such_thing;”")
    assert "no_such_thing" in told
    assert drawn(picture).tobytes() == red.tobytes()

    change(sky, text)
    assert SHADERS.look()
    assert drawn(picture).tobytes() == before.tobytes()
    assert not SHADERS.problems


def test_an_included_file_counts_too_and_a_missing_one_is_told(picture: DrawList, drawn: Draw, folder: Path) -> None:
    before = drawn(picture)
    (folder / "light.glsl").rename(folder / "gone.txt")

    assert SHADERS.look()
    assert drawn(picture).tobytes() == before.tobytes()
    assert any("light.glsl" in text for text in SHADERS.problems.values())


def test_the_console_and_the_problems_tell_of_it_and_of_its_end(qapp: object, editor: Editor, folder: Path) -> None:
    drawings: list[int] = []
    owner = QObject()
    follower = ShaderFollower(editor, lambda: drawings.append(1), owner)
    SHADERS.problems["sky"] = "sky.frag can't be used: no."
    follower.look()
    assert [each.text for each in editor.findings.from_source("shaders")] == ["sky.frag can't be used: no."]
    assert editor.log.lines[-1].text == "sky.frag can't be used: no."
    SHADERS.problems.clear()
    follower.look()
    assert not editor.findings.from_source("shaders")
    (folder / "sky.frag").write_text("changed", encoding="utf-8")
    follower.look()
    assert drawings == [1]
    follower.stop()
