"""A designer drags a prefab and a mesh from the browser into the picture: a ghost tells where they would stand."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from tests.stories.carried import LEFT, drag_item, place_of, titles_of

# Qt 6.12 asks for a QPointF, which Qt 6.11 does not take.
pytestmark = pytest.mark.filterwarnings("ignore:Function. .QDrag:DeprecationWarning")


def ghosts(designer):
    return [(ghost.mesh, ghost.tint[0]) for ghost in designer.viewport.source.ghosts]


def spot(designer, x, z) -> QPoint:
    return designer.spot_of((x, designer.viewport.source.height_at(x, z), z))


def test_a_prefab_and_a_mesh_are_dragged_in_and_taken_back(designer, veilweaver):
    # Given the grove, with the assets in front
    designer.open(veilweaver)
    start = designer.documents()
    known = {entity.id for entity in designer.editor.view.entities}
    designer.window.docks.focus("assets")
    designer.wait(lambda: designer.panel("assets") is not None)
    assets = designer.panel("assets")
    designer.wait(lambda: assets.list.count() > 0)
    seen = {}

    def look(step):
        def note():
            seen[step] = ghosts(designer)
            designer.wait(lambda: True)

        return note

    # When a prefab is held over a barricade, then over free ground, and let go there
    stops = [(spot(designer, -8.6, -4.6), look("taken")), (spot(designer, 0.0, 6.0), look("free"))]
    drag_item(assets.list, "Rift Stalker", designer.viewport, stops)
    # Then its ghost was red first and green then
    ((mesh, red),), ((_, green),) = seen["taken"], seen["free"]
    assert mesh == "rift_stalker"
    assert red[0] > red[1]
    assert green[1] > green[0]
    # And one stands where it was dropped, selected, and no ghost is left
    (stalker,) = designer.editor.selection.ids
    assert stalker not in known
    place = designer.value(stalker, "transform.position")
    np.testing.assert_allclose((place[0], place[2]), (0.0, 6.0), atol=0.5)
    assert not ghosts(designer)
    designer.picture("asset_1_prefab_dropped")
    # When only meshes are shown, and one is dragged in
    assets.kinds.show_kind("mesh")
    assert "Rift Stalker" not in titles_of(assets.list)
    drag_item(assets.list, "Rock", designer.viewport, [(spot(designer, 3.0, 7.0), look("mesh"))])
    # Then an entity that looks like it stands there
    assert [mesh for mesh, _ in seen["mesh"]] == ["rock"]
    (rock,) = designer.editor.selection.ids
    assert designer.value(rock, "appearance.mesh") == "rock"
    designer.picture("asset_2_mesh_dropped")
    # When it is given up by Esc, nothing comes
    drag_item(assets.list, "Rock", designer.viewport, [(spot(designer, 2.0, 7.0), look("again"))], drops=False)
    assert seen["again"]
    assert len(designer.editor.view.entities) == len(known) + 2
    # When the rock is chosen in the browser, it says who uses it, and a click goes there
    designer.editor.selection.clear()
    assets._model.choose("mesh/rock")
    designer.wait(assets.details.isVisible)
    users = [assets.details.rows.index(row, 0).data() for row in range(assets.details.rows.rowCount())]
    assert any(each.startswith("Rock") for each in users)
    # When F2 is pressed on a prefab in the browser, it asks for a name, and whoever uses it follows
    assets.kinds.show_kind("prefab")
    QTest.mouseClick(assets.list.viewport(), LEFT, pos=place_of(assets.list, "Rift Stalker"))
    designer.answer_name("stalker_of_the_rift", lambda: designer.press("F2", assets.list))
    assert designer.editor.view.get(stalker).prefab == "stalker_of_the_rift"
    # And Del says why a prefab that is in use stays
    said = []
    designer.editor.said.connect(said.append)
    designer.press("Delete", assets.list)
    designer.editor.said.disconnect(said.append)
    assert any("is in use" in text for text in said)
    designer.press("Ctrl+Z", designer.viewport)
    # And when both are undone, not a byte is left of them
    for _ in range(2):
        designer.press("Ctrl+Z", designer.viewport)
    assert designer.documents() == start
