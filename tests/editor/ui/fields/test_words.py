"""Changes of lists of numbered names: one word is touched, the others keep their letters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.ui.fields.change import Calculated, To
from editor.ui.fields.expression import parse_entry
from editor.ui.fields.words import Dropped, Listed, Numbered, Renamed, keyed

words = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["", "=2", "=3.50", "= 1e1", "=much", "="])).map("".join),
    max_size=6,
)
changes = st.one_of(
    st.builds(Listed, st.sampled_from("abcd")),
    st.builds(Dropped, st.sampled_from("abc"), st.integers(0, 2)),
    st.builds(Renamed, st.sampled_from("abc"), st.integers(0, 2), st.just("d")),
    st.builds(
        Numbered, st.sampled_from("abc"), st.integers(0, 2), st.one_of(st.none(), st.just(To(4.0))), st.just(1.0)
    ),
)


@pytest.mark.parametrize(
    ("change", "new"),
    [
        (Listed("flee"), ["attack=2", "guard", "flee"]),
        (Listed("attack"), ["attack=2", "guard"]),
        (Dropped("attack"), ["guard"]),
        (Renamed("attack", 0, "shoot"), ["shoot=2.0", "guard"]),
        (Numbered("attack", 0, To(2.5)), ["attack=2.5", "guard"]),
        (Numbered("attack", 0, None), ["attack", "guard"]),
        (Numbered("guard", 0, Calculated(parse_entry("*3")), 0.5), ["attack=2", "guard=1.5"]),
        (Numbered("attack", 0, Calculated(parse_entry("+1")), 0.5), ["attack=3.0", "guard"]),
        (Numbered("flee", 0, To(1.0)), ["attack=2", "guard"]),
    ],
)
def test_a_change_touches_the_word_it_names(change, new):
    assert change.apply(("attack=2", "guard")) == new


def test_the_same_number_in_other_letters_is_no_change():
    assert Numbered("attack", 0, To(2.0)).apply(["attack=2"]) == ["attack=2"]


def test_words_of_the_same_name_are_told_apart():
    assert Dropped("a", 1).apply(["a=1", "b", "a=2"]) == ["a=1", "b"]


@given(words, changes)
def test_every_other_word_keeps_its_letters_and_its_place(old, change):
    new = change.apply(old)

    keys = [key for _, key in keyed(old)]
    place = keys.index(_key(change)) if _key(change) in keys else None
    if isinstance(change, Listed):
        assert new[: len(old)] == old
        assert len(new) == len(old) + (place is None)
    elif place is None:
        assert new == old
    else:
        rest = new if isinstance(change, Dropped) else new[:place] + new[place + 1 :]
        assert rest == old[:place] + old[place + 1 :]
        assert len(new) == len(old) - isinstance(change, Dropped)


def _key(change):
    return (change.name, getattr(change, "turn", 0))
