"""A name that leads nowhere is told in a sentence that reads well, with the entities that would do."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.document import Document
from engine.schema.vocabulary import Vocabulary
from tests.engine.document.orchard import HARVEST, plant
from tests.engine.rules.test_rules import findings

GATE = '[entities.gate]\nname = "Old gate"\n[entities.gate.trigger]\n[entities.gate.transform]\n'
TO_REACH = '[entities.reach_gate.objective]\nkind = "reach"\n'
NAMING = [
    (component, spec.name, spec.kind)
    for component, each in sorted(Vocabulary.builtin().components.items())
    for spec in each.fields()
    if spec.ref == "entity"
]


@pytest.fixture
def lost(tmp_path: Path) -> Callable[[str, str], str]:
    """The sentence about a field that names what is gone."""

    def told(component: str, body: str) -> str:
        block = f'{GATE}{TO_REACH}[entities.who]\nname = "Bees"\n[entities.who.{component}]\n{body}'
        document = Document.open(plant(tmp_path / "orchard", encounters_harvest=f"{HARVEST}\n{block}"))
        (finding,) = findings(document, "missing-reference")
        return finding.text

    return told


@pytest.mark.parametrize(
    ("component", "body", "begins"),
    [
        ("spawn_group", 'when = "trigger"\ntrigger = "gat"\n', 'Bees is called by the trigger "Gat", but'),
        ("line", 'when = "trigger"\nof = "old_ford"\n', 'Bees waits for the trigger "Old ford", but'),
        ("line", 'when = "wave"\nof = "raid"\n', 'Bees waits for the wave "Raid", but'),
        ("line", 'speaker = "gone"\n', 'Bees is spoken by "Gone", but'),
        ("victory", 'when = "objective"\nobjective = "gone"\n', 'Bees waits for the objective "Gone", but'),
    ],
)
def test_the_sentence_says_what_waits_for_whom(lost: Callable[[str, str], str], component: str, body: str, begins: str):
    assert lost(component, body).startswith(begins)


def test_a_trigger_is_offered_where_a_trigger_is_asked_for(lost: Callable[[str, str], str]):
    told = lost("spawn_group", 'when = "trigger"\ntrigger = "gate_gone"\n')

    assert "there is no such trigger. Choose one that exists (" in told
    assert "Old gate" in told
    assert "each" not in told.partition("(")[2]


@pytest.mark.parametrize(("component", "field", "kind"), NAMING)
def test_no_field_of_any_component_reads_as_half_a_phrase(
    lost: Callable[[str, str], str], component: str, field: str, kind: str
):
    told = lost(component, f"{field} = {'gone' if kind == 'ref' else ['gone']!r}\n")

    assert not re.search(r"\b(of|to|by) of\b", told, re.IGNORECASE)
    assert re.match(r'Bees(: "[A-Z][a-z ]+" of its [a-z ]+ names| [a-z ]+) "Gone", but there is no such [a-z]+\.', told)
