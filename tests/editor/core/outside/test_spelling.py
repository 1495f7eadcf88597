"""Files that say on disk what they say here, in other words: nothing of them waits to be saved."""

from tests.editor.core.outside.glade_on_disk import ROCK, SCENE, file, look, rename, rewrite

__all__ = ["file"]


def test_the_same_change_spelt_otherwise_on_disk_leaves_nothing_to_save(editor, file):
    rename(editor, "Boulder")
    text = rewrite(file, 'name = "Rock"', "name = 'Boulder'")
    look(editor)
    assert editor.outside.merge is None
    assert editor.document.text(SCENE) == text
    assert editor.document.unsaved() == ()
    assert not editor.is_dirty
    editor.undo.undo()
    assert editor.document.value(ROCK) == "Boulder"
    assert editor.is_dirty
