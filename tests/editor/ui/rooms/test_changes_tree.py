"""The tree of differences shows both values of a difference whole, and files by their titles."""

import pytest

from editor.core.history.changes import compare
from editor.ui.rooms.changes.model import ChangesModel
from editor.ui.rooms.changes.tree import ChangesTree
from editor.ui.services import Ui
from editor.ui.theme.look import look
from engine.document import Path, RemoveEntity, Set


class Alone(ChangesTree):
    """The tree without its panel."""

    def __init__(self, model: ChangesModel, ui: Ui) -> None:
        super().__init__(model)


@pytest.mark.parametrize("width", [280, 360, 420])
def test_both_numbers_are_whole_in_the_narrow_place_that_review_gives(editor, show, width):
    before = editor.document.snapshot()
    path = Path.entity("scenes/glade", "kael", "health")
    editor.run(Set(path=path, old=None, new={"maximum": 133.25}))
    tree = show(Alone, ChangesModel(editor), width)

    tree.show_changes(compare(before, editor.document.snapshot()))

    top = tree.model().index(0, 0)
    assert top.data() == "The Glade"
    row = top
    while tree.model().rowCount(row):
        row = tree.model().index(0, 0, row)
    assert row.data().endswith("maximum")
    for column, number in ((1, "120 hp"), (2, "133.25 hp")):
        assert not tree.isColumnHidden(column)
        assert row.siblingAtColumn(column).data().startswith(number)
        assert tree.fontMetrics().horizontalAdvance(number) + look.px(8) <= tree.columnWidth(column)
    assert tree.columnWidth(0) >= 0.3 * tree.viewport().width()


def test_that_something_is_removed_is_told_whole(editor, show):
    before = editor.document.snapshot()
    block = editor.document.block("scenes/glade", "rock")
    index = editor.document.entities("scenes/glade").index("rock")
    editor.run(RemoveEntity(file="scenes/glade", id="rock", block=block, index=index))
    tree = show(Alone, ChangesModel(editor), 360)

    tree.show_changes(compare(before, editor.document.snapshot()))

    word = tree.model().index(0, 2, tree.model().index(0, 0))
    assert word.data() == "removed"
    assert tree.fontMetrics().horizontalAdvance("removed") + look.px(8) <= tree.columnWidth(2)
