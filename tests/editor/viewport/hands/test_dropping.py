"""Prefabs dragged into the viewport: a ghost where they would stand, an entity where they are dropped."""

from collections.abc import Iterator

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent
from pytestqt.qtbot import QtBot

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.entities.drags import PREFAB_MIME
from editor.viewport.hands.dropping import is_free
from editor.viewport.widget import ViewportWidget
from engine.resources import samples_folder

# Qt 6.12 asks for a QPointF, which Qt 6.11 does not take.
pytestmark = pytest.mark.filterwarnings("ignore:Function. 'QDragMoveEvent:DeprecationWarning")


@pytest.fixture
def grove(qtbot: QtBot) -> Iterator[ViewportWidget]:
    editor = Editor()
    install(editor)
    editor.open_project(samples_folder() / "veilweaver", trusted=True)
    widget = ViewportWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    widget.show()
    yield widget
    widget.shut_down()
    editor.shut_down()


def dragged(*names: str) -> QMimeData:
    data = QMimeData()
    data.setData(PREFAB_MIME, "\n".join(names).encode())
    return data


def spot_of(viewport: ViewportWidget, x: float, z: float) -> QPointF:
    point = (x, viewport.source.height_at(x, z), z)
    left, top, _ = viewport.camera().project([point], (640, 360))[0]
    return QPointF(left, top)


def hover(viewport: ViewportWidget, data: QMimeData, at: QPointF) -> QDragMoveEvent:
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDragMoveEvent(at.toPoint(), Qt.DropAction.CopyAction, data, buttons, modifiers)
    viewport.dragMoveEvent(event)
    return event


def test_a_ghost_follows_the_pointer_over_the_ground(grove: ViewportWidget) -> None:
    data = dragged("rift_stalker")
    hover(grove, data, spot_of(grove, 0.0, 2.0))

    (ghost,) = grove.source.ghosts
    assert ghost.ghost
    assert ghost.mesh == "rift_stalker"
    np.testing.assert_allclose(ghost.position[0, [0, 2]], (0.0, 2.0), atol=0.3)
    assert grove.source.picture().instances[-1] is ghost


def test_a_ghost_turns_red_where_something_stands(grove: ViewportWidget) -> None:
    data = dragged("rift_stalker")
    hover(grove, data, spot_of(grove, 0.0, 2.0))
    free = grove.source.ghosts[0].tint[0]
    hover(grove, data, spot_of(grove, -8.6, -4.6))
    blocked = grove.source.ghosts[0].tint[0]

    assert free[1] > free[0]
    assert blocked[0] > blocked[1]


def test_a_drop_adds_the_prefab_there_as_one_step(grove: ViewportWidget) -> None:
    editor = grove.editor
    known = {entity.id for entity in editor.view.entities}
    data = dragged("rift_stalker")
    at = spot_of(grove, 0.0, 2.0)
    hover(grove, data, at)
    buttons, modifiers = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    grove.dropEvent(QDropEvent(at, Qt.DropAction.CopyAction, data, buttons, modifiers))

    (added,) = (entity for entity in editor.view.entities if entity.id not in known)
    assert added.prefab == "rift_stalker"
    assert added.components["transform"].position == (0.0, 0.0, 2.0)  # type: ignore[attr-defined]
    assert editor.selection.ids == (added.id,)
    assert not grove.source.ghosts
    assert len(editor.undo.entries) == 1


def test_other_things_are_not_taken(grove: ViewportWidget) -> None:
    data = QMimeData()
    data.setText("hello")

    assert not hover(grove, data, QPointF(320, 200)).isAccepted()


def test_free_places_are_told_from_taken_ones(grove: ViewportWidget) -> None:
    view = grove.editor.view

    assert is_free(view, 0.0, 2.0, 0.5)
    assert not is_free(view, -8.6, -4.6, 0.5)
