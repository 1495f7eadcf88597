"""Wishes to the offline planner over real projects."""

import json
from functools import cache
from typing import Any

from engine.document import AddEntity, Document, SceneView, view
from engine.llm.client.answer import Answer
from engine.llm.client.request import Request
from engine.llm.context.builder import build_context
from engine.llm.context.gathering import components_at_hand
from engine.llm.context.wish import Wish, Zone
from engine.llm.offline.planner import OfflinePlanner
from engine.llm.proposals.answer_schema import answer_schema
from engine.llm.proposals.checking import Checker, checker_of
from engine.llm.proposals.proposal import Proposal
from engine.llm.proposals.reading import read_answer
from engine.llm.proposals.scope import Scope
from tests.engine.llm.context.golden_texts import opened
from tests.engine.llm.virtual_loop import run_virtually

STARTER = (
    ("scenes/field", "hero", {"name": "Hero", "prefab": "hero", "transform": {"position": [0.0, 0.0, 12.0]}}),
    ("scenes/field", "ally", {"name": "Ally", "prefab": "ally", "transform": {"position": [2.0, 0.0, 12.0]}}),
    ("scenes/field", "old_well", {"name": "Old well", "prefab": "crate", "transform": {"position": [0.0, 0.0, -8.0]}}),
    (
        "encounters/first_fight",
        "find_well",
        {
            "name": "Find the well",
            "transform": {"position": [0.0, 0.0, -6.0]},
            "objective": {"kind": "reach", "text": "Find the old well"},
        },
    ),
    (
        "encounters/first_fight",
        "raid",
        {
            "name": "The raid",
            "spawn_group": {"prefab": "raider", "count": 2},
            "transform": {"position": [9.0, 0.0, 0.0]},
        },
    ),
)
"""What a designer has put into the starter's field."""


@cache
def causeway() -> SceneView:
    return opened("veilweaver", "causeway", "causeway")


@cache
def echo_grove() -> SceneView:
    return opened("veilweaver", "echo_grove", "tutorial")


@cache
def field() -> SceneView:
    """The starter with a party, a place and a wave."""
    document = Document(opened("starter", "field", "first_fight").snapshot, {}, [])
    for file, identifier, block in STARTER:
        document.apply(AddEntity(file=file, id=identifier, block=block, index=len(document.entities(file))))
    return view(document, "field", "first_fight")


def question(text: str, scene: SceneView, seed: int = 0, zone: Zone | None = None) -> Request:
    schema = answer_schema(scene.vocabulary, components_at_hand(scene))
    return build_context(Wish(text, zone=zone), scene, schema=schema, seed=seed).request


def answer_to(request: Request) -> Answer:
    return run_virtually(OfflinePlanner().complete(request))


def proposed(text: str, scene: SceneView, seed: int = 0, zone: Zone | None = None) -> Proposal:
    return read_answer(answer_to(question(text, scene, seed, zone)).text)


@cache
def checker(scene: SceneView) -> Checker:
    return checker_of(scene.snapshot, Scope(str(scene.scene), scene.encounter))


def operations(proposal: Proposal) -> list[dict[str, Any]]:
    """All operations as plain data."""
    return [json.loads(each.model_dump_json()) for hunk in proposal.hunks for each in hunk.operations]
