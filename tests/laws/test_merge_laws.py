"""Laws of diff and merge over random sessions of two designers who begin with the same project."""

from hypothesis import example, given

from engine.document.merge import merge
from tests.laws.document_sessions import law, steps
from tests.laws.merge_checks import (
    base_texts,
    check_choices,
    check_comments,
    check_completeness,
    check_diff,
    check_diff_bytes,
    check_disjoint,
    check_identity,
    check_loads,
    check_mirror,
    check_resplit,
    check_soundness,
    grown,
)
from tests.laws.merge_sessions import BASE, Step, after, value_steps, yard_steps

ORCHARD = base_texts()


REPLACED: list[Step] = [
    ("remove", "kael", 0),
    ("remove", "kael", 0),
    ("file", "encounters/fight", "one"),
    ("file", "encounters/other", "one"),
]
"""An encounter is deleted, and its entities are in another one."""


@law
@given(steps(), steps())
def test_a_difference_leads_from_one_orchard_to_the_other(one: list[Step], other: list[Step]):
    check_diff(grown(one), grown(other))


@law
@given(yard_steps(), yard_steps())
def test_a_difference_leads_from_one_yard_to_the_other(one: list[Step], other: list[Step]):
    check_diff(after(one), after(other))


@law
@given(value_steps())
@example([("set", "kael", ("health",), None), ("set", "kael", ("health", "current"), 1.0)])
def test_a_difference_of_values_gives_the_very_bytes_that_the_editor_wrote(session: list[Step]):
    check_diff_bytes(BASE, after(_without_returns(session)))


def _without_returns(session: list[Step]) -> list[Step]:
    """Without what comes back after its component was saved without it: the comment beside it does not come back."""
    kept: list[Step] = []
    for step in session:
        who, key = step[1], step[2]
        others = [each[2] for each in kept if each[1] == who and each[2][0] == key[0]]
        if not others or (len(key) > 1 and all(len(other) > 1 for other in others)):
            kept.append(step)
    return kept


@law
@given(steps())
@example([("delete", 2, 0, ""), ("set", 0, ("prefab",), "wasp")])
def test_what_one_side_did_alone_to_the_orchard_is_the_result(session: list[Step]):
    check_identity(ORCHARD, grown(session))


@law
@given(yard_steps())
@example([("relocate", "party", 0), ("crlf", "party", 0), ("remark", 0, "one")])
def test_what_one_side_did_alone_to_the_yard_is_the_result(session: list[Step]):
    check_identity(BASE, after(session))


@law
@given(steps(), steps())
def test_in_the_orchard_the_sides_are_alike(one: list[Step], other: list[Step]):
    check_mirror(ORCHARD, grown(one), grown(other))


@law
@given(yard_steps(), yard_steps())
def test_in_the_yard_the_sides_are_alike(one: list[Step], other: list[Step]):
    check_mirror(BASE, after(one), after(other))


@law
@given(steps(), steps())
def test_a_merged_orchard_loads_whatever_is_chosen(one: list[Step], other: list[Step]):
    check_loads(merge(ORCHARD, grown(one), grown(other)))


@law
@given(yard_steps(), yard_steps())
def test_a_merged_yard_loads_and_is_sound_whatever_is_chosen(one: list[Step], other: list[Step]):
    check_loads(merge(BASE, after(one), after(other)))


@law
@given(yard_steps(), yard_steps())
@example([("set", "kael", ("agent", "actions"), None)], [("relocate", "party", 0), ("remove", "kael", 0)])
@example([("remove", "kael", 0)], [("set", "kael", ("parent",), None), ("relocate", "kael", 0)])
@example([("remove", "kael", 0), *[("file", "encounters/fight", "one")] * 2], REPLACED)
def test_a_merge_makes_no_ring_no_orphan_and_no_twin(one: list[Step], other: list[Step]):
    check_soundness(BASE, after(one), after(other))


@law
@given(steps(), steps())
def test_without_a_conflict_nothing_is_missing_in_the_orchard(one: list[Step], other: list[Step]):
    check_completeness(ORCHARD, grown(one), grown(other))


@law
@given(yard_steps(), yard_steps())
def test_without_a_conflict_nothing_is_missing_in_the_yard(one: list[Step], other: list[Step]):
    check_completeness(BASE, after(one), after(other))


@law
@given(value_steps(), value_steps())
def test_changes_of_different_things_make_no_conflict(one: list[Step], other: list[Step]):
    touched = {(who, keys[0]) for _, who, keys, _ in one}
    apart = [step for step in other if (step[1], step[2][0]) not in touched]

    check_disjoint(BASE, after(one), after(apart))


@law
@given(yard_steps(), yard_steps())
def test_a_text_taken_apart_along_another_is_what_parsing_gives(one: list[Step], other: list[Step]):
    check_resplit(after(one), after(other))


def test_a_text_with_few_changes_is_taken_apart_along_the_base():
    assert check_resplit(BASE, after([("set", "kael", ("health", "current"), 1.0)]))


@law
@given(yard_steps(), yard_steps())
def test_who_is_chosen_gets_his_value(one: list[Step], other: list[Step]):
    check_choices(BASE, after(one), after(other))


@law
@given(value_steps(), value_steps())
def test_who_is_chosen_gets_his_value_where_both_changed_many(one: list[Step], other: list[Step]):
    check_choices(BASE, after(one), after(other))


@law
@given(yard_steps(), yard_steps())
def test_no_comment_is_lost(one: list[Step], other: list[Step]):
    check_comments(BASE, after(one), after(other))
