"""A renderer over software OpenGL and a small picture to draw."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.viewport.camera.camera import Camera, looking_at
from editor.viewport.render.context import offscreen_context
from editor.viewport.render.options import RenderOptions
from editor.viewport.render.renderer import Renderer
from editor.viewport.widget import ViewportWidget
from engine.present.draw_list import DrawList, Ground, Ring, instances
from tests.editor.viewport.yard import write_yard

SIZE = (320, 180)


@pytest.fixture(scope="session")
def only_renderer() -> Renderer:
    return Renderer(offscreen_context(), SIZE)


@pytest.fixture
def renderer(only_renderer: Renderer) -> Renderer:
    # A window that was closed before has left no context current.
    only_renderer.context.make_current()
    return only_renderer


@pytest.fixture
def camera() -> Camera:
    return looking_at((0.0, 5.0, 9.0), (0.0, 0.6, 0.0))


@pytest.fixture
def picture() -> DrawList:
    line = np.linspace(-20.0, 20.0, 41)
    x, z = np.meshgrid(line, line)
    heights = (0.2 * np.sin(x * 0.3) + 0.1 * np.cos(z * 0.4)).astype(np.float32)
    return DrawList(
        ground=Ground(heights, (-20.0, -20.0), 1.0),
        instances=[
            instances("kael", [(-2.0, 0.0, 0.0)], entity=["kael"]),
            instances("rift_stalker", [(2.0, 0.0, 0.0)], entity=["stalker"]),
            instances("grass", [(0.0, 0.0, 2.0), (0.5, 0.0, 2.5)]),
        ],
        rings=[Ring((-2.0, 0.0, 0.0), 0.7, "party")],
    )


@pytest.fixture
def drawn(renderer: Renderer, camera: Camera) -> Callable[..., np.ndarray]:
    def draw(picture: DrawList, **options: object) -> np.ndarray:
        renderer.resize(SIZE)
        renderer.draw(picture, camera, RenderOptions(**options))  # type: ignore[arg-type]
        return renderer.read_pixels()

    return draw


@pytest.fixture
def editor(tmp_path: Path) -> Iterator[Editor]:
    editor = Editor()
    install(editor)
    editor.open_project(write_yard(tmp_path))
    yield editor
    editor.shut_down()


@pytest.fixture
def viewport(editor: Editor, qtbot: QtBot) -> Iterator[ViewportWidget]:
    widget = ViewportWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    widget.navigation.camera = looking_at((0.0, 9.0, 14.0), (0.0, 0.0, 0.0))
    widget.show()
    qtbot.waitUntil(lambda: widget.pictures_drawn > 0)
    yield widget
    widget.shut_down()
