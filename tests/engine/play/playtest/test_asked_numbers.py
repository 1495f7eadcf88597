"""Numbers by name: where they are said, what they may be, and what is told when they are none."""

import pytest

from engine.document import Path
from engine.play.playtest.asked_numbers import PlaytestError, paths_of
from engine.play.playtest.request import Change, Variant
from engine.play.playtest.varying import variants_of

FOE, HERO = "encounters/brawl/entities/raider_1", "encounters/brawl/entities/hero_1"


def paths(stage, name):
    return [str(path) for path in paths_of(stage.view, name)[0]]


def varied(stage, *asked):
    return [
        {change.path: change.value for change in variant.changes} for variant in variants_of(stage.view, list(asked))
    ]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("raider_1.health.armour", [f"{FOE}/health/armour"]),
        ("hero_1.ranged", [f"{HERO}/ranged/damage"]),
        ("encounter.time_limit_s", ["encounters/brawl/time_limit_s"]),
        ("wave.spawn_group.count", ["encounters/brawl/entities/wave/spawn_group/count"]),
        ("prefabs/raider/entities/raider/melee/damage", ["prefabs/raider/entities/raider/melee/damage"]),
        (
            "raider.health.maximum",
            ["prefabs/raider/entities/raider/health/maximum", "encounters/brawl/entities/raider_2/health/maximum"],
        ),
    ],
)
def test_a_number_is_found_where_it_is_said(brawl, name, found):
    assert paths(brawl, name) == found


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("raider_9.health.armour=0,1", 'nobody is called "raider_9"; there are sun_lamp, .*hero_1, friend, raider_1'),
        ("raider_1.wealth.gold=1", 'raider_1 has no component "wealth"; there are .*health'),
        ("raider_1.health.beauty=1", 'health has no number "beauty"; there are current, maximum, armour'),
        ("raider_1.health.armour=2", "raider_1.health.armour is 2; expected at least 0 1? ?and at most 1"),
        ("raider_1.health.maximum=nan", "expected a number"),
        ("wave.spawn_group.count=1.5", "is 1.5; expected a whole number"),
        ("raider_1.health.armour", "can't be varied; expected NAME=LOW..HIGH:COUNT"),
        ("raider_1.health.armour=a..b", "can't be varied; expected NAME=LOW..HIGH:COUNT"),
        ("raider_1.health.armour=0..1:1", "asks for 1 values; expected 2 to 1000"),
        ("raider_1.transform.position=1", 'transform has no number "position"; there are scale'),
        ("encounter.mood=1", "no such number; there are .*time_limit_s"),
        ("prefabs/dragon/entities/dragon/health/maximum=1", "the project has no prefabs/dragon.toml"),
        ("health=1", "expected WHO.COMPONENT.FIELD"),
    ],
)
def test_what_is_no_number_is_told_with_what_was_expected(brawl, asked, sentence):
    with pytest.raises(PlaytestError, match=sentence):
        variants_of(brawl.view, [asked])


def test_values_are_spaced_evenly_and_each_number_is_varied_alone(brawl):
    as_it_is, *rest = varied(brawl, "raider_1.melee.damage=10..20:3", "hero_1.melee.damage=5,6")
    assert as_it_is == {}
    assert rest == [
        *({f"{FOE}/melee/damage": value} for value in (10.0, 15.0, 20.0)),
        *({f"{HERO}/melee/damage": value} for value in (5.0, 6.0)),
    ]


def test_values_that_lie_close_together_stay_apart(brawl):
    assert varied(brawl, "raider_1.health.maximum=1000.001,1000.002")[1:] == [
        {f"{FOE}/health/current": value, f"{FOE}/health/maximum": value} for value in (1000.001, 1000.002)
    ]


def test_whole_numbers_stay_whole_and_come_once(brawl):
    counts = [
        each["encounters/brawl/entities/wave/spawn_group/count"]
        for each in varied(brawl, "wave.spawn_group.count=1..3:5")[1:]
    ]
    assert counts == [1, 2, 3]


def test_who_begins_whole_still_does(brawl):
    _, one = varied(brawl, "raider_1.health.maximum=200")
    assert one == {f"{FOE}/health/maximum": 200.0, f"{FOE}/health/current": 200.0}


def test_who_is_to_begin_hurt_does(brawl):
    _, hurt, more = varied(brawl, "raider_1.health.current=20,100")
    assert hurt == {f"{FOE}/health/current": 20.0}
    assert more == {f"{FOE}/health/current": 100.0, f"{FOE}/health/maximum": 100.0}


def test_a_variant_leaves_the_project_as_it_is(brawl):
    path = Path.parse(f"{FOE}/melee/damage")
    text = brawl.snapshot.text("encounters/brawl")

    other = brawl.varied(Variant("hard", (Change(str(path), 99.0),)))

    assert other.value(path) == 99.0
    assert brawl.snapshot.value(path) is None
    assert brawl.snapshot.text("encounters/brawl") == text
    assert brawl.view.entity("raider_1").components["melee"].damage == 14.0


def test_a_variant_reaches_rows_and_tables(brawl):
    def made(name, value):
        (_, one) = variants_of(brawl.view, [f"{name}={value}"])
        return brawl.compiled(one)

    hard = made("raider.melee.damage", 50)
    foes = [hard.row_of(name) for name in ("raider_1", "raider_2", "wave/1")]
    assert hard.rows["melee_damage"][foes].tolist() == [50.0, 50.0, 50.0]
    assert made("wave.spawn_group.count", 4).reserve == hard.reserve + 3
    assert made("encounter.time_limit_s", 7).lane["tick_limit"] == 420
    assert made("soon.trigger.delay", 9).statics["trigger_rule"].tolist() != hard.statics["trigger_rule"].tolist()
