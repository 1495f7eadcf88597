"""What becomes of all shortcuts when one is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.core.actions.context import ContextKeys
from editor.core.actions.keys import readable
from editor.core.actions.registry import Action, ActionRegistry
from editor.core.actions.shortcuts import Bindings, holders, swapped, taken, tidy

DEFAULTS = {"undo": "Ctrl+Z", "redo": "Ctrl+Y", "grid": "", "frame": "F"}
KEYS = ("Ctrl+Z", "Ctrl+Y", "F", "F5", "ctrl+alt+g")


def registry(own: Bindings) -> ActionRegistry:
    actions = ActionRegistry(ContextKeys())
    actions.add(*(Action(id_, id_.capitalize(), lambda: None, keys) for id_, keys in DEFAULTS.items()))
    actions.rebind(own)
    return actions


def test_taking_keys_leaves_who_had_them_without():
    assert taken(registry({}), {}, "redo", "ctrl+z") == {"redo": "Ctrl+Z", "undo": ""}


def test_swapping_gives_the_other_the_keys_from_before():
    assert swapped(registry({}), {}, "redo", "Ctrl+Z") == {"redo": "Ctrl+Z", "undo": "Ctrl+Y"}


def test_swapping_back_leaves_nothing_of_ones_own():
    own = swapped(registry({}), {}, "redo", "Ctrl+Z")

    assert swapped(registry(own), own, "redo", "Ctrl+Y") == {}


def test_holders_are_found_in_any_spelling():
    assert holders(registry({"grid": "Ctrl+Alt+G"}), "alt+ctrl+g", "undo") == ["grid"]
    assert holders(registry({}), "", "undo") == []


def test_what_another_version_knows_is_kept():
    assert tidy(registry({}), {"from_a_panel": "F7", "undo": "ctrl+z"}) == {"from_a_panel": "F7"}


def test_a_plus_is_kept_as_qt_reads_it():
    assert taken(registry({}), {}, "grid", "Ctrl++") == {"grid": "Ctrl++"}


@pytest.mark.parametrize("keys", ["Hyper+X", "Foo+Bar+Z"])
def test_keys_that_cannot_be_read_are_passed_over(keys: str):
    assert readable({"undo": keys, "redo": "F5"}) == {"redo": "F5"}
    assert registry({"undo": keys}).keys("undo") == "Ctrl+Z"


steps = st.lists(
    st.tuples(st.sampled_from([taken, swapped]), st.sampled_from(list(DEFAULTS)), st.sampled_from(KEYS)), max_size=6
)


@given(steps)
def test_no_way_of_taking_and_swapping_leads_to_a_conflict(steps: list[tuple]):
    own: Bindings = {}
    for change, id_, keys in steps:
        own = change(registry(own), own, id_, keys)

    assert registry(own).conflicts() == {}
    assert tidy(registry(own), own) == own
