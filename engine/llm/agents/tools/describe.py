"""describe: all of one entity, prefab, component, rule or proposal, with units, ranges and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import Field

from engine.document import SceneView
from engine.llm.agents.call import Call
from engine.llm.agents.desk import Desk
from engine.llm.agents.looked import hunks_of
from engine.llm.agents.reply import Reply, answered, nearest_of, refuse
from engine.llm.agents.tool import AgentTool, Arguments, Told
from engine.llm.agents.tools.query import check_component
from engine.llm.agents.tools.validate import finding_data
from engine.rules.checking import rules_of
from engine.schema.component import Component
from engine.schema.components.provenance import Provenance
from engine.schema.described import Described
from engine.schema.values import plain

Kind = Literal["entity", "prefab", "component", "rule", "proposal", "encounter"]


class Asked(Arguments):
    """What is described."""

    kind: Kind = Field(default="entity", description="What it is; of an encounter its settings are told.")
    id: str = Field(default="", max_length=200, description="Its id; may be empty for the encounter itself.")


class AllOfIt(Told):
    """All that is known of it."""

    kind: str
    id: str
    data: dict[str, Any]


def _run(desk: Desk, asked: Asked, call: Call) -> Reply:
    scope = desk.scope(asked.encounter)
    view = scope.view(desk.state)
    match asked.kind:
        case "entity":
            data = _entity(desk, view, asked)
        case "prefab":
            data = _prefab(view, asked.id)
        case "component":
            check_component(view, asked.id, "id")
            data = {"schema": view.vocabulary.component_schema(asked.id)}
        case "rule":
            data = _rule(view, asked.id)
        case "proposal":
            kept = desk.sent.read(asked.id)
            data = kept.model_dump(mode="json", exclude={"format", "report"})
            data |= {"has_errors": desk.sent.is_draft(kept.id), "needs": hunks_of(desk, kept.proposal, kept.scope)}
        case _:
            head = view.encounter_header or view.header
            data = {"file": view.encounter_file or view.scene_file, "settings": fields_of(head)}
    return answered(AllOfIt(kind=asked.kind, id=asked.id, data=data))


def _entity(desk: Desk, view: SceneView, asked: Asked) -> dict[str, Any]:
    entity = view.get(asked.id)
    if entity is None:
        ids = [each.id for each in view.entities]
        raise refuse(
            "known entity",
            f'there is no entity "{asked.id}"',
            field="id",
            expected="the id of an entity; query finds them",
            nearest=nearest_of(asked.id, ids),
        )
    found = [each for each in desk.known(desk.scope(asked.encounter)) if each.entity == entity.id]
    return {
        "id": entity.id,
        "name": entity.name,
        "file": entity.file,
        "parent": entity.parent or "",
        "prefab": entity.prefab or "",
        "part_of": entity.part_of or "",
        "tags": list(entity.tags),
        "components": _components(entity.components),
        "says_itself": sorted(entity.overrides),
        "findings": [finding_data(each) for each in found],
    }


def _prefab(view: SceneView, name: str) -> dict[str, Any]:
    prefab = view.prefabs.get(name)
    if prefab is None:
        names = sorted(view.prefabs)
        raise refuse(
            "known prefab",
            f'there is no prefab "{name}"',
            field="id",
            expected=f"one of {', '.join(names)}",
            nearest=nearest_of(name, names),
        )
    return {
        "file": f"prefabs/{name}",
        "name": prefab.name,
        "root": prefab.id,
        "components": _components(prefab.components),
    }


def _rule(view: SceneView, name: str) -> dict[str, Any]:
    known = {each.id: each for each in rules_of(view.vocabulary.modules)}
    if name not in known:
        raise refuse(
            "known rule",
            f'there is no rule "{name}"',
            field="id",
            expected="the id of a rule; query finds them",
            nearest=nearest_of(name, [*known]),
        )
    rule = known[name]
    return {"rule": rule.id, "severity": rule.severity, "finds": rule.title, "about": rule.doc}


def _components(components: Mapping[str, Component]) -> dict[str, Any]:
    return {name: fields_of(each) for name, each in components.items() if name != Provenance.component_id}


def fields_of(said: Described) -> dict[str, Any]:
    """Each field with its value, and its unit and what it may be."""
    told: dict[str, Any] = {}
    for spec in said.fields():
        value = getattr(said, spec.name)
        value = value.model_dump(mode="json") if isinstance(value, Described) else plain(value)
        row = {"value": value, "unit": spec.unit if spec.unit != "1" else ""}
        row |= {"may_be": spec.range_text or spec.expected, "about": spec.doc}
        told[spec.name] = {key: value for key, value in row.items() if value not in ("", None)}
    return told


DESCRIBE = AgentTool(
    "describe",
    "Tell all of one thing",
    "Tells all of one entity, prefab, component, rule or proposal, or the settings of the encounter: every field with "
    "value, unit and range, and what the rules find wrong with it.",
    Asked,
    AllOfIt,
    _run,
)
