"""Tables show their words whole where there is room, and tell them where there is none."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication, QStyleOptionViewItem

from editor.ui.kit.views import STRETCHED_SHARE, RowDelegate, Table
from editor.ui.rooms.table import Cell, Column, RowsModel
from editor.ui.theme.apply import apply
from editor.ui.theme.look import look

LONG = "Ambush at the mill, hard"


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """The house's look, as it comes, before and after."""
    look.set("dark", 1.0, False)
    apply(qapp, look)
    yield
    look.set("dark", 1.0, False)
    apply(qapp, look)


@pytest.fixture
def table_of(qtbot: Any) -> Callable[..., Table]:
    """Makes a table of one stretched and one fixed column, shown in a width."""

    def make(
        row: tuple[str, str], width: int, titles: tuple[str, str] = ("Problem", "Where"), fixed: int = 80
    ) -> Table:
        rows = RowsModel([Column(titles[0]), Column(titles[1], numeric=True)], lambda row: [Cell(text) for text in row])
        table = Table((0, fixed))
        table.setModel(rows)
        qtbot.addWidget(table)
        table.resize(width, 200)
        table.show()
        rows.show([row])
        qtbot.wait(1)
        QApplication.processEvents()
        return table

    return make


def cut(table: Table, column: int) -> bool:
    delegate = table.itemDelegate()
    assert isinstance(delegate, RowDelegate)
    option = QStyleOptionViewItem()
    option.initFrom(table)
    option.rect = table.visualRect(table.model().index(0, column))
    return delegate.is_cut(table, option, table.model().index(0, column))


def test_a_column_takes_what_its_words_need_where_the_message_has_room_left(table_of: Callable[..., Table]):
    table = table_of(("short", LONG), 600)

    assert not cut(table, 1)
    assert table.columnWidth(1) > look.px(80)


def test_a_message_that_needs_its_room_keeps_it(table_of: Callable[..., Table]):
    table = table_of(("a message that goes on and on " * 8, LONG), 600)

    assert table.columnWidth(1) == look.px(80)
    assert cut(table, 1)


def test_no_column_takes_more_than_leaves_the_message_its_share(table_of: Callable[..., Table]):
    table = table_of(("short", "W" * 200), 300)

    assert table.columnWidth(0) >= STRETCHED_SHARE * table.viewport().width() - 1


def test_the_title_of_a_column_is_whole(table_of: Callable[..., Table]):
    table = table_of(("short", "1"), 600, ("Part", "Threat of everybody"), fixed=30)

    assert table.columnWidth(1) >= look.text_width("Threat of everybody", "caption") + look.px(12)


def test_columns_grow_with_the_text_size(table_of: Callable[..., Table], qapp: QApplication):
    table = table_of(("short", "1"), 900)
    before = table.columnWidth(1)

    look.set(scale=1.5)
    apply(qapp, look)

    assert table.columnWidth(1) >= 1.4 * before
    assert table.indentation() == 0


def test_a_width_that_was_drawn_by_hand_stays(table_of: Callable[..., Table]):
    table = table_of(("short", LONG), 600)

    table.header().resizeSection(1, 60)
    rows = table.model()
    assert isinstance(rows, RowsModel)
    rows.show([("another", LONG), ("and one more", LONG)])
    QApplication.processEvents()

    assert table.columnWidth(1) == 60
    assert table.header().sectionResizeMode(0) == table.header().ResizeMode.Stretch


def test_titles_that_have_no_room_end_in_dots(table_of: Callable[..., Table]):
    assert table_of(("a", "b"), 300).header().textElideMode() == Qt.TextElideMode.ElideRight


def test_a_message_that_is_cut_gets_what_another_column_does_not_need(table_of: Callable[..., Table]):
    table = table_of(("a message that goes on and on " * 8, "Kael"), 600, fixed=200)

    assert table.columnWidth(1) < look.px(100)
    assert not cut(table, 1)


def test_the_row_that_the_keyboard_is_at_has_a_ring_where_nothing_is_selected(table_of: Callable[..., Table]):
    table = table_of(("short", "1"), 300)
    here, flags = table.model().index(0, 0), QItemSelectionModel.SelectionFlag
    table.setFocus()
    table.setCurrentIndex(here)
    ringed = []

    for chosen in (flags.Clear, flags.Select):
        table.selectionModel().select(here, chosen | flags.Rows)
        picture, row = table.viewport().grab().toImage(), table.visualRect(here)
        middle, right = row.center().y(), picture.width() - 1
        sides = [(0, middle), (right, middle), (right // 2, row.top()), (right // 2, row.bottom())]
        ringed.append([picture.pixelColor(*side) == look.qcolor("line.focus") for side in sides])

    assert ringed == [[True] * 4, [False] * 4]


def test_a_column_that_was_dropped_for_want_of_room_grows_again_with_it(qtbot: Any):
    rows = RowsModel([Column("Problem"), Column("Where")], lambda row: [Cell(text) for text in row])
    table = Table((0, 80), drop=(1,))
    table.setModel(rows)
    qtbot.addWidget(table)
    rows.show([("short", LONG)])
    table.resize(100, 200)
    table.show()
    assert table.isColumnHidden(1)

    table.resize(900, 200)
    qtbot.wait(1)

    assert not table.isColumnHidden(1)
    assert not cut(table, 1)
