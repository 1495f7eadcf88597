"""The slice in the real window: it follows the chapters, a lost one is begun anew, and Stop gives everything back."""

from engine.world.ids import DEFEAT
from tests.engine.play.saga import write_saga


def listed(designer, entity):
    """Whether an entity has a row in the outliner."""
    (node,) = designer.panel("outliner").items.nodes([entity]) or [None]
    return node is not None


def test_a_slice_is_played_in_the_window_and_leaves_it_as_it_was(designer, tmp_path):
    # Given a project with a slice, open at its second scene, somebody selected, the camera moved
    designer.open(write_saga(tmp_path / "saga"))
    editor, viewport = designer.editor, designer.viewport
    editor.open_scene("court", "ambush")
    designer.select("robber_2")
    viewport.navigation.orbit(60.0, 10.0)
    before, files = viewport.navigation.camera, designer.files()
    assert listed(designer, "robber_2")
    # When the slice is played by the autopilot
    editor.play.autopilot = "average"
    designer.choose("Play", "Play Yard from the start")
    designer.wait(lambda: editor.play.session is not None and editor.play.tick > 3)
    # Then the window shows the first chapter
    assert (editor.scene, editor.encounter) == ("yard", "duel")
    designer.settle()
    assert listed(designer, "foe_1")
    assert not listed(designer, "robber_2")
    # And the next one, once this one is won
    editor.play.speed = 8.0
    designer.wait(lambda: editor.play.session.chapter == 1)
    assert (editor.scene, editor.encounter) == ("court", "ambush")
    assert viewport.source.picture().camera_target is not None
    designer.picture("slice_second_chapter")
    # When it is lost, the chip offers another try
    editor.play.session.world.view["outcome"][0] = DEFEAT
    designer.wait(lambda: editor.play.has_ended)
    designer.press("Ctrl+F5")
    designer.wait(lambda: not editor.play.has_ended and editor.play.session.chapter_began > 0)
    designer.wait(lambda: int(editor.play.session.world.view["retries"][0]) == 1)
    assert editor.play.session.chapter == 1
    designer.wait(lambda: editor.play.outcome == "victory")
    # And when play stops, scene, selection, camera and every byte are those of before
    designer.stop()
    assert (editor.scene, editor.encounter) == ("court", "ambush")
    assert editor.selection.ids == ("robber_2",)
    assert viewport.navigation.camera == before
    assert designer.files() == files
    assert not editor.is_dirty
