"""Findings as columns: what is let through, and how it is grouped."""

from hypothesis import given
from hypothesis import strategies as st

from engine.audit.site import PRIORITIES
from panels.unwrap_audit.groups import grouped
from panels.unwrap_audit.table import SEARCHED, FindingTable, Narrowing
from panels.unwrap_audit.texts import Texts
from tests.panels.unwrap_audit.findings import few, many


def shown(narrowing: Narrowing) -> list[tuple[str, int]]:
    table = FindingTable(few())
    return [(table.findings[row].file, table.findings[row].line) for row in table.rows(narrowing)]


def test_findings_stand_by_crate_file_and_line():
    assert shown(Narrowing()) == [
        ("nav/src/grid.rs", 1),
        ("nav/src/grid.rs", 7),
        ("nav/tests/walk.rs", 3),
        ("src/lib.rs", 2),
        ("src/lib.rs", 11),
    ]


def test_each_way_to_narrow_leaves_what_it_says():
    assert shown(Narrowing(kind="expect")) == [("nav/src/grid.rs", 7)]
    assert shown(Narrowing(context="test")) == [("nav/tests/walk.rs", 3)]
    assert shown(Narrowing(crate="world")) == [("src/lib.rs", 2), ("src/lib.rs", 11)]
    assert shown(Narrowing(status="fixed")) == [("nav/src/grid.rs", 1)]
    assert shown(Narrowing(priorities=frozenset({"P0", "P2"}))) == [("src/lib.rs", 2), ("src/lib.rs", 11)]
    assert shown(Narrowing(kind="no such kind")) == []


def test_every_word_has_to_be_in_one_of_the_columns_in_large_or_small_letters():
    assert shown(Narrowing(words="GRID inside")) == [("nav/src/grid.rs", 7)]
    assert shown(Narrowing(words="grid names")) == []
    assert shown(Narrowing(words="world::OF index")) == [("src/lib.rs", 2)]


@given(st.lists(st.text(alphabet="abAB é\n😀", max_size=6), max_size=12), st.text(alphabet="abAB é😀", max_size=4))
def test_words_are_found_where_python_finds_them(texts, word):
    column = Texts(texts, is_searched=True)

    expected = [word.lower() in text.lower().replace("\n", " ") for text in texts]

    assert list(column.rows_with(word)) == expected


def test_columns_let_the_same_through_as_findings_looked_at_one_by_one():
    table = FindingTable(many(5_000))
    word = "table_77"

    found = [table.findings[row] for row in table.rows(Narrowing(words=word, kind="panic"))]

    plain = [
        each
        for each in table.findings
        if each.kind == "panic" and any(word in getattr(each, name) for name in SEARCHED)
    ]
    assert found == plain
    assert found


def test_groups_count_every_finding_once():
    table = FindingTable(many(2_000))
    groups = grouped(table, table.rows(Narrowing(words="crate_1")))

    assert groups.crate_counts.sum() == groups.file_counts.sum() == len(groups.rows)
    for crate in range(groups.crates):
        first, last = groups.first_row[groups.first_file[crate]], groups.first_row[groups.first_file[crate + 1]]
        own = [table.findings[row] for row in groups.rows[first:last]]
        assert {each.crate for each in own} == {groups.crate_name(crate)}
        counts = [sum(each.priority == priority for each in own) for priority in PRIORITIES]
        assert counts == list(groups.crate_counts[crate])


def test_nothing_has_no_groups():
    table = FindingTable()

    groups = grouped(table, table.rows(Narrowing(words="a")))

    assert (groups.crates, groups.files, table.by_priority()["P0"]) == (0, 0, 0)
