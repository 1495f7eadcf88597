"""What is drawn often is worked out once: cells of a row, pictures of an icon, the rows of a tree that is dressed."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication

from editor.ui.kit.views import Table, Tree
from editor.ui.rooms.table import Cell, Column, RowsModel
from editor.ui.theme.look import look


@pytest.fixture
def made():
    """Rows whose cells say how often they were made."""
    asked = []

    def cells(row):
        asked.append(row)
        return Cell(f"{row}: {len(asked)}"), Cell("two")

    return RowsModel([Column("One"), Column("Two")], cells), asked


def test_a_row_makes_its_cells_once_while_it_is_painted(qtbot, made):
    rows, asked = made
    rows.show(["a", "b"])
    table = Table((0, 80))
    table.setModel(rows)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.grab()
    asked.clear()

    table.viewport().grab()

    assert sorted(asked) == ["a", "b"]


def test_what_a_row_says_is_asked_anew_each_time_when_nobody_paints(qapp, made):
    rows, _asked = made
    rows.show(["a"])

    assert [rows.index(0, 0).data() for _ in range(2)] == ["a: 1", "a: 2"]
    with rows.drawing():
        assert [rows.index(0, 0).data() for _ in range(2)] == ["a: 3", "a: 3"]
    assert rows.index(0, 0).data() == "a: 4"


def test_icons_of_the_look_have_the_size_and_the_colour_that_is_asked_for(qapp):
    for mode, colour in ((QIcon.Mode.Normal, "icon.primary"), (QIcon.Mode.Disabled, "icon.disabled")):
        picture = look.icon("stop-fill").pixmap(QSize(20, 20), 1.0, mode).toImage()

        assert picture.size() == QSize(20, 20)
        assert picture.pixelColor(10, 10).name() == look.qcolor(colour).name()


class CountedTree(Tree):
    """Says how often its rows were really laid out: each time Qt then asks where the columns stand."""

    laid_out = 0

    def updateGeometries(self):
        CountedTree.laid_out += 1
        super().updateGeometries()


@pytest.fixture
def tree(qtbot):
    view, items = CountedTree(), QStandardItemModel()
    for number in range(400):
        items.appendRow(QStandardItem(f"row {number}"))
    view.setModel(items)
    qtbot.addWidget(view)
    view.resize(200, 120)
    view.show()
    qtbot.waitExposed(view)
    QApplication.processEvents()
    CountedTree.laid_out = 0
    return view


def test_a_tree_waits_with_its_rows_until_it_is_dressed(tree, qtbot):
    with look.dressing():
        for _ in range(10):
            tree.doItemsLayout()
        assert CountedTree.laid_out == 0

    qtbot.waitUntil(lambda: CountedTree.laid_out > 0)
    assert CountedTree.laid_out <= 2
    assert tree.visualRect(tree.model().index(1, 0)).top() > 0


def test_dressing_inside_dressing_ends_with_the_outer(qapp):
    with look.dressing():
        with look.dressing():
            assert look.is_dressing
        assert look.is_dressing
    assert not look.is_dressing


def test_what_was_current_when_a_tree_was_put_together_is_scrolled_to(qtbot):
    items = QStandardItemModel()
    for number in range(400):
        items.appendRow(QStandardItem(f"row {number}"))
    with look.dressing():
        view = Tree()
        qtbot.addWidget(view)
        view.setModel(items)
        view.doItemsLayout()
        view.setCurrentIndex(items.index(300, 0))
        view.resize(200, 120)
        view.show()

    qtbot.waitUntil(lambda: view.viewport().rect().intersects(view.visualRect(items.index(300, 0))))
