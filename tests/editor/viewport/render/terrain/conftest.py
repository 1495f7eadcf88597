"""The renderer's own context is current, whatever windows were open before."""

import pytest

from editor.viewport.render.renderer import Renderer


@pytest.fixture(autouse=True)
def _current(renderer: Renderer) -> None:
    renderer.context.make_current()
