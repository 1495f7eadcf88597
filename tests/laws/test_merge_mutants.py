"""The laws of diff and merge are worth what they would notice: each check fails when its subject is broken."""

from collections.abc import Callable

import pytest

from engine.document.merge import blocks, compose, decide, merge, structure, values
from engine.document.merge.conflict import Judge
from tests.laws.merge_checks import (
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
)
from tests.laws.merge_sessions import BASE, SCENE, YARD, Step, after

Break = Callable[[pytest.MonkeyPatch], None]
Check = Callable[[list[Step], list[Step]], None]
HEALTH, MAXIMUM = ("health", "current"), ("health", "maximum")
WOUND: Step = ("set", "kael", HEALTH, 1.0)
GROW: Step = ("set", "kael", MAXIMUM, 140)
WORSE: Step = ("set", "kael", HEALTH, 2.0)
TAG: Step = ("set", "kael", ("tags",), ["front", "smith", "x"])
UNTAG: Step = ("set", "kael", ("tags",), ["smith"])
REMOVE: Step = ("remove", "kael", 0)
NEW_1: Step = ("add", "new_1", 5, False)
NEW_2: Step = ("add", "new_2", 3, False)
CHILD: Step = ("add", "new_1", 3, True)
THERE: Step = ("add", "new_1", 5, False)
HERE: Step = ("add", "new_1", 3, False)
UNDER_LYRA: Step = ("set", "gate", ("parent",), "lyra")
UNDER_GATE: Step = ("set", "kael", ("parent",), "gate")
RELOCATE: Step = ("relocate", "gate", 0)
SHIFT: Step = ("set", "gate", ("transform", "position"), [1.0, 0.0, 3.0])
CRLF: Step = ("crlf", "kael", 0)
REMARK: Step = ("remark", 20, "one")
ABOVE: Step = ("above", 19, "two")
FORGE: Step = ("forge", 5, "one")


def identity(one: list[Step], _: list[Step]) -> None:
    check_identity(BASE, after(one))


def difference(one: list[Step], other: list[Step]) -> None:
    check_diff(after(one), after(other))


def to_an_odd_id(_: list[Step], __: list[Step]) -> None:
    check_diff(BASE, {**BASE, SCENE: f'{YARD}[entities."third one"]\n'})


def bytes_of_diff(one: list[Step], _: list[Step]) -> None:
    check_diff_bytes(BASE, after(one))


def along(one: list[Step], other: list[Step]) -> None:
    check_resplit(after(one), after(other))


def loads(one: list[Step], other: list[Step]) -> None:
    check_loads(merge(BASE, after(one), after(other)))


def on_both(check: Callable[..., None]) -> Check:
    return lambda one, other: check(BASE, after(one), after(other))


mirror, completeness, disjoint = on_both(check_mirror), on_both(check_completeness), on_both(check_disjoint)
soundness, no_loss, choice = on_both(check_soundness), on_both(check_comments), on_both(check_choices)


def diff_trusts_itself(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("engine.document.diff._first_misfit", lambda *_: None)


def diff_moves_nothing(patch: pytest.MonkeyPatch) -> None:
    diff_trusts_itself(patch)
    patch.setattr("engine.document.diff.longest_run", lambda _, wanted: set(wanted))


def diff_sees_no_fields(patch: pytest.MonkeyPatch) -> None:
    diff_trusts_itself(patch)
    patch.setattr("engine.document.diff._unlike", lambda *_: ())


def diff_replaces_entities(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("engine.document.diff._is_opaque_change", lambda *_: True)


def ours_wins_unasked(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(values, "_merged", lambda trio, *_: trio.ours)


def conflicts_go_unnoticed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Judge, "settle", lambda *_: "ours")


def tags_are_ours(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(values, "_merged_set", lambda base, ours, theirs: ours)


def all_blocks_look_alike(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(decide, "is_equal", lambda *_: True)
    patch.setattr(compose, "_written", lambda outcome, _: str(outcome.sheets.base.text))


def order_depends_on_the_side(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(
        compose,
        "merged_order",
        lambda orders, wanted: [each for each in dict.fromkeys([*orders.ours, *orders.theirs]) if each in wanted],
    )


def leads_are_ours(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(blocks, "merged_lead", lambda leads: leads.ours)
    patch.setattr(blocks, "lost_comments", lambda *_: [])


def remarks_are_ours(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(blocks, "merged_end", lambda ends: ends.ours)
    patch.setattr(blocks, "lost_comments", lambda *_: [])


def comments_are_forgotten_when_written_anew(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(blocks, "_says", lambda *_: False)
    patch.setattr(blocks, "lost_comments", lambda *_: [])


def newlines_are_ours(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(compose, "_picked", lambda values, _: values.ours)


def text_is_broken(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(compose, "merged_text", lambda *_: "[entities.kael\n")


def statements_double(patch: pytest.MonkeyPatch) -> None:
    body = blocks.merged_text
    patch.setattr(compose, "merged_text", lambda *given: body(*given) * 2)


def changed_pieces_are_skipped(patch: pytest.MonkeyPatch) -> None:
    patch.setattr("engine.document.merge.resplit._Pieces._take", lambda *_: None)


def nobody_is_asked(patch: pytest.MonkeyPatch) -> None:
    settle = Judge.settle
    patch.setattr(Judge, "settle", lambda self, conflict: (settle(self, conflict), "ours")[1])


def rings_are_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(structure, "_settle_rings", lambda *_: None)


def orphans_are_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(structure, "_settle_orphans", lambda *_: None)


def references_are_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(structure, "settle_references", lambda *_: None)


def twins_are_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(structure, "_settle_twins", lambda *_: None)


def children_stay_under_the_deleted(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(structure, "_lift", lambda outcome, child, _: outcome.entities[child].put({"parent": "nobody"}))


def moves_between_files_are_missed(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(compose, "moved_entities", lambda _: ({}, []))


def everything_is_opaque(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(values.Shape, "is_opaque", lambda *_: True)


MUTANTS: list[tuple[Break, Check, list[Step], list[Step]]] = [
    (diff_trusts_itself, to_an_odd_id, [], []),
    (diff_moves_nothing, difference, [], [("move", "gate", 0)]),
    (diff_sees_no_fields, difference, [WOUND], [GROW]),
    (diff_replaces_entities, bytes_of_diff, [WOUND], []),
    (ours_wins_unasked, completeness, [WOUND], [GROW]),
    (conflicts_go_unnoticed, completeness, [WOUND], [WORSE]),
    (conflicts_go_unnoticed, mirror, [WOUND], [WORSE]),
    (everything_is_opaque, disjoint, [WOUND], [GROW]),
    (tags_are_ours, completeness, [TAG], [UNTAG]),
    (all_blocks_look_alike, identity, [WOUND], []),
    (order_depends_on_the_side, mirror, [NEW_2], [("add", "new_1", 3, False)]),
    (leads_are_ours, no_loss, [WOUND], [ABOVE, GROW]),
    (remarks_are_ours, no_loss, [WOUND], [("remark", 19, "one")]),
    (comments_are_forgotten_when_written_anew, no_loss, [WOUND, REMARK], [ABOVE]),
    (newlines_are_ours, mirror, [WOUND, CRLF], [GROW]),
    (text_is_broken, loads, [WOUND], [GROW]),
    (statements_double, loads, [WOUND], [GROW]),
    (changed_pieces_are_skipped, along, [], [WOUND]),
    (nobody_is_asked, choice, [WOUND], [WORSE]),
    (rings_are_left, soundness, [UNDER_LYRA], [UNDER_GATE]),
    (orphans_are_left, soundness, [REMOVE], [CHILD]),
    (children_stay_under_the_deleted, soundness, [REMOVE], [CHILD]),
    (references_are_left, soundness, [("remove", "gate", 0)], [("set", "kael", ("ribbon", "to"), "gate")]),
    (twins_are_left, soundness, [HERE], [THERE]),
    (moves_between_files_are_missed, disjoint, [RELOCATE], [SHIFT]),
]


@pytest.mark.parametrize(
    ("broken", "check", "one", "other"),
    MUTANTS,
    ids=[f"{broken.__name__}-{number}" for number, (broken, *_) in enumerate(MUTANTS)],
)
def test_the_law_notices(
    monkeypatch: pytest.MonkeyPatch, broken: Break, check: Check, one: list[Step], other: list[Step]
):
    check(one, other)

    broken(monkeypatch)

    with pytest.raises(Exception):  # noqa: B017 - a broken merge may fail in any way
        check(one, other)


def test_the_sessions_here_do_what_they_say():
    for step in (
        WOUND,
        GROW,
        TAG,
        REMOVE,
        NEW_1,
        NEW_2,
        CHILD,
        UNDER_LYRA,
        UNDER_GATE,
        RELOCATE,
        SHIFT,
        CRLF,
        REMARK,
        ABOVE,
    ):
        assert after([step]) != dict(BASE), step
    assert "# above two" in after([ABOVE])[SCENE]
