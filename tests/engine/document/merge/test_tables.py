"""Tables, lists and comments merged three ways: what each side did happens, and what can't both hold is asked."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.document.merge.comments import lost_comments, merged_end, merged_lead
from engine.document.merge.conflict import Trio
from engine.document.merge.parts import parts_of
from engine.document.merge.values import Shape, merged_table
from engine.schema.vocabulary import Vocabulary

VOCABULARY = Vocabulary.builtin()
ENTITY, SCENE = Shape(VOCABULARY, "scene", is_head=False), Shape(VOCABULARY, "scene", is_head=True)


class Asked:
    """Who holds, and what was asked."""

    def __init__(self, side: str = "ours") -> None:
        self.side, self.keys = side, []

    def __call__(self, keys: tuple[str, ...], values: Trio[Any]) -> Any:
        self.keys.append("/".join(keys))
        return getattr(values, self.side)


def merged(
    base: Any, ours: Any, theirs: Any, shape: Shape = ENTITY, side: str = "ours"
) -> tuple[dict[str, Any], list[str]]:
    asked = Asked(side)
    return merged_table(Trio(base, ours, theirs), shape, asked), asked.keys


QUIET = [
    ({"name": "A"}, {"name": "B"}, {"name": "A"}, {"name": "B"}),
    ({"name": "A"}, {"name": "A"}, {"name": "B"}, {"name": "B"}),
    ({"name": "A"}, {"name": "B"}, {"name": "B"}, {"name": "B"}),
    ({"name": "A"}, {}, {"name": "A"}, {}),
    ({}, {"name": "A"}, {"hidden": True}, {"name": "A", "hidden": True}),
    ({"health": {"current": 1.0}}, {"health": {"current": 2.0}}, {"health": {"current": 1.0, "maximum": 9.0}},
     {"health": {"current": 2.0, "maximum": 9.0}}),
    ({}, {"health": {"current": 2.0}}, {"health": {"maximum": 9.0}}, {"health": {"current": 2.0, "maximum": 9.0}}),
    ({"tags": ["a", "b"]}, {"tags": ["b", "a", "c"]}, {"tags": ["b"]}, {"tags": ["b", "c"]}),
    ({}, {"tags": ["a"]}, {"tags": ["b"]}, {"tags": ["a", "b"]}),
    ({"removed": ["health"]}, {"removed": []}, {"removed": ["health", "melee"]}, {"removed": ["melee"]}),
    ({"parts": {"tent": {"health": {"current": 1.0}}}}, {"parts": {"tent": {"health": {"current": 2.0}}}},
     {"parts": {"tent": {"health": {"current": 1.0}, "name": "T"}}},
     {"parts": {"tent": {"health": {"current": 2.0}, "name": "T"}}}),
    ({"health": {"a": {"b": {"x": 1, "y": 1}}}}, {"health": {"a": {"b": {"x": 2, "y": 1}}}},
     {"health": {"a": {"b": {"x": 1, "y": 2}}}}, {"health": {"a": {"b": {"x": 2, "y": 2}}}}),
    ({"team": {"a": {"b": {"x": 1, "y": 1}}}}, {"team": {"a": {"b": {"x": 2, "y": 1}}}},
     {"team": {"a": {"b": {"x": 1, "y": 2}}}}, {"team": {"a": {"b": {"x": 2, "y": 2}}}}),
    ({"parts": {"tent": {"tags": ["a"]}}}, {"parts": {"tent": {"tags": ["a", "b"]}}}, {"parts": {"tent": {"tags": []}}},
     {"parts": {"tent": {"tags": ["b"]}}}),
]  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "both"), QUIET)
def test_what_both_sides_did_happens_without_asking(base, ours, theirs, both):
    assert merged(base, ours, theirs) == (both, [])
    swapped, asked = merged(base, theirs, ours)
    assert (asked, sorted(swapped)) == ([], sorted(both))


CONFLICTS = [
    ({"name": "A"}, {"name": "B"}, {"name": "C"}, "name"),
    ({"health": {"current": 1.0}}, {"health": {"current": 2.0}}, {"health": {"current": 3.0}}, "health/current"),
    ({"health": {"current": 1.0}}, {"health": {"current": 2.0}}, {}, "health"),
    ({}, {"health": 1}, {"health": {"current": 2.0}}, "health"),
    ({"basket": {"a": 1}}, {"basket": {"a": 2}}, {"basket": {"a": 1, "b": 1}}, "basket"),
    ({"tags": ["a"]}, {"tags": ["a", "b", "b"]}, {"tags": ["a", "c"]}, "tags"),
    ({"tags": ["a"]}, {"tags": [1]}, {"tags": ["a", "c"]}, "tags"),
    ({"tags": 3}, {"tags": ["b"]}, {"tags": ["c"]}, "tags"),
    ({"health": ["a"]}, {"health": ["a", "b"]}, {"health": ["c"]}, "health"),
    ({"agent": {"actions": {"x": ["a"]}}}, {"agent": {"actions": {"x": ["b"]}}}, {"agent": {"actions": {"x": ["c"]}}},
     "agent/actions/x"),
    ({"transform": {"position": [0.0, 0.0, 0.0]}}, {"transform": {"position": [1.0, 0.0, 0.0]}},
     {"transform": {"position": [0.0, 0.0, 1.0]}}, "transform/position"),
    ({"parts": {"tent": {"basket": {}}}}, {"parts": {"tent": {"basket": {"a": 1}}}},
     {"parts": {"tent": {"basket": {"b": 1}}}}, "parts/tent/basket"),
]  # fmt: skip


@pytest.mark.parametrize(("base", "ours", "theirs", "keys"), CONFLICTS, ids=[str(row[3]) for row in CONFLICTS])
def test_what_cannot_both_hold_is_asked_once_and_the_answer_holds(base, ours, theirs, keys: str):
    for side, chosen in (("ours", ours), ("theirs", theirs), ("base", base)):
        found, asked = merged(base, ours, theirs, side=side)
        assert asked == [keys]
        for key in keys.split("/"):
            found, chosen = (each.get(key) if isinstance(each, dict) else None for each in (found, chosen))
        assert found == chosen


def test_the_head_of_a_file_is_merged_by_its_own_fields():
    base = {"title": "A", "terrain": {"seed": 1, "size_m": 2.0}, "odd": {"a": 1}}
    ours = {"title": "A", "terrain": {"seed": 2, "size_m": 2.0}, "odd": {"a": 2}}
    theirs = {"title": "B", "terrain": {"seed": 1, "size_m": 3.0}, "odd": {"a": 1, "b": 1}}

    found, asked = merged(base, ours, theirs, SCENE)

    assert found == {"title": "B", "terrain": {"seed": 2, "size_m": 3.0}, "odd": {"a": 2}}
    assert asked == ["odd"]


def test_one_name_with_two_weights_is_asked():
    base, ours, theirs = (["evade=1"], ["evade=2", "x"], ["evade=3"])
    key = next(key for key, model in VOCABULARY.components.items() if any(f.kind == "refs" for f in model.fields()))
    field = next(f.name for f in VOCABULARY.components[key].fields() if f.kind == "refs")
    tables = [{key: {field: each}} for each in (base, ours, theirs)]
    assert merged(*tables)[1] == [f"{key}/{field}"]
    tables[2] = {key: {field: ["evade=1", "y"]}}
    assert merged(*tables) == ({key: {field: ["evade=2", "x", "y"]}}, [])
    tables[2] = {key: {field: ["evade=2", "y"]}}
    assert merged(*tables) == ({key: {field: ["evade=2", "x", "y"]}}, [])


SETS = st.lists(st.sampled_from("abcdef"), unique=True)


@given(SETS, SETS, SETS)
def test_a_list_of_names_holds_what_either_added_and_lacks_what_either_took(base, ours, theirs):
    found, asked = merged({"tags": base}, {"tags": ours}, {"tags": theirs})
    start = set(base)
    tags = found["tags"]
    assert asked == []
    if set(ours) != start and set(theirs) != start and set(ours) != set(theirs):
        assert set(tags) == (start & set(ours) & set(theirs)) | (set(ours) - start) | (set(theirs) - start)
        assert len(tags) == len(set(tags))


def test_lines_above_come_from_both_sides():
    assert merged_lead(Trio("# a\n", "# a\n", "# b\n")) == "# b\n"
    assert merged_lead(Trio("# a\n", "# b\n", "# a\n")) == "# b\n"
    assert merged_lead(Trio("# a\n\n", "# a\n# b\n\n", "# c\n# a\n\n")) == "# c\n# a\n# b\n\n"
    assert merged_lead(Trio("# a\n# a\n", "# a\n", "# a\n# a\n# b\n")) == "# a\n# b\n"
    assert merged_lead(Trio("# a\n", "", "# a\n# b\n")) == "# b\n"


def test_remarks_behind_come_from_both_sides():
    assert merged_end(Trio(" # a\n", " # b\n", " # a\n")) == " # b\n"
    assert merged_end(Trio("\n", " # b\n", " # c\n")) == " # b # c\n"
    assert merged_end(Trio("\n", " # c\n", " # b\n")) == " # b # c\n"
    assert merged_end(Trio(" # a\n", "\n", " # c\n")) == " # c\n"
    assert merged_end(Trio(" # a\n", "\n", "   # c\n")) == merged_end(Trio(" # a\n", "   # c\n", "\n")) == "   # c\n"
    assert merged_end(Trio(" # a\n", "  # b\n", " # b\n")) in ("  # b\n", " # b\n")


def test_a_comment_that_a_side_added_and_the_result_lacks_is_found():
    assert lost_comments("x = 1 # a\n", "", ["x = 1 # a\n"], []) == []
    assert lost_comments("x = 1\n", "", ["x = 1 # a\n", "# b\n"], []) == ["# b", "# a"]
    assert lost_comments("x = 1\n", "# a\n", ["x = 1 # a\n"], []) == []
    assert lost_comments("x = 1\n", "", ["x = 1 # a\n"], ["# a\n"]) == []
    assert lost_comments("x = 1 # a # b\n", "", ["x = 1 # b\n", "x = 1 # a\n"], []) == []
    assert lost_comments("# a\n", "", ["# a\n# a\n# a\n"], []) == ["# a", "# a"]
    assert lost_comments("", "", ["# a\n", "# a\n"], []) == ["# a"]
    assert lost_comments("# a\n# a\n", "", ["# a\n", "# a\n# a\n"], []) == []


TEXT = """\

# above
[entities.k] # head
# one
a = 1 # first
b.x = 1
b.y = 2 # second
[entities.k.plain]
z = 3
[entities.k.deep]
[entities.k.deep.er]
[[entities.k.many]]
[[entities.k.many]]
w = 4"""


def test_a_block_is_taken_apart():
    parts = parts_of(TEXT, ("entities", "k"))
    header, lines = parts.root.header, parts.root.lines

    assert header is not None
    assert (header.lead, header.body, header.end) == ("\n# above\n", "[entities.k]", " # head\n")
    assert {key: (line.lead, line.body, line.end) for key, line in lines.items()} == {
        "a": ("# one\n", "a = 1", " # first\n"),
        "b": ("", "b.x = 1\nb.y = 2", " # second\n"),
    }
    assert parts.tables == {
        "plain": "[entities.k.plain]\nz = 3\n",
        "deep": "[entities.k.deep]\n[entities.k.deep.er]\n",
        "many": "[[entities.k.many]]\n[[entities.k.many]]\nw = 4\n",
    }
    assert list(parts.plain) == ["plain"]
    assert parts.plain["plain"].text == parts.tables["plain"]
    assert parts.root.text == TEXT[: TEXT.index("[entities.k.plain]")]


def test_a_table_that_is_both_stated_and_dotted_is_not_plain():
    parts = parts_of("[entities.k]\nb.x = 1\n[entities.k.b]\ny = 2\n", ("entities", "k"))
    assert parts.plain == {}


def test_a_head_has_no_header():
    parts = parts_of("# top\nformat = 1\n[terrain]\nseed = 3\n", ())
    assert parts.root.header is None
    assert parts.root.lines["format"].text == "# top\nformat = 1\n"
    assert list(parts.plain) == ["terrain"]


def test_who_changed_a_thing_alone_has_it():
    assert Trio(1, 1, 2).changed_once() == 2
    assert Trio(1, 2, 1).changed_once() == 2
    assert Trio(1, 2, 2).changed_once() == 2
    assert Trio(1, 2, 3).changed_once() is None
    assert Trio(1, 2, 3).map(str) == ("1", "2", "3")
    assert [Trio(1, 2, 3).of(side) for side in ("base", "ours", "theirs")] == [1, 2, 3]


def test_remarks_with_other_blanks_before_them_are_still_two():
    assert merged_end(Trio("\n", "  # b\n", " # a\n")) == "  # b # a\n"
    assert merged_end(Trio("\n", " # a\n", "  # a\n")) == " # a\n"


def test_a_list_where_a_text_belongs_is_no_set_of_names():
    assert merged({"name": ["a"]}, {"name": ["a", "b"]}, {"name": ["c"]})[1] == ["name"]
