"""Checking: world rules look at the draft, and only what the proposal brought is told, written for repair."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.document import Document
from engine.llm.proposals.checking import Checked, check_proposal, findings_before, places_elsewhere
from engine.llm.proposals.reading import read_answer
from engine.llm.proposals.review import dependencies, with_needed, without
from engine.llm.proposals.scope import Scope
from tests.engine.llm.proposals.ambush import AMBUSH, ENCOUNTER, add, change, hunk, stalker, text

TAKEN = frozenset({"softer", "time", "pack", "trap"})


def checked(document: Document, scope: Scope, *hunks: dict[str, Any]) -> Checked:
    return check_proposal(read_answer(text(*hunks)), document, scope)


def test_what_stands_already_is_needed_of_nobody(document: Document, scope: Scope) -> None:
    proposal = read_answer(text(*AMBUSH))
    assert dependencies(proposal, document, scope)["pack"] == {"trap"}
    accepted = check_proposal(proposal, document, scope, ["trap"]).compiled.after
    needs = dependencies(proposal, accepted, scope)
    assert needs["pack"] == frozenset()
    assert check_proposal(proposal, accepted, scope, with_needed(["pack"], needs)).is_acceptable


def test_a_good_proposal_is_acceptable_and_nothing_was_touched(document: Document, scope: Scope) -> None:
    before = document.snapshot()
    found = checked(document, scope, *AMBUSH)
    assert found.is_acceptable, [each.sentence() for each in found.findings]
    assert found.chosen == ("trap", "pack", "softer", "time")
    assert document.snapshot() is before
    assert document.unsaved() == ()


def test_a_rule_that_is_offended_names_hunk_operation_and_what_would_do(document: Document, scope: Scope) -> None:
    wave = {"prefab": "rift_stalker", "count": 2, "when": "trigger", "trigger": "trapp"}
    found = checked(
        document,
        scope,
        AMBUSH[0],
        hunk("pack", change("", "echo_start", 3), add("pack_behind", components={"spawn_group": wave})),
    )
    told = [each for each in found.errors if each.rule == "missing-reference"]
    assert [(each.hunk, each.operation, each.field) for each in told] == [
        ("pack", 1, "pack_behind spawn_group.trigger")
    ]
    assert "Trap" in told[0].reason
    assert not found.is_acceptable


def test_only_what_the_proposal_brought_is_told(document: Document, scope: Scope) -> None:
    document.apply(check_proposal(read_answer(text(_bad_reference("old"))), document, scope).compiled.compound())
    known = findings_before(document, scope)
    assert any(each.rule == "missing-reference" for each in known)
    found = check_proposal(read_answer(text(_bad_reference("new"))), document, scope, known=known)
    assert {each.field.split()[0] for each in found.errors if each.rule == "missing-reference"} == {"new"}
    assert check_proposal(read_answer(text(AMBUSH[3])), document, scope).findings == ()


def _bad_reference(identifier: str) -> dict[str, Any]:
    wave = {"prefab": "rift_stalker", "when": "trigger", "trigger": "nowhere"}
    return hunk("bad", add(identifier, components={"spawn_group": wave}))


def test_a_place_inside_a_wall_is_told_with_the_nearest_free_one(document: Document, scope: Scope) -> None:
    x, _, z = scope.view(document).entity("wall_1").components["transform"].stated()["position"]
    found = checked(document, scope, hunk("a", stalker("walled_in", x, z)))
    (told,) = [each for each in found.findings if each.rule == "spawn-inside-obstacle"]
    assert told.hunk == "a"
    assert told.nearest != [x, 0.0, z]


def test_what_a_prefab_breaks_elsewhere_is_told_once(document: Document, scope: Scope) -> None:
    gone = {"do": "remove", "file": "scenes/echo_grove", "entity": "talren"}
    here = check_proposal(read_answer(text(hunk("a", gone))), document, Scope("echo_grove"))
    assert any("keep_talren" in each.field for each in here.errors), [each.sentence() for each in here.findings]


def test_a_prefab_is_looked_at_wherever_it_is_used(document: Document) -> None:
    limit = {"do": "set", "file": "encounters/tutorial", "entity": "", "field": "budget", "value": 150.0}
    first = check_proposal(read_answer(text(hunk("a", limit))), document, Scope("echo_grove", "tutorial"))
    document.apply(first.compiled.compound())
    stronger = hunk("b", change("rift_stalker", "melee.damage", 500, "prefabs/rift_stalker"))
    found = check_proposal(read_answer(text(stronger)), document, Scope("causeway", "causeway"))
    assert [each.rule for each in found.findings if each.field == "budget"] == ["over-budget"]
    assert [each.hunk for each in found.findings] == ["b"]
    title = document.snapshot().node("encounters/tutorial").title
    assert found.findings[0].reason.startswith(f"In {title}: ")
    assert title in places_elsewhere(found.compiled, Scope("causeway", "causeway"))


def test_hunks_know_whom_they_need(document: Document, scope: Scope) -> None:
    more = (
        hunk("renamed", change("trap", "name", "Snare")),
        hunk("again", change("pack_behind", "spawn_group.count", 3)),
        hunk("gone", {"do": "remove", "file": ENCOUNTER, "entity": "stalker_02"}),
        hunk("anew", stalker("stalker_02")),
    )
    needs = dependencies(read_answer(text(*AMBUSH, *more)), document, scope)
    assert {each: set(needed) for each, needed in needs.items() if needed} == {
        "pack": {"trap"},
        "renamed": {"trap"},
        "again": {"trap", "pack"},
        "anew": {"gone"},
    }
    assert with_needed({"again", "time"}, needs) == {"again", "pack", "trap", "time"}
    assert without("trap", {"trap", "pack", "again", "time"}, needs) == {"time"}


def test_what_only_a_later_part_brings_is_needed_too(document: Document, scope: Scope) -> None:
    trap, pack = AMBUSH[:2]
    other = hunk("late", change("pack_behind", "spawn_group.count", 3))
    needs = dependencies(read_answer(text(pack, trap, other)), document, scope)
    assert needs == {"pack": {"trap"}, "trap": set(), "late": {"pack", "trap"}}
    # Two that name each other go together
    first = stalker("one", name="One") | {"components": {"objective": {"after": ["two"]}}}
    second = stalker("two", name="Two") | {"components": {"objective": {"after": ["one"]}}}
    needs = dependencies(read_answer(text(hunk("first", first), hunk("second", second))), document, scope)
    assert needs == {"first": {"second"}, "second": {"first"}}
    assert without("first", {"first", "second"}, needs) == frozenset()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=16)
@given(chosen=st.sets(st.sampled_from(sorted(TAKEN))))
def test_any_choice_that_has_what_it_needs_can_be_taken_back_bit_for_bit(
    document: Document, scope: Scope, chosen: set[str]
) -> None:
    proposal = read_answer(text(*AMBUSH))
    whole = with_needed(chosen, dependencies(proposal, document, scope))
    before = document.text(ENCOUNTER)
    found = check_proposal(proposal, document, scope, whole, known=())
    assert found.compiled.is_whole
    assert document.text(ENCOUNTER) == before
    command = found.compiled.compound()
    document.apply(command)
    assert (document.text(ENCOUNTER) == before) == (not whole)
    document.apply(command.inverse())
    assert document.text(ENCOUNTER) == before
    assert document.unsaved() == ()
