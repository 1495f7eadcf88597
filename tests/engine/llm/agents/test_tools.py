"""Tools: what they find and tell, and what a refusal says to whoever has to mend it."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from engine.llm.agents.calls import CallTrail
from engine.llm.agents.desk import Desk
from engine.llm.agents.found import MOST_TOOLS, found_tools
from engine.llm.agents.reception import Reception
from engine.llm.agents.reply import CallRefusedError, Reply
from engine.llm.agents.resources import RESOURCES
from tests.engine.llm.agents.brawl_ambush import BRAWL, ambush, bytes_of, hunk


def called(desk: Desk, *calls: tuple[str, dict[str, Any]], trail: CallTrail | None = None) -> list[Reply]:
    """One call after the other, at one reception."""

    async def main() -> list[Reply]:
        reception = Reception(desk, trail or CallTrail())
        try:
            return [await reception.call(name, arguments, "tester 1.0") for name, arguments in calls]
        finally:
            await reception.close()

    return asyncio.run(main())


def read(desk: Desk, uri: str) -> Reply:
    """A resource, as an agent reads it."""

    async def main() -> Reply:
        reception = Reception(desk, CallTrail())
        try:
            return await reception.read(uri, "tester 1.0")
        finally:
            await reception.close()

    return asyncio.run(main())


def test_there_are_few_tools_and_none_writes_the_project() -> None:
    assert [*found_tools()] == [
        *("describe", "explain", "playtest", "propose", "query", "revise", "screenshot", "validate"),
    ]
    assert len(found_tools()) <= MOST_TOOLS
    assert {name for name, tool in found_tools().items() if tool.keeps} == {"propose", "revise", "playtest"}
    for tool in found_tools().values():
        assert tool.input_schema()["additionalProperties"] is False
        assert tool.output_schema()["type"] == "object"


def test_what_is_looked_for_is_found(desk: Desk) -> None:
    near, words, prefabs, rules, components = called(
        desk,
        ("query", {"x": 0.0, "z": 7, "radius": 2.5, "component": "agent"}),
        ("query", {"text": "ally of the hero", "limit": 1}),
        ("query", {"what": "prefabs"}),
        ("query", {"what": "rules", "text": "spawn inside"}),
        ("query", {"what": "components", "text": "spawn group"}),
    )
    assert {each["id"] for each in near.data["rows"]} == {"raider_1", "raider_2", "raider_3"}
    assert words.data["rows"][0]["id"] in ("friend", "hero_1")
    assert words.data["next_offset"] == 1
    assert {"hero", "ally", "raider"} <= {each["prefab"] for each in prefabs.data["rows"]}
    assert any(each["rule"] == "spawn-inside-obstacle" for each in rules.data["rows"])
    assert components.data["rows"][0]["component"] == "spawn_group"


def test_all_of_one_thing_is_told_with_its_ranges(desk: Desk) -> None:
    entity, prefab, component, rule, encounter = called(
        desk,
        ("describe", {"id": "raider_2"}),
        ("describe", {"kind": "prefab", "id": "raider"}),
        ("describe", {"kind": "component", "id": "health"}),
        ("describe", {"kind": "rule", "id": "idle-spawn-group"}),
        ("describe", {"kind": "encounter"}),
    )
    assert entity.data["data"]["components"]["health"]["maximum"]["value"] == 80.0
    assert "more than 0 hp" in entity.data["data"]["components"]["health"]["maximum"]["may_be"]
    assert prefab.data["data"]["file"] == "prefabs/raider"
    assert "maximum" in component.data["data"]["schema"]["properties"]
    assert rule.data["data"]["about"]
    assert encounter.data["data"]["settings"]["time_limit_s"]["value"] == 25.0


@pytest.mark.parametrize(
    ("name", "arguments", "field", "expected", "nearest"),
    [
        ("save", {}, "name", "one of describe", None),
        ("propos", {}, "name", "one of describe", "propose"),
        ("query", {"limt": 3}, "limt", "only encounter", "limit"),
        ("query", {"limit": "3"}, "limit", "integer", None),
        ("query", {"limit": 500}, "limit", "less than or equal to 100", 100),
        ("query", {"what": "entitys"}, "what", "entities", "entities"),
        ("query", {"x": 1.0}, "z", "a number", None),
        ("query", {"component": "helth"}, "component", "one of", "health"),
        ("query", {"encounter": "brawll"}, "encounter", "one of", "brawl"),
        ("describe", {"id": "raider_9"}, "id", "query finds them", "raider_3"),
        ("propose", {"wish": "x"}, "proposal", "title, summary", None),
        ("revise", {"proposal": "nothing"}, "proposal", "an id that propose", None),
        ("playtest", {"proposal": "../../etc/passwd"}, "proposal", "an id that propose", None),
        ("playtest", {"proposal": "x", "seeds": 100000}, "seeds", "less than or equal to 256", 256),
        ("explain", {"agent": "raider_1", "at_seconds": 1e9}, "at_seconds", "less than or equal to 300", 300.0),
        ("screenshot", {"x": 3.0}, "z", "a number", None),
    ],
)
def test_a_refusal_says_what_would_be_accepted(
    desk: Desk, name: str, arguments: dict[str, Any], field: str, expected: str, nearest: Any
) -> None:
    (reply,) = called(desk, (name, arguments))
    assert reply.is_refused
    told = reply.data["findings"][0]
    assert (told["field"], told.get("nearest")) == (field, nearest)
    assert expected in told["expected"]
    assert told["sentence"] in reply.text


def test_a_proposal_is_refused_mended_and_kept_and_the_project_stays_as_it_is(desk: Desk, project: Path) -> None:
    before = bytes_of(project)
    (refused,) = called(desk, ("propose", {"wish": "an ambush", "proposal": ambush("trapp")}))
    assert refused.is_refused
    told = refused.data["findings"][0]
    assert (told["hunk"], told["operation"], told["field"]) == ("pack", 1, "behind spawn_group.trigger")
    assert desk.shelf.listed() == ()

    mended = ambush()["hunks"][1]
    identifier = refused.data["proposal"]
    (kept,) = called(desk, ("revise", {"proposal": identifier, "hunks": [mended], "title": "A better ambush"}))
    assert not kept.is_refused, kept.text
    assert kept.data["hunks"][1]["needs"] == ["trap"]
    (found,) = desk.shelf.listed()
    assert (found.id, found.agent, found.prompt, found.rounds) == (identifier, "tester 1.0", "an ambush", 1)
    assert found.proposal.title == "A better ambush"
    assert found.origin().agent == "tester 1.0"
    assert bytes_of(project) == before


def test_what_somebody_has_taken_is_left_alone(desk: Desk) -> None:
    (sent,) = called(desk, ("propose", {"wish": "an ambush", "proposal": ambush()}))
    taken = desk.shelf.read(sent.data["proposal"]).taken(["trap"])
    desk.shelf.write(taken)
    (again,) = called(desk, ("revise", {"proposal": taken.id, "remove": ["pack"], "summary": "Only the trap."}))
    assert again.data["proposal"] != taken.id
    assert desk.shelf.read(taken.id) == taken


def test_checking_keeps_nothing(desk: Desk) -> None:
    good, bad, unreadable, project, said_no = called(
        desk,
        ("validate", {"proposal": ambush()}),
        ("validate", {"proposal": ambush(delay=-1.0)}),
        ("validate", {"proposal": {**ambush(), "code": "import os"}}),
        ("validate", {}),
        ("validate", {"proposal": {"title": "No", "summary": "", "cannot": "There is no water.", "hunks": []}}),
    )
    assert good.data["is_acceptable"]
    assert (bad.is_refused, bad.data["findings"][0]["nearest"]) == (True, 0.0)
    assert unreadable.data["findings"][0]["field"] == "code"
    assert not project.is_refused
    assert not said_no.data["is_acceptable"]
    assert desk.shelf.listed() == ()


def test_a_proposal_may_not_leave_its_files(desk: Desk) -> None:
    away = {"title": "T", "summary": "", "hunks": [hunk("a", {"do": "remove", "file": "scenes/other", "entity": "x"})]}
    (reply,) = called(desk, ("propose", {"wish": "x", "proposal": away}))
    assert reply.data["findings"][0]["step"] == "scope"
    assert BRAWL in reply.data["findings"][0]["expected"]


def test_a_picture_knows_the_ghosts(desk: Desk) -> None:
    (sent,) = called(desk, ("propose", {"wish": "an ambush", "proposal": ambush()}))
    (drawn,) = called(desk, ("screenshot", {"proposal": sent.data["proposal"]}))
    assert drawn.data["added"] == ["behind", "trap"]
    assert drawn.png == b"\x89PNG\x02"


def test_every_resource_can_be_read(desk: Desk) -> None:
    none = {"astraweave://../etc", "file:///etc/passwd"}
    found = {uri: read(desk, uri) for uri in (*(each.uri for each in RESOURCES), *none)}
    assert {uri for uri, reply in found.items() if reply.is_refused} == none
    assert found["astraweave://scene"].data["encounter"] == BRAWL
    assert any(each["id"] == "raider_1" for each in found["astraweave://entities"].data["entities"])
    assert found["astraweave://profile"].data["profile"] is None
    assert "component_spawn_group" in found["astraweave://schema"].data["$defs"]


def test_every_call_is_written_down(desk: Desk, tmp_path: Path) -> None:
    trail = CallTrail(tmp_path / "calls")
    called(desk, ("query", {}), ("save", {"all": True}), trail=trail)
    first, second = trail.trail
    assert (first.client, first.verdict.tool, first.verdict.accepted) == ("tester 1.0", "query", True)
    assert (second.verdict.accepted, second.verdict.constraint, second.body) == (False, "known tool", '{"all": true}')
    assert len((tmp_path / "calls" / "calls.jsonl").read_text().splitlines()) == 2


def test_a_draft_that_was_refused_is_not_kept_by_playing_some_of_it(desk: Desk) -> None:
    wrong = ambush("trapp")
    (refused,) = called(desk, ("propose", {"wish": "an ambush", "proposal": wrong}))
    identifier = refused.data["proposal"]
    (played,) = called(
        desk, ("playtest", {"proposal": identifier, "hunks": ["trap"], "seeds": 1, "skills": ["novice"]})
    )
    assert not played.is_refused, played.text
    assert desk.shelf.listed() == ()
    assert desk.sent.is_draft(identifier)
    report = read(desk, f"astraweave://reports/{identifier}")
    assert report.data["hunks"] == ["trap"]


def test_what_is_accepted_while_it_is_revised_stays_as_it_was_accepted(desk: Desk) -> None:
    (sent,) = called(desk, ("propose", {"wish": "an ambush", "proposal": ambush()}))
    kept = desk.shelf.read(sent.data["proposal"])
    taken = desk.shelf.note_taken(kept, ["trap"])
    with pytest.raises(CallRefusedError, match="accepted some of it just now"):
        desk.sent.keep(kept.model_copy(update={"rounds": 1}))
    assert desk.shelf.read(kept.id) == taken
