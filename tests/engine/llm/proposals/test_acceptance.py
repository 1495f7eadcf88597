"""Acceptance: one command with provenance on whatever it touches; one undo takes all of it back, bit for bit."""

import pathlib
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.document import Document, Path, Set
from engine.llm.proposals.acceptance import NotAcceptableError, acceptance
from engine.llm.proposals.checking import Checked, check_proposal
from engine.llm.proposals.provenance import Origin, provenance_words, touched_by_proposals
from engine.llm.proposals.reading import read_answer
from engine.llm.proposals.review import dependencies, with_needed
from engine.llm.proposals.scope import Scope
from tests.engine.llm.proposals.ambush import AMBUSH, ENCOUNTER, change, hunk, text

ORIGIN = Origin(
    "20261127-abc",
    "An ambush at the arch.",
    "Loop",
    "tiny-1",
    "helper",
    "2026-11-27T12:00:00Z",
    "0 to 63",
    "44 % to 61 %",
)
GONE = hunk("gone", {"do": "remove", "file": ENCOUNTER, "entity": "stalker_02"})
PREFAB = hunk("all", change("rift_stalker", "melee.damage", 15, "prefabs/rift_stalker"))
HUNKS = (*AMBUSH, GONE, PREFAB)


def checked(document: Document, scope: Scope, *chosen: str) -> Checked:
    return check_proposal(read_answer(text(*HUNKS)), document, scope, chosen or None)


def test_it_is_one_command_that_says_where_things_come_from(
    document: Document, scope: Scope, folder: pathlib.Path
) -> None:
    command = acceptance(checked(document, scope), document, ORIGIN)
    assert command.title == "Accept An ambush"
    assert document.unsaved() == ()
    document.apply(command)
    document.save()
    again = Document.open(folder, vocabulary=document.vocabulary, trusted=True)
    found = {entity.id: said for entity, said in touched_by_proposals(scope.view(again))}
    assert {"trap", "pack_behind", "stalker_01"} <= {*found}
    said = found["pack_behind"]
    assert (said.proposal, said.prompt, said.client, said.model, said.agent, said.seeds, said.report, said.hunk) == (
        ORIGIN.proposal,
        ORIGIN.prompt,
        "Loop",
        "tiny-1",
        "helper",
        "0 to 63",
        "44 % to 61 %",
        "pack",
    )
    assert "tiny-1 (Loop), sent by helper" in provenance_words(said)
    assert again.value(Path.entity("prefabs/rift_stalker", "rift_stalker", "provenance", "hunk")) == "all"
    document.apply(command.inverse())
    document.save()
    assert "provenance" not in (folder / f"{ENCOUNTER}.toml").read_text()


def test_a_part_of_it_says_so(document: Document, scope: Scope) -> None:
    assert acceptance(checked(document, scope, "time"), document, ORIGIN).title == "Accept An ambush (1 of 6 parts)"


def test_nothing_wrong_is_accepted(document: Document, scope: Scope) -> None:
    wrong = check_proposal(read_answer(text(hunk("a", change("nobody", "health.current", 1)))), document, scope)
    with pytest.raises(NotAcceptableError, match="nobody"):
        acceptance(wrong, document, ORIGIN)
    with pytest.raises(NotAcceptableError, match="nothing"):
        acceptance(check_proposal(read_answer(text(*HUNKS)), document, scope, ["unknown"]), document, ORIGIN)


def test_a_project_that_has_gone_on_is_checked_again(document: Document, scope: Scope) -> None:
    found = checked(document, scope, "softer", "time")
    limit = Path(ENCOUNTER, ("time_limit_s",))
    document.apply(Set(path=limit, old=document.value(limit), new=99.0))
    document.apply(acceptance(found, document, ORIGIN))
    assert document.value(limit) == 200.0
    gone = checked(document, scope, "gone")
    document.apply(acceptance(gone, document, ORIGIN))
    with pytest.raises(NotAcceptableError, match="stalker_02"):
        acceptance(gone, document, ORIGIN)


def test_no_model_writes_its_own_provenance(document: Document, scope: Scope) -> None:
    document.apply(acceptance(checked(document, scope, "softer"), document, ORIGIN))
    for operation in (
        change("stalker_01", "provenance.model", "somebody else"),
        {"do": "remove_component", "file": ENCOUNTER, "entity": "stalker_01", "component": "provenance"},
        {"do": "add", "file": ENCOUNTER, "id": "x", "components": {"provenance": {"client": "me"}}},
    ):
        found = check_proposal(read_answer(text(hunk("a", operation))), document, scope)
        assert [each.rule for each in found.errors] == ["known component"]


def test_a_later_proposal_takes_the_place_of_an_earlier_one(document: Document, scope: Scope) -> None:
    document.apply(acceptance(checked(document, scope, "softer"), document, ORIGIN))
    again = check_proposal(read_answer(text(hunk("b", change("stalker_01", "health.current", 30)))), document, scope)
    command = acceptance(again, document, replace(ORIGIN, proposal="second"))
    before = document.text(ENCOUNTER)
    document.apply(command)
    assert document.value(Path.entity(ENCOUNTER, "stalker_01", "provenance", "proposal")) == "second"
    document.apply(command.inverse())
    assert document.text(ENCOUNTER) == before


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(chosen=st.sets(st.sampled_from([each["id"] for each in HUNKS]), min_size=1))
def test_any_choice_accepted_and_undone_gives_the_document_back(
    document: Document, scope: Scope, chosen: set[str]
) -> None:
    proposal = read_answer(text(*HUNKS))
    whole = with_needed(chosen, dependencies(proposal, document, scope))
    texts = {file: document.text(file) for file in (ENCOUNTER, "prefabs/rift_stalker")}
    command = acceptance(check_proposal(proposal, document, scope, whole), document, ORIGIN)
    document.apply(command)
    assert document.unsaved() != ()
    document.apply(command.inverse())
    assert {file: document.text(file) for file in texts} == texts
    assert document.unsaved() == ()
