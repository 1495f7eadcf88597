"""Kept proposals: written whole, read strictly, found again, never in the project; and two of them side by side."""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from engine.llm.proposals.comparing import compare_proposals
from engine.llm.proposals.kept import (
    KeptProposal,
    KeptProposals,
    new_id,
    report_words,
)
from engine.llm.proposals.reading import read_answer
from engine.user_state import proposals_folder, state_folder
from tests.engine.llm.proposals.ambush import AMBUSH, change, hunk, text

REPORT: dict[str, Any] = {
    "request": {"seeds": {"first": 0, "count": 8}},
    "results": [
        {"variant": "before", "skill": "novice", "runs": 8, "win_rate": 0.25},
        {"variant": "after", "skill": "novice", "runs": 8, "win_rate": 0.5},
    ],
}


def made(*hunks: dict[str, Any], when: str = "2026-11-27T12:00:00Z", **more: Any) -> KeptProposal:
    proposal = read_answer(text(*(hunks or AMBUSH)))
    said = {"scene": "echo_grove", "encounter": "tutorial", "prompt": "An ambush.", "client": "Loop", **more}
    return KeptProposal(id=new_id(proposal, said["prompt"], when), when=when, proposal=proposal, **said)


def test_what_is_kept_is_read_again(tmp_path: Path) -> None:
    shelf, kept = KeptProposals(tmp_path), made(report=REPORT, accepted=("time",), cost=0.25, model="tiny")
    path = shelf.write(kept)
    assert path.parent == tmp_path
    assert shelf.read(kept.id) == kept
    assert [path.name for path in tmp_path.iterdir()] == [f"{kept.id}.json"]
    later = kept.model_copy(update={"accepted": ("time", "trap")})
    shelf.write(later)
    assert shelf.listed() == (later,)
    shelf.remove(kept.id)
    assert shelf.listed() == ()


def test_the_newest_comes_first_and_accepted_ones_stay_longest(tmp_path: Path) -> None:
    shelf = KeptProposals(tmp_path, most=3)
    days = [made(when=f"2026-11-{day}T12:00:00Z", accepted=("time",) if day == 20 else None) for day in range(20, 26)]
    for each in days:
        shelf.write(each)
    assert [each.when[8:10] for each in shelf.listed()] == ["25", "24", "20"]


@pytest.mark.parametrize("damage", ["", "{", "[]", "more", "renamed", "wrong"])
def test_a_damaged_file_is_told_and_left_alone(tmp_path: Path, damage: str) -> None:
    shelf, kept = KeptProposals(tmp_path), made()
    path = shelf.write(kept)
    data = json.loads(path.read_text())
    texts = {
        "more": json.dumps({**data, "key": "sk-1"}),
        "renamed": json.dumps({**data, "id": "20200101-000000-00000000"}),
        "wrong": json.dumps({**data, "proposal": {**data["proposal"], "hunks": []}}),
    }
    path.write_text(texts.get(damage, damage))
    assert shelf.listed() == ()
    (told,) = shelf.unreadable()
    assert told.path == path
    assert told.reason
    with pytest.raises(LookupError):
        shelf.read(kept.id)
    assert path.exists()


@pytest.mark.parametrize("identifier", ["", "../x", "20260101-000000-0000000g", "20260101-000000-00000000"])
def test_an_id_that_is_none_leads_nowhere(tmp_path: Path, identifier: str) -> None:
    with pytest.raises(LookupError):
        KeptProposals(tmp_path).read(identifier)


def test_they_lie_in_the_state_folder(tmp_path: Path) -> None:
    assert proposals_folder(tmp_path).is_relative_to(state_folder())
    assert proposals_folder(tmp_path) != proposals_folder(tmp_path.parent)
    assert KeptProposals.of(tmp_path).listed() == ()


def test_an_origin_tells_seeds_and_report() -> None:
    origin = made(report=REPORT, agent="helper").origin()
    assert (origin.seeds, origin.report, origin.agent) == ("0 to 7", "novice 25 % to 50 % of 8 won", "helper")
    assert made().origin().report == ""
    assert report_words({**REPORT, "results": REPORT["results"][1:]}) == "novice n/a to 50 % of 8 won"


def test_two_proposals_side_by_side() -> None:
    softer = hunk("softer", change("stalker_01", "health.current", 20), change("stalker_02", "health.current", 20))
    renamed = {**AMBUSH[3], "id": "longer"}
    better = json.loads(json.dumps(REPORT))
    better["results"][1]["win_rate"] = 0.75
    found = compare_proposals(
        made(report=REPORT), made(AMBUSH[0], softer, renamed, hunk("new", *softer["operations"]), report=better)
    )
    assert found.same == ("trap", "time")
    assert found.only_one == ("pack",)
    assert found.only_other == ("new",)
    (changed,) = found.changed
    assert [each["value"] for each in changed.only_one] == [40]
    assert len(changed.only_other) == 2
    assert [(each.skill, each.difference) for each in found.rates] == [("novice", 0.25)]
    assert found.is_paired
    assert not compare_proposals(made(), made()).is_paired
    other = {**REPORT, "request": {"seeds": {"first": 8, "count": 8}}}
    assert not compare_proposals(made(report=REPORT), made(report=other)).is_paired


def test_what_one_says_does_not_undo_what_another_said_meanwhile(tmp_path: Path) -> None:
    shelf, kept = KeptProposals(tmp_path), made()
    shelf.write(kept)
    # Two who read it before either has written
    taken = shelf.note_taken(kept, ["time"])
    assert shelf.note_report(kept, REPORT)
    found = shelf.read(kept.id)
    assert (found.accepted, found.report) == (taken.accepted, REPORT)
    # An agent that revises it comes too late, and says nothing of it
    revised = kept.model_copy(update={"prompt": "Another wish."})
    assert not shelf.replace(revised)
    assert shelf.read(kept.id) == found


def test_a_report_of_what_was_revised_meanwhile_is_not_kept_and_what_was_accepted_is(tmp_path: Path) -> None:
    shelf, kept = KeptProposals(tmp_path), made()
    shelf.write(kept)
    revised = kept.model_copy(update={"proposal": read_answer(text(*AMBUSH[:1]))})
    assert shelf.replace(revised)
    assert not shelf.note_report(kept, REPORT)
    assert shelf.read(kept.id) == revised
    assert shelf.note_taken(kept, ["time"]) == shelf.read(kept.id) == kept.taken(["time"])
    shelf.remove(kept.id)
    assert not shelf.note_report(kept, REPORT)
    assert shelf.listed() == ()


def test_many_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    kept = made()
    KeptProposals(tmp_path).write(kept)

    def say(number: int) -> None:
        shelf = KeptProposals(tmp_path)
        if number % 2:
            assert shelf.note_report(kept, REPORT)
        else:
            shelf.note_taken(kept, ["time"])

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(say, range(40)))
    found = KeptProposals(tmp_path).read(kept.id)
    assert (found.report, found.accepted) == (REPORT, ("time",))
    assert [path.name for path in tmp_path.iterdir()] == [f"{kept.id}.json"]


def test_what_is_accepted_adds_up_and_undo_takes_out_what_it_undid(tmp_path: Path) -> None:
    shelf, kept = KeptProposals(tmp_path), made()
    shelf.write(kept)
    shelf.note_taken(kept, ["time"])
    assert shelf.note_taken(kept, ["trap"]).accepted == ("trap", "time")
    shelf.note_taken_back(kept, ["time"])
    assert shelf.read(kept.id).accepted == ("trap",)
    shelf.note_taken_back(kept, ["trap"])
    assert shelf.read(kept.id) == kept
    shelf.remove(kept.id)
    shelf.note_taken_back(kept, ["trap"])
    assert shelf.listed() == ()


def test_a_copy_of_a_project_takes_over_what_was_kept_of_it(tmp_path: Path) -> None:
    old, new, kept = KeptProposals(tmp_path / "old"), KeptProposals(tmp_path / "new"), made()
    old.write(kept)
    new.take_over(old.listed())
    new.note_taken(kept, ["trap"])
    new.take_over(old.listed())
    assert [each.accepted for each in (*old.listed(), *new.listed())] == [None, ("trap",)]
