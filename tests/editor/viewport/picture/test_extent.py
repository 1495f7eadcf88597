"""Framing shows the whole of what is framed: heads, areas, and everybody of a wave."""

import pytest

from editor.core.editor import Editor
from editor.viewport.widget import ViewportWidget
from engine.document import Path, Set
from engine.present.meshes import MESHES


def is_seen(viewport: ViewportWidget, point: tuple[float, float, float]) -> bool:
    size = (viewport.width(), viewport.height())
    x, y, depth = viewport.navigation.camera.project([point], size)[0].tolist()
    return depth > 0.0 and 0.0 <= x <= size[0] and 0.0 <= y <= size[1]


@pytest.mark.parametrize("scale", [1.0, 3.0])
def test_the_head_of_who_is_framed_is_in_the_picture(viewport: ViewportWidget, editor: Editor, scale: float):
    path = Path.entity("scenes/yard", "raider", "transform", "scale")
    assert editor.document is not None
    if scale != 1.0:
        editor.run(Set(path=path, old=editor.document.value(path), new=scale))
    high = float(MESHES["raider"]().vertices[:, 1].max()) * scale

    editor.tools.frame(("raider",))

    for across in (-0.4, 0.4):
        assert is_seen(viewport, (3.0 + across * scale, high, 0.0))
        assert is_seen(viewport, (3.0 + across * scale, 0.0, 0.0))


def test_the_whole_area_of_a_wave_is_in_the_picture(viewport: ViewportWidget, editor: Editor):
    wave = {"radius": 6.0, "count": 5}
    editor.run(Set(path=Path.entity("scenes/yard", "guard", "spawn_group"), old=None, new=wave))

    editor.tools.frame(("guard",))

    for x, z in ((6.0, 0.0), (-6.0, 0.0), (0.0, 6.0), (0.0, -6.0)):
        assert is_seen(viewport, (-3.0 + x, 0.0, z))
