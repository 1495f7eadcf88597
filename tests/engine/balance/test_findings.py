"""What is odd about a fight: each planted oddity is told in words, and a healthy fight has none."""

from collections.abc import Callable

import numpy as np
import pytest

from engine.balance.findings import BalanceFinding, findings_of
from engine.document import Document, view
from engine.play.playtest.outcomes import Outcomes, RunOutcome
from engine.world.ids import SKILLS
from tests.engine.balance.analytic import drawn
from tests.engine.balance.meadow import TEXTS, meadow

USED = {"mira.melee": 3, "queen.melee": 2, "scout.melee": 1, "nest.melee": 2}


def played(
    rates: tuple[float, float, float] = (0.3, 0.5, 0.7), runs: int = 256, **more: Callable[[int], object]
) -> dict[str, Outcomes]:
    """So many runs of each skill on the same seeds; `more` says a field of a run by its seed."""
    luck = drawn(range(runs), 0)
    found = {}
    for skill, rate in zip(SKILLS, rates, strict=True):
        each = [
            RunOutcome(
                **{
                    "seed": seed,
                    "outcome": "victory" if luck[seed] < rate else "defeat",
                    "ticks": 3600,
                    "used": USED,
                    "came": ("nest",),
                    "fought": ("nest",),
                    **{name: said(seed) for name, said in more.items()},
                }
            )
            for seed in range(runs)
        ]
        found[skill] = Outcomes.of("as it is", skill, each)
    return found


def told(outcomes: dict[str, Outcomes]) -> dict[str, BalanceFinding]:
    return {each.finding.rule: each for each in findings_of(meadow(), outcomes)}


def test_a_healthy_fight_has_nothing_odd():
    assert told(played()) == {}


def test_without_a_run_nothing_is_told():
    assert findings_of(meadow(), {}) == []


def test_a_fight_that_nobody_can_win_is_told():
    found = told(played((0.0, 0.0, 0.0)))["balance-unwinnable"]

    assert found.finding.severity == "error"
    assert found.finding.text.startswith("It can't be won: nobody wins more than 0.5 % of 768 runs of novice, average")
    assert found.evidence.skills == SKILLS
    assert (found.evidence.seeds, found.evidence.runs, found.evidence.rate) == ((0, 255), 768, 0.0)


def test_a_fight_that_only_the_least_skill_cannot_win_is_told_of_that_one():
    found = told(played((0.0, 0.5, 0.7), runs=512))["balance-unwinnable"]

    assert found.finding.severity == "warning"
    assert "no novice wins" in found.finding.text
    assert found.evidence.skills == ("novice",)


def test_few_defeats_are_no_proof_that_it_cannot_be_won():
    assert "balance-unwinnable" not in told(played((0.0, 0.5, 0.7), runs=256))


def test_more_skill_that_wins_less_is_told():
    (found,) = findings_of(meadow(), played((0.6, 0.7, 0.4)))

    assert found.finding.text.startswith(
        "More skill wins less: average wins 68 %, expert 39 %, in 512 runs of average and"
    )
    assert found.evidence.skills == ("average", "expert")
    assert found.evidence.interval[0] < found.evidence.rate < found.evidence.interval[1] < 0.0


def test_a_ladder_that_is_uneven_by_chance_is_not_told():
    wild = played((0.5, 0.55, 0.6), runs=64)
    runs = [run for run in wild["average"].runs if run.seed not in (3, 4)]
    wild["average"] = Outcomes.of("as it is", "average", [*runs, *[RunOutcome(seed, "defeat", 10) for seed in (3, 4)]])

    assert "balance-ladder" not in told(wild)


def test_a_coin_flip_is_told():
    found = told(played((0.5, 0.5, 0.5)))["balance-coin-flip"]

    assert found.finding.text.startswith("A coin decides it: about half of the runs are won whoever plays, novice ")
    assert found.evidence.rate == pytest.approx(0.5, abs=0.08)


@pytest.mark.parametrize("rates", [(0.35, 0.5, 0.65), (0.9, 0.9, 0.9)])
def test_skill_that_counts_and_a_sure_win_are_no_coin_flip(rates: tuple[float, float, float]):
    assert "balance-coin-flip" not in told(played(rates))


def test_a_fight_that_ends_by_the_timer_is_told_with_more_time_as_repair():
    found = told(played(outcome=lambda seed: "timeout" if seed % 3 == 0 else "victory"))["balance-timer"]

    assert "34 % of 768 runs" in found.finding.text
    assert "the 90 s run out" in found.finding.text
    assert found.finding.fix_title == "Give it 135 s"
    assert mended(found) == 135.0


def mended(found: BalanceFinding) -> object:
    """What stands where the finding points once its repair was applied."""
    document = Document.from_texts(TEXTS, folder="meadow")
    for command in found.finding.fix:
        document.apply(command)
    assert found.finding.where is not None
    return document.value(found.finding.where)


def test_a_rare_timeout_is_not_told():
    assert "balance-timer" not in told(played(outcome=lambda seed: "timeout" if seed % 50 == 0 else "victory"))


def test_a_wave_that_never_fights_is_told_with_its_place():
    found = told(played(fought=lambda seed: ()))["balance-idle-wave"]

    assert found.finding.text.startswith("Nest comes in 100 % of the runs but never fights: not once in 768 runs")
    assert str(found.finding.where) == "encounters/swarm/entities/nest/spawn_group"
    assert found.finding.entity == "nest"


def test_a_wave_that_never_comes_is_told():
    found = told(played(fought=lambda seed: (), came=lambda seed: ()))["balance-idle-wave"]

    assert found.finding.text.startswith("Nest never comes: not once in 768 runs")


def test_a_wave_that_fights_once_fights():
    assert "balance-idle-wave" not in told(played(fought=lambda seed: ("nest",) if seed == 7 else ()))


def test_an_ability_that_no_skill_ever_uses_is_told_once_for_its_prefab():
    used = {**USED, "scout.ranged": 0, "nest.ranged": 0}
    odd = findings_of(
        meadow(prefabs_wasp=TEXTS["prefabs/wasp"] + "[entities.wasp.ranged]\n"), played(used=lambda seed: used)
    )
    (found,) = [each for each in odd if each.finding.rule == "balance-unused-ability"]

    assert found.finding.text.startswith("Wasp never uses ranged: not once in 768 runs of novice, average and expert")
    assert str(found.finding.where) == "prefabs/wasp/entities/wasp/ranged"
    assert found.finding.fix_title == "Remove it"
    assert found.evidence.interval[1] < 0.05


def test_the_repair_of_an_unused_ability_removes_it():
    texts = {**TEXTS, "prefabs/wasp": TEXTS["prefabs/wasp"] + "[entities.wasp.ranged]\n"}
    document = Document.from_texts(texts, folder="meadow")
    scene = view(document, "meadow", "swarm")
    (found,) = findings_of(scene, played(used=lambda seed: {**USED, "scout.ranged": 0}))

    for command in found.finding.fix:
        document.apply(command)

    assert "ranged" not in view(document, "meadow", "swarm").entity("scout").components


def test_an_ability_that_another_of_its_kind_uses_is_used():
    used = {**USED, "scout.ranged": 0, "nest.ranged": 1}

    assert "balance-unused-ability" not in told(played(used=lambda seed: used))


def test_few_runs_tell_nothing_of_what_was_not_seen():
    few = played(runs=16, used=lambda seed: {**USED, "scout.ranged": 0}, fought=lambda seed: ())

    assert told(few) == {}


def test_runs_without_an_end_count_for_nothing():
    outcomes = played(outcome=lambda seed: "failed")

    assert findings_of(meadow(), outcomes) == []


def test_findings_stay_quiet_in_a_hundred_fights_that_are_in_order():
    alarms = 0
    for trial in range(100):
        outcomes = played(runs=64)
        for place, (skill, rate) in enumerate(zip(SKILLS, (0.4, 0.5, 0.6), strict=True)):
            luck = np.random.default_rng((trial, place)).random(64)
            runs = [
                RunOutcome(
                    seed, "victory" if luck[seed] < rate else "defeat", 600, used=USED, came=("nest",), fought=("nest",)
                )
                for seed in range(64)
            ]
            outcomes[skill] = Outcomes.of("as it is", skill, runs)
        alarms += bool(findings_of(meadow(), outcomes))

    assert alarms <= 5
