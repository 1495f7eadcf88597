"""Resources: what agents may read of a project, each a JSON text under an address of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from engine.llm.agents.desk import Desk
from engine.llm.agents.reply import Reply, nearest_of, refuse
from engine.llm.agents.tools.validate import finding_data
from engine.llm.proposals.answer_schema import answer_schema
from engine.llm.proposals.kept import report_words

SCHEME = "astraweave://"
REPORT = f"{SCHEME}reports/"
NOT_MEASURED = "Nothing was played here yet: explain plays a run, and its last step is measured."


@dataclass(frozen=True)
class AgentResource:
    """Something to read: its address, what it is, and what gives it as plain data."""

    uri: str
    title: str
    doc: str
    data: Callable[[Desk], Mapping[str, Any]]

    @property
    def name(self) -> str:
        """The last part of its address."""
        return self.uri.removeprefix(SCHEME)


def _scene(desk: Desk) -> dict[str, Any]:
    scope = desk.scope()
    view = scope.view(desk.state)
    (world,) = desk.rows(scope, "world")
    encounters = [each.partition("/")[2] for each in desk.state.files if each.startswith("encounters/")]
    return {**world, "encounters": encounters, "entities": len(view.entities), "prefabs": sorted(view.prefabs)}


def _entities(desk: Desk) -> dict[str, Any]:
    return {"entities": desk.rows(desk.scope(), "entities")}


def _findings(desk: Desk) -> dict[str, Any]:
    return {"findings": [finding_data(each) for each in desk.known(desk.scope())]}


def _profile(desk: Desk) -> dict[str, Any]:
    profile = desk.source.profile() or desk.played or None
    return {"profile": profile, "unit": "ns", "note": "" if profile else NOT_MEASURED}


def _reports(desk: Desk) -> dict[str, Any]:
    found = [
        {
            "proposal": each.id,
            "title": each.proposal.title,
            "report": report_words(each.report),
            "uri": REPORT + each.id,
        }
        for each in desk.shelf.listed()
        if each.report is not None
    ]
    return {"reports": found}


RESOURCES = (
    AgentResource(
        f"{SCHEME}scene", "Scene", "The open or main scene with its encounter: settings, what may be changed.", _scene
    ),
    AgentResource(f"{SCHEME}entities", "Entities", "Every entity of that scene with its encounter.", _entities),
    AgentResource(
        f"{SCHEME}schema",
        "Format of a proposal",
        "JSON schema of a proposal, with every component, field, unit and range of this project.",
        lambda desk: answer_schema(desk.state.vocabulary),
    ),
    AgentResource(f"{SCHEME}findings", "Findings", "What the rules find wrong with the project as it is.", _findings),
    AgentResource(f"{SCHEME}profile", "Last step", "What the last measured step of physics cost, by stage.", _profile),
    AgentResource(f"{SCHEME}reports", "Playtest reports", "The kept proposals that were playtested.", _reports),
)
_KNOWN = {each.uri: each for each in RESOURCES}


def check_uri(uri: str) -> None:
    """CallRefusedError for an address that there is nothing at."""
    if uri not in _KNOWN and not uri.startswith(REPORT):
        known = [*_KNOWN, REPORT + "ID"]
        raise refuse(
            "known resource",
            f'there is nothing at "{uri[:200]}"',
            field="uri",
            expected=f"one of {', '.join(known)}",
            nearest=nearest_of(uri, known),
        )


def read_resource(desk: Desk, uri: str) -> Reply:
    """What stands at an address, as JSON."""
    if uri in _KNOWN:
        data = dict(_KNOWN[uri].data(desk))
    else:
        data = _report(desk, uri.removeprefix(REPORT))
    return Reply(data, json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def _report(desk: Desk, identifier: str) -> dict[str, Any]:
    kept = desk.sent.read(identifier[:80])
    if kept.report is None:
        raise refuse(
            "a playtest", "that proposal was not playtested yet", field="uri", expected="to call playtest first"
        )
    return kept.report
