"""The tree of findings: right by Qt's own tester, and what was open or chosen stays so while it is narrowed."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.exceptions import capture_exceptions

from panels.unwrap_audit.groups import grouped
from panels.unwrap_audit.table import FindingTable, Narrowing
from panels.unwrap_audit.tree import FindingTreeView
from panels.unwrap_audit.tree_model import FindingTree
from tests.panels.unwrap_audit.findings import few, finding, many

TABLE = FindingTable(few())


def groups(**narrowing):
    return grouped(TABLE, TABLE.rows(Narrowing(**narrowing)))


def lines(tree, parent=None):
    """Every row that is open, with its depth."""
    items, index = tree.items, tree.items.index(0, 0)
    told = []
    while index.isValid():
        depth, above = 0, index.parent()
        while above.isValid():
            depth, above = depth + 1, above.parent()
        cells = [items.index(index.row(), column, index.parent()).data() for column in range(items.columnCount())]
        told.append("  " * depth + " | ".join(filter(None, cells)))
        index = tree.indexBelow(index)
    return told


@pytest.fixture
def tree(qtbot):
    view = FindingTreeView()
    qtbot.addWidget(view)
    view.resize(700, 400)
    view.show()
    view.show_groups(groups(), None, is_searched=False)
    return view


def test_qt_finds_nothing_wrong_with_the_model(qapp):
    model = FindingTree()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table = FindingTable(many(300))
    model.show(grouped(table, table.rows(Narrowing())))
    model.show(grouped(table, table.rows(Narrowing(words="crate_1"))))
    assert tester.model() is model


def test_crates_files_and_findings_have_their_counts(tree):
    tree.expandAll()

    assert lines(tree) == [
        "nav | 2 | 1",
        "  src/grid.rs | 2",
        "    1  route.pop().unwrap() | unwrap | ●",
        '    7  cell.expect("inside") | expect | ●',
        "  tests/walk.rs | 1",
        "    3  path.unwrap() | unwrap | ●",
        "world | 1 | 1",
        "  src/lib.rs | 1 | 1",
        "    2  names[0] | index | ●",
        "    11  found.unwrap() | unwrap | ●",
    ]


def test_words_that_leave_little_open_all_of_it_and_without_them_it_is_closed_again(tree):
    tree.show_groups(groups(words="inside"), None, is_searched=True)
    assert lines(tree)[-1] == '    7  cell.expect("inside") | expect | ●'

    tree.show_groups(groups(), None, is_searched=False)
    assert [line.split(" ")[0] for line in lines(tree)] == ["nav", "world"]


def test_what_was_opened_by_hand_stays_open(tree):
    tree.setExpanded(tree.items.crate_index(1), True)
    tree.show_groups(groups(priorities=frozenset({"P0", "P3"})), None, is_searched=False)

    assert lines(tree) == ["nav | 1", "world | 1", "  src/lib.rs | 1"]


def test_the_chosen_finding_stays_chosen_while_it_is_shown(tree):
    told = []
    tree.chosen.connect(told.append)
    tree.choose(finding())
    tree.show_groups(groups(words="world"), finding(), is_searched=True)

    assert tree.items.finding(tree.currentIndex()) == finding()
    assert told == [finding()]


def test_the_keyboard_walks_opens_and_enters(tree, qtbot):
    entered = []
    tree.opened.connect(entered.append)
    tree.setFocus()
    tree.setCurrentIndex(tree.items.crate_index(1))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down):
        QTest.keyClick(tree, key)
    QTest.keyClick(tree, Qt.Key.Key_Return)

    assert entered == [finding()]


def test_all_is_opened_at_once_and_stays_so(tree):
    with capture_exceptions() as raised:
        tree.setCurrentIndex(tree.items.crate_index(0))
        tree.setFocus()
        QTest.keyClick(tree, Qt.Key.Key_Asterisk)
        tree.expandAll()

    assert raised == []
    tree.show_groups(groups(kind="expect"), None, is_searched=False)
    assert lines(tree) == ["nav | 1", "  src/grid.rs | 1", '    7  cell.expect("inside") | expect | ●']


def test_a_chosen_crate_stands_for_its_findings_each_once(tree):
    tree.setExpanded(tree.items.crate_index(1), True)
    tree.selectAll()

    assert tree.chosen_findings() == TABLE.findings


def test_generics_stand_in_tooltips_letter_by_letter(tree):
    table = FindingTable([finding(code="all::<I>().unwrap()", reason="it is public")])
    tree.show_groups(grouped(table, table.rows(Narrowing())), None, is_searched=False)

    tip = tree.items.finding_index(0).data(Qt.ItemDataRole.ToolTipRole)

    assert tip == "<qt>all::&lt;I&gt;().unwrap()<br>P0: it is public</qt>"
