"""The glyphs of the outliner, by what a row is and not by what a filter lets through."""

from PySide6.QtCore import Qt

from editor.ui.rooms.outliner.glyphs import glyph_among
from editor.ui.rooms.outliner.item_model import OutlinerItems
from editor.ui.rooms.outliner.model import OutlinerModel


def test_a_group_has_the_glyph_of_a_folder_also_where_a_filter_hides_what_it_holds(editor):
    def drawn(id):
        return items.data(items.index_of(model.tree.nodes[id]), Qt.ItemDataRole.DecorationRole).cacheKey()

    model = OutlinerModel(editor)
    items = OutlinerItems(model)
    whole, rock = drawn("party"), drawn("rock")
    model.search("party")
    assert not model.tree.nodes["party"].children
    assert drawn("party") == whole
    model.search("rock")
    assert drawn("rock") == rock != whole
    assert glyph_among(editor.view, editor.view.entity("party")) == "folder"
    model.close()
