"""A pin is what the planning system decides, holds while that is so, and minds the goal as well as the plan."""

from itertools import product

import pytest

from engine.ai.goap.decisions.history import DecisionLog
from engine.ai.goap.decisions.pins import check_in_scene, check_pin, pin_of
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.reasons.explain import Explainer
from engine.ai.goap.reasons.ranking import Belief, Reasoner
from engine.ai.goap.tables import Mind
from engine.ai.planning.planning import planning
from engine.ai.planning.reaction import reaction
from engine.schema.components.agent import Agent
from engine.schema.files import DecisionFile
from engine.world.roster import roster_of
from tests.engine.ai.rhythm import begun, sunny
from tests.engine.ai.worlds import DOMAIN, HURT, NEAR, SEEN, believe, mind_world, parts_of, played, scene_of, tick

WORDS = (["approach", "strike", "flee", "shoot"], ["fight=2.0", "survive=2.5"])
PROFILE = read_profile(DOMAIN, *WORDS)
MIND = Mind.build(DOMAIN, [PROFILE])
PIN = DecisionFile(
    title="Kael strikes",
    entity="kael",
    facts=["near", "seen"],
    pursued="fight",
    goal="fight",
    action="strike",
    plan=["strike"],
)


def test_what_is_decided_here_is_what_the_planning_system_decides():
    cases = list(product(product([0, 1], repeat=3), (-1, 0, 1)))
    states = [sum(bit << DOMAIN.fact_ids[fact.name] for bit, fact in zip(bits, (SEEN, NEAR, HURT), strict=True))
              for bits, _ in cases]  # fmt: skip
    world = mind_world([PROFILE], count=len(cases))
    for row, (state, (_, goal)) in enumerate(zip(states, cases, strict=True)):
        world.view["facts"][row] = (state, 0)
        world.view["goal"][row] = goal
    tick(world, [planning], 6, plain=True)
    reasoner = Reasoner(MIND)
    for row, (state, (_, goal)) in enumerate(zip(states, cases, strict=True)):
        decided, plan = reasoner.decide(Belief(state, goal, 0, 2))
        first = plan.actions[0] if plan.actions else -1
        assert (decided, first) == (int(world.view["goal"][row]), int(world.view["wanted"][row]))


def test_a_pin_of_now_holds_now():
    compiled, world = played({"kael": Agent(actions=WORDS[0], goals=WORDS[1])})
    believe(world, SEEN, NEAR)
    tick(world, [planning, reaction])
    pin = pin_of(Explainer(compiled).explain(world, 0), scene="arena")
    assert (pin.goal, pin.action, pin.plan, pin.facts) == ("fight", "strike", ["strike"], ["near", "seen"])
    check = check_pin(pin, compiled.mind, 0, name="Kael")
    assert (check.holds, check.expected, check.found) == (True, "Fight by Strike", "Fight by Strike")
    assert check.decided == pin


def test_the_goal_counts_even_where_the_plan_is_the_same():
    check = check_pin(PIN.model_copy(update={"goal": "survive"}), MIND, 0, name="Kael")
    assert not check.holds
    assert check.text == (
        "Expected Survive by Strike; found Fight by Strike. Fight is worth 3, before 2.5 of Survive. "
        "Only considered with hurt."
    )


def test_each_step_of_the_plan_counts():
    longer = PIN.model_copy(update={"plan": ["strike", "flee"]})
    check = check_pin(longer, MIND, 0, name="Kael")
    assert (check.holds, check.expected, check.found) == (False, "Fight by Strike, Flee", "Fight by Strike")


def test_commitment_counts():
    torn = PIN.model_copy(update={"facts": ["hurt", "near", "seen"], "pursued": ""})
    assert check_pin(torn, MIND, 0).holds
    committed = check_pin(torn.model_copy(update={"pursued": "survive"}), MIND, 0)
    assert (committed.holds, committed.found) == (False, "Survive by Flee")


def test_an_action_that_is_not_yet_learnt_counts():
    mind = Mind.build(DOMAIN, [read_profile(DOMAIN, ["shoot=0.5", "strike"], ["fight"])])
    shoots = PIN.model_copy(update={"action": "shoot", "plan": ["shoot"]})
    assert check_pin(shoots, mind, 0).holds
    novice = check_pin(shoots.model_copy(update={"skill": "novice"}), mind, 0)
    assert (novice.holds, novice.found) == (False, "Fight by Strike")
    assert "Only an expert uses it." in novice.text


@pytest.mark.parametrize(("skill", "told"), [("novice", "novice"), ("average", "average"), ("expert", "")])
def test_the_reasons_name_the_skill_that_holds_an_agent_back(skill, told):
    check = check_pin(PIN.model_copy(update={"skill": skill}), MIND, 0, name="Kael")
    why = check.explanation
    assert check.holds
    assert (why.skill, why.note, why.decides) == (told, "", True)


@pytest.mark.parametrize(("rows", "said"), [({"life": 2}, "down"), ({"is_player": 1}, "person")])
def test_who_decides_nothing_cannot_be_pinned(rows, said):
    compiled, world = played({"kael": Agent(actions=WORDS[0], goals=WORDS[1])}, **rows)
    tick(world, [planning])
    with pytest.raises(ValueError, match=said):
        pin_of(Explainer(compiled).explain(world, 0), scene="arena")


def test_having_no_plan_can_be_pinned_too():
    compiled, world = played({"kael": Agent(actions=WORDS[0], goals=WORDS[1])})
    tick(world, [planning])
    why = Explainer(compiled).explain(world, 0)
    assert "No plan." in why.note
    pin = pin_of(why, scene="arena")
    assert (pin.goal, pin.plan) == ("", [])
    assert check_pin(pin, compiled.mind, 0).holds


def test_every_tick_of_a_run_can_be_pinned_and_holds(tmp_path):
    session = begun(sunny(tmp_path))
    log = DecisionLog(session)
    while session.tick < 100:
        session.step()
    hero = session.compiled.row_of("hero")
    goals = set()
    for when in range(10, 101, 7):
        pursued = log.pursued_before(hero, when)
        pin = pin_of(log.explain(hero, when), scene="yard", encounter="duel", pursued=pursued)
        goals.add((pin.pursued, pin.goal))
        profile = int(log.at(hero, when).profile)
        assert check_pin(pin, session.mind, profile).holds
    assert ("greet", "hold_position") in goals
    assert log.explain(hero, 101) is None


def in_scene(agent: Agent | None, pin: DecisionFile = PIN):
    scene = scene_of({"kael": agent, "stone": None, "lyra": Agent(actions=WORDS[0], goals=WORDS[1])})
    return check_in_scene(pin, roster_of(scene, parts_of()), DOMAIN)


def test_a_pin_is_checked_with_the_agent_that_the_scene_has_today():
    assert in_scene(Agent(actions=WORDS[0], goals=WORDS[1])).text == "Decides as pinned: Fight by Strike."
    unarmed = in_scene(Agent(actions=["approach", "flee"], goals=WORDS[1]))
    assert (unarmed.holds, unarmed.is_agents_fault) == (False, False)


def test_a_pin_of_somebody_who_is_gone_or_thinks_no_longer_says_so_and_who_does():
    gone = in_scene(None, PIN.model_copy(update={"entity": "kaell"}))
    assert gone.text.startswith('"kaell" is not in play; ')
    thoughtless = in_scene(None)
    assert thoughtless.text.startswith('"kael" is no agent any more; ')
    assert "lyra" in thoughtless.text
    assert (gone.holds, thoughtless.holds) == (False, False)


def test_an_agent_that_cannot_be_understood_is_its_own_fault():
    check = in_scene(Agent(actions=["strik"], goals=WORDS[1]))
    assert (check.holds, check.is_agents_fault) == (False, True)
    assert check.text.startswith('"Kael" cannot decide: ')


def test_an_action_that_the_agent_has_no_longer_is_said_to_be_gone():
    mind = Mind.build(DOMAIN, [read_profile(DOMAIN, ["approach", "shoot=0.5"], WORDS[1])])
    check = check_pin(PIN, mind, 0, name="Kael")
    assert check.text == "Expected Fight by Strike; found Fight by Shoot. Kael no longer has the action Strike."


@pytest.mark.parametrize(
    ("gone", "told"),
    [
        ({"facts": ["near", "sen"]}, "There is no fact \"sen\" any more; did you mean 'seen'?"),
        ({"pursued": "figth"}, "There is no goal \"figth\" any more; did you mean 'fight'?"),
        ({"goal": "figth"}, "There is no goal \"figth\" any more; did you mean 'fight'?"),
        ({"action": "strke"}, "There is no action \"strke\" any more; did you mean 'strike'?"),
        ({"plan": ["strike", "fle"]}, "There is no action \"fle\" any more; did you mean 'flee'?"),
    ],
)
def test_what_is_no_longer_there_is_told_with_the_nearest_name(gone, told):
    check = check_pin(PIN.model_copy(update=gone), MIND, 0)
    assert (check.holds, check.found, check.text, check.decided) == (False, "", told, None)


def test_a_goal_that_another_outranks_is_told_with_what_both_are_worth():
    torn = PIN.model_copy(update={"facts": ["hurt", "near", "seen"], "pursued": "survive"})
    assert check_pin(torn, MIND, 0, name="Kael").text == (
        "Expected Fight by Strike; found Survive by Flee. Survive is worth 3.25, before 3 of Fight. "
        "Its plan would cost 1."
    )
    assert check_pin(PIN.model_copy(update={"facts": []}), MIND, 0).text == (
        "Expected Fight by Strike; found no goal. Fight: Only considered with seen."
    )
