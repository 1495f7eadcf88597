"""In a large scene an edit is shown at once and its baked shadows when edits pause; in a small one both at once."""

import pytest
from pytestqt.qtbot import QtBot

from editor.core.editor import Editor
from editor.viewport import widget as module
from editor.viewport.widget import ViewportWidget
from engine.document import Path, Set


def rename(editor: Editor) -> None:
    assert editor.document is not None
    path = Path.entity("scenes/yard", editor.view.entities[0].id, "name")
    editor.run(Set(path=path, old=editor.document.value(path), new="Other"))


@pytest.mark.parametrize(("large", "is_settled_at_once"), [(0, False), (1_000, True)])
def test_shadows_wait_for_a_pause_only_in_a_large_scene(
    viewport: ViewportWidget, editor: Editor, monkeypatch: pytest.MonkeyPatch, large: int, is_settled_at_once: bool
):
    monkeypatch.setattr(module, "LARGE", large)
    rename(editor)
    assert viewport.shot().options.settled is is_settled_at_once


def test_the_shadows_follow_by_themselves(
    viewport: ViewportWidget, editor: Editor, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
):
    monkeypatch.setattr(module, "LARGE", 0)
    rename(editor)
    before = viewport.pictures_drawn
    qtbot.waitUntil(lambda: viewport.pictures_drawn >= before + 2)
    assert viewport.shot().options.settled
