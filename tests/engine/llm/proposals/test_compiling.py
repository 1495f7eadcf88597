"""Compiling: operations become commands on a draft; what can't be made says where, why and what would do."""

from typing import Any

import pytest

from engine.document import AddEntity, Document, RemoveEntity, Set
from engine.llm.proposals.compiling import Compiled, compile_hunks
from engine.llm.proposals.reading import read_answer
from engine.llm.proposals.scope import Scope
from tests.engine.llm.proposals.ambush import AMBUSH, ENCOUNTER, add, change, hunk, stalker, text


def compiled(document: Document, scope: Scope, *operations: dict[str, Any]) -> Compiled:
    """One hunk of these."""
    return compile_hunks(read_answer(text(hunk("a", *operations))), document, scope)


def test_hunks_become_commands_on_a_draft(document: Document, scope: Scope) -> None:
    before = document.snapshot()
    found = compile_hunks(read_answer(text(*AMBUSH)), document, scope)
    assert found.findings == ()
    assert [type(each) for each in found.commands] == [AddEntity, AddEntity, Set, Set]
    assert document.snapshot() is before
    document.apply(found.compound())
    assert document.text(ENCOUNTER) == found.after.text(ENCOUNTER)
    assert document.unsaved() == (ENCOUNTER,)
    assert document.block(ENCOUNTER, "trap")["trigger"] == {"radius": 3.0}
    assert found.touched == ((ENCOUNTER, "trap"), (ENCOUNTER, "pack_behind"), (ENCOUNTER, "stalker_01"))
    document.apply(found.compound().inverse())
    assert document.unsaved() == ()


def test_a_chosen_hunk_is_compiled_without_the_others(document: Document, scope: Scope) -> None:
    found = compile_hunks(read_answer(text(*AMBUSH)), document, scope, ["time", "softer"])
    assert [str(each.path) for each in found.commands if isinstance(each, Set)] == [
        f"{ENCOUNTER}/entities/stalker_01/health/current",
        f"{ENCOUNTER}/time_limit_s",
    ]
    assert found.commands_in("softer") == found.commands[:1]


def test_components_come_and_go(document: Document, scope: Scope) -> None:
    found = compiled(
        document,
        scope,
        {"do": "remove_component", "file": ENCOUNTER, "entity": "stalker_01", "component": "health"},
        {
            "do": "add_component",
            "file": ENCOUNTER,
            "entity": "stalker_01",
            "component": "health",
            "values": {"current": 9},
        },
        {"do": "add_component", "file": ENCOUNTER, "entity": "rift_pack", "component": "transform"},
        {"do": "remove", "file": ENCOUNTER, "entity": "stalker_02"},
        change("stalker_03", "tags", ["first"]),
        change("stalker_03", "name", "Scar"),
        change("stalker_03", "transform.position", None),
    )
    assert found.findings == ()
    assert scope.view(found.after).entity("stalker_01").components["health"].stated()["current"] == 9.0
    assert scope.view(found.after).entity("stalker_03").name == "Scar"
    assert any(isinstance(each, RemoveEntity) for each in found.made[3].commands)


@pytest.mark.parametrize(
    ("operation", "field", "rule", "nearest"),
    [
        (change("stalker_1", "health.current", 1), "entity", "known entity", "stalker_01"),
        (change("stalker_01", "healt.current", 1), "field", "known component", "health"),
        (change("stalker_01", "health.curent", 1), "field", "known field", "current"),
        (change("stalker_01", "trigger.radius", 1), "field", "component of the entity", None),
        (change("stalker_01", "health.current", -5), "value", "range of the field", 0.0),
        (change("stalker_01", "health.current", "much"), "value", "type of the field", None),
        (change("stalker_01", "health.current", True), "value", "type of the field", None),
        (change("stalker_01", "team.side", "hostil"), "value", "type of the field", "hostile"),
        (change("stalker_01", "hidden", True), "field", "known field", None),
        (change("stalker_01", "parent", "nobody"), "value", "known parent", None),
        (change("", "time_limit", 5), "field", "known field", "time_limit_s"),
        (change("", "scene", "causeway"), "field", "known field", None),
        (change("", "echo_start", 1.5), "value", "type of the field", 2),
        (change("stalker_01", "health.current", 1, "scenes/echo_grove"), "file", "file of the entity", ENCOUNTER),
        (change("x", "health.current", 1, "encounters/causeway"), "file", "what the proposal is about", None),
        (change("x", "health.current", 1, "prefabs/rift_stalke"), "file", "known file", "prefabs/rift_stalker"),
        (stalker("stalker_01"), "id", "new id", "stalker_05"),
        (add("x", prefab="rift_stalkr"), "prefab", "known prefab", "rift_stalker"),
        (add("x", parent="rift_pak"), "parent", "known parent", "rift_pack"),
        (add("x", components={"helth": {}}), "components", "known component", "health"),
        (add("x", components={"spawn_group": {"count": 0}}), "components.spawn_group.count", "range of the field", 1),
        (
            {"do": "add_component", "file": ENCOUNTER, "entity": "stalker_01", "component": "health"},
            "component",
            "new component",
            None,
        ),
    ],
)
def test_what_can_not_be_made_says_where_and_what_would_do(
    document: Document, scope: Scope, operation: dict[str, Any], field: str, rule: str, nearest: Any
) -> None:
    found = compiled(document, scope, change("", "echo_start", 1), operation)
    (finding,) = found.findings
    assert (finding.hunk, finding.operation) == ("a", 1)
    assert (finding.field, finding.rule) == (field, rule)
    assert finding.expected
    if rule != "what the proposal is about":
        assert finding.nearest == nearest
    assert not found.is_whole


def test_a_mistake_is_told_once_and_what_follows_from_it_is_not(document: Document, scope: Scope) -> None:
    found = compiled(
        document,
        scope,
        add("camp", prefab="no_such_prefab"),
        add("guard", parent="camp"),
        change("guard", "health.current", 5),
        change("camp", "name", "Camp"),
    )
    assert [each.operation for each in found.findings] == [0]


def test_an_entity_of_another_encounter_keeps_its_id(document: Document) -> None:
    found = compiled(document, Scope("causeway"), {"do": "add", "file": "scenes/causeway", "id": "loom_of_the_ravine"})
    (finding,) = found.findings
    assert finding.operation == 0
    assert "already" in finding.reason


def test_the_scope_is_that_of_the_project(document: Document) -> None:
    assert Scope.of(document) == Scope("echo_grove", "tutorial")
    assert Scope.of(document, "encounters/causeway") == Scope("causeway", "causeway")
