"""A prefab of several things in the viewport: its ghost shows all of it, and a bar says when it is edited by itself."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.viewport.hands.ghosts import ghosts_of, rooms_of
from editor.viewport.widget import ViewportWidget
from engine.document.prefabs.whole import whole_prefab
from tests.projects.shipped import copied


@pytest.fixture
def viewport(qtbot, tmp_path):
    editor = Editor()
    install(editor)
    editor.open_project(copied("starter", tmp_path), trusted=True)
    widget = ViewportWidget(editor)
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    widget.show()
    yield widget
    widget.shut_down()
    editor.shut_down()


def test_a_ghost_is_made_of_the_root_and_all_parts_at_the_place(viewport):
    whole = whole_prefab(viewport.editor.view, "camp", 5.0, -3.0)
    ghosts = ghosts_of(whole, None, "#33ff33")

    assert sorted(each.mesh for each in ghosts) == ["barrel", "barricade", "brazier", "crate", "crate"]
    assert all(each.ghost for each in ghosts)
    spots = {tuple(np.round(each.position[0][[0, 2]], 3)) for each in ghosts}
    assert (5.0, -3.0) in spots
    assert (7.2, -2.2) in {(round(float(x), 3), round(float(z), 3)) for x, z in spots}
    assert len(rooms_of(whole)) == 3


def test_the_bar_says_which_prefab_and_leads_back(viewport):
    editor = viewport.editor
    assert not viewport.prefab_bar.isVisible()
    editor.prefab_mode.open("camp")

    assert viewport.prefab_bar.isVisible()
    assert viewport.prefab_bar.label.text() == "Prefab: Camp"
    QTest.mouseClick(viewport.prefab_bar.back, Qt.MouseButton.LeftButton)
    assert editor.prefab_mode.name is None
    assert not viewport.prefab_bar.isVisible()


def test_a_prefab_whose_file_gives_it_no_place_is_seen_by_itself(viewport):
    editor = viewport.editor
    editor.prefab_mode.open("crate")

    assert "transform" not in editor.view.entity("crate").components
    (crate,) = [each for each in viewport.source.picture().instances if each.mesh == "crate"]
    assert np.allclose(crate.position[0][[0, 2]], 0.0)
    assert viewport.source.points_of(("crate",)), "the camera can look at it"


def test_escape_in_the_picture_leads_back(viewport):
    viewport.editor.prefab_mode.open("camp")
    QTest.keyClick(viewport, Qt.Key.Key_Escape)

    assert viewport.editor.scene == "field"
