"""Triggers that nothing waits for, and the threat of fighters, groups and both sides."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from engine.document import Document, view
from engine.rules import check
from engine.rules.threat import threat_of, threats, total_threat
from engine.schema.components.area_attack import AreaAttack
from engine.schema.components.health import Health
from engine.schema.components.melee import Melee
from tests.engine.document.orchard import HARVEST, plant
from tests.engine.rules.wave_faults import HORNET

GATE = '[entities.gate]\nname = "Gate"\n[entities.gate.trigger]\nradius = 2.0\n'
LINE = '[entities.call.line]\nspeaker = "mira"\ntext = "Hear!"\n'


def opened(folder: Path, more: str) -> Document:
    return Document.open(plant(folder / "orchard", encounters_harvest=f"{HARVEST}\n{more}"))


@pytest.mark.parametrize(("waits", "told"), [("", True), ('when = "trigger"\nof = "gate"\n', False)])
def test_a_trigger_is_spoken_of_when_nothing_waits_for_it(tmp_path: Path, waits: str, told: bool):
    found = check(view(opened(tmp_path, GATE + LINE + waits), "orchard", "harvest"))

    heard = [each.text[:35] for each in found if each.rule == "unheard-trigger"]
    assert heard == ["Gate: nothing waits for this trigge"] * told


def test_threat_is_the_root_of_health_through_armour_times_the_best_attacks_damage_a_second():
    health = Health(current=90.0, armour=0.1)
    blow = Melee(damage=14.0, windup=0.4, cooldown=1.6)
    sweep = AreaAttack(damage=30.0, windup=1.0, cooldown=2.0)

    assert threat_of({"health": health, "melee": blow}) == pytest.approx(math.sqrt(100.0 * 7.0))
    assert threat_of({"health": health, "melee": blow, "area_attack": sweep}) == pytest.approx(math.sqrt(100.0 * 10.0))
    assert threat_of({"health": health}) == 0.0
    assert threat_of({"melee": blow}) == 0.0


def test_threats_add_up_over_groups_and_those_who_stand_there(tmp_path: Path):
    document = opened(tmp_path, HORNET)
    scene = view(document, "orchard", "harvest")
    each = math.sqrt(80.0 / 0.8 * 12.0 / 1.5)

    assert {one.entity: round(one.total, 6) for one in threats(scene)}["hornet"] == round(each, 6)
    assert total_threat(scene) == pytest.approx(each)
    assert total_threat(scene, "party") == 0.0
    assert replace(threats(scene)[0], count=-1).total == 0.0
