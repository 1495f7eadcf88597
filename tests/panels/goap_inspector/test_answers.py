"""Why not: one plain answer for every fate of an action."""

from dataclasses import replace

from engine.ai.goap.domain import Domain
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.reasons.explain import explained
from engine.ai.goap.reasons.ranking import Belief, Reasoner
from engine.ai.goap.reasons.standing import Decision
from engine.ai.goap.tables import Mind
from panels.goap_inspector.answers import answer
from panels.goap_inspector.deciding import next_decision
from panels.goap_inspector.notices import headline, notices
from panels.goap_inspector.sections import goal_section, rejected_section
from tests.engine.ai.worlds import DOMAIN, EVERYTHING, NEAR, SEEN, believe, mind_world, played
from tests.panels.goap_inspector.stage import FIGHTER

WHOLE = read_profile(DOMAIN, FIGHTER.actions, FIGHTER.goals)


def why(*facts, profile=WHOLE, action=-1, waiting=-1, domain: Domain = DOMAIN, tick=12):
    """The reasons of an agent that believes these facts and has just decided."""
    mind = Mind.build(domain, [profile])
    state = domain.state(facts)
    goal, plan = Reasoner(mind).decide(Belief(state, -1, 0, 2))
    first = plan.actions[0] if plan.actions else -1
    doing = first if action == -1 else action
    decision = Decision(tick, state, goal, first, doing, 1, 2, 0, waiting)
    return explained(Reasoner(mind), 0, "kael", "Kael", decision)


def test_a_precondition_that_fails_is_named_with_what_it_means():
    told = answer(why(SEEN), "strike")
    assert told.title == "Strike"
    told = answer(why(SEEN), "flee")
    assert (told.title, told.missing) == ("Why not Flee", (("hurt", "Hurt."),))
    assert told.text == "This does not hold at tick 12, and flee needs it:"


def test_what_it_does_and_what_it_will_do_are_told():
    assert answer(why(SEEN), "approach").text == "Kael does it now: it is the first step of the plan for fight."
    assert answer(why(SEEN), "strike").text == "Kael will: it is step 2 of 2 of the plan for fight."


def test_a_dearer_one_tells_by_how_much():
    assert "costs 5.00, 2.00 more than the one that was chosen (3.00)" in answer(why(SEEN), "shoot").text


def test_one_that_is_as_cheap_says_what_decides():
    profile = read_profile(DOMAIN, ["approach", "strike", "shoot=3.0"], FIGHTER.goals)
    told = answer(why(SEEN, profile=profile), "approach")
    assert told.text == "It is as cheap as the plan (3.00); fewer steps, then the first name, decide."


def test_one_that_leads_nowhere_says_what_is_pursued():
    told = answer(why(SEEN, NEAR), "approach")
    assert told.text == "Approach is possible, but it does not lead to fight, which is pursued."


def test_one_that_it_does_not_have_is_offered_unless_something_stands_against_it():
    told = answer(why(SEEN, profile=EVERYTHING), "shoot", "Kael is no entity.")
    assert told.offers == (("Give Kael this action", "add"),)
    assert (told.subject, told.why_not) == ("shoot", "Kael is no entity.")


def test_waiting_and_no_plan_are_said_in_words():
    assert notices(why(SEEN, waiting=0))[0].text.startswith("Waits 0.2 s for its turn to plan")
    silent = why()
    assert headline(silent) == ("Does nothing", "Pursues no goal")
    assert "None of its goals has a plan now" in notices(silent)[0].text


def test_what_an_edit_will_bring_is_what_planning_then_decides():
    # Given an agent that approaches to strike
    compiled, world = played({"kael": FIGHTER})
    believe(world, SEEN)
    world.view["goal"][0] = DOMAIN.goal_ids["fight"]
    world.view["action"][0] = DOMAIN.action_ids["approach"]
    from engine.ai.goap.reasons.explain import Explainer

    # When approaching is to be dearer than shooting from here
    dear = read_profile(DOMAIN, ["approach=9.0", *FIGHTER.actions[1:]], FIGHTER.goals)
    ahead = next_decision(Explainer(compiled), world, 0, Mind.build(DOMAIN, [EVERYTHING, dear]), 1)
    # Then it is told before the tick, and that is what the planner decides with such costs
    assert (ahead.wanted, ahead.action) == ("shoot", "approach")
    assert headline(ahead, is_ahead=True)[0] == "Shoot next"
    from engine.ai.planning.planning import planning
    from tests.engine.ai.worlds import name_of, tick

    other = mind_world([dear])
    believe(other, SEEN)
    tick(other, [planning], 6)
    assert name_of(other, "wanted") == ahead.wanted


def test_who_is_down_says_so_of_each_goal_and_each_possible_action():
    up = why(SEEN)
    down = replace(up, goal=None, action=None, plan=(), decides=False, note="It is down, so it does not plan.",
                   actions=tuple(replace(each, status="useless", plan_cost=None) for each in up.actions))  # fmt: skip
    assert goal_section(down).rows[0].detail == "It is down; would have a plan"
    assert {row.detail for row in rejected_section(down).rows} == {"It is down"}


def test_the_cost_of_a_plan_is_never_taken_for_that_of_an_action():
    rows = {row.id: (row.detail, row.number) for row in rejected_section(why(SEEN)).rows}
    assert rows["shoot"] == ("Whole plan 5.00", "5.00")
    assert headline(why(SEEN))[1] == "Goal: Fight, whole plan 3.00"
