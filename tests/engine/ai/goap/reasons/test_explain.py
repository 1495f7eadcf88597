"""Every decision can be explained: the ranking, the plan, and what stood against everything else."""

import json
from types import SimpleNamespace

import pytest

from engine.ai.goap.columns import THINK_ANEW
from engine.ai.goap.domain import Domain
from engine.ai.goap.profiles import read_profile
from engine.ai.goap.reasons.explain import Explainer
from engine.ai.goap.reasons.explanation import why_not
from engine.ai.goap.reasons.ranking import NOTHING_HELPS, Belief
from engine.ai.goap.reasons.standing import decision_of
from engine.ai.goap.tables import Mind
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.ai.planning.planning import planning
from engine.ai.planning.reaction import reaction
from engine.schema.components.agent import Agent
from tests.engine.ai.worlds import DOMAIN, FIGHT, HARMED, HURT, NEAR, SAFE, SEEN, believe, played, tick

FIGHTER = Agent(actions=["approach", "strike", "flee", "shoot"], goals=["fight=2.0", "survive=2.5"])


def explained(*facts, agent=FIGHTER, ticks=1, **rows):
    compiled, world = played({"kael": agent, "stone": None}, **rows)
    believe(world, *facts)
    tick(world, [planning, reaction], ticks)
    return Explainer(compiled).explain(world, 0)


def by_name(reasons):
    return {reason.name: reason for reason in reasons}


def test_the_plan_and_its_cost_are_told():
    why = explained(SEEN)
    assert (why.goal, why.action) == ("fight", "approach")
    assert [(step.action, step.cost) for step in why.plan] == [("approach", 2.0), ("strike", 1.0)]
    assert why.plan_cost == 3.0


def test_goals_are_ranked_by_score_and_say_what_they_lack():
    goals = explained(SEEN, NEAR).goals
    assert [(goal.name, goal.score, goal.status) for goal in goals] == [
        ("fight", 3.0, "pursued"),
        ("survive", 2.5, "condition"),
    ]
    assert goals[1].unmet == ("hurt",)


def test_rejected_actions_name_the_precondition_that_failed():
    actions = by_name(explained(SEEN).actions)
    assert (actions["approach"].status, actions["strike"].status) == ("chosen", "later")
    assert (actions["flee"].status, actions["flee"].failed) == ("precondition", ("hurt",))


def test_a_possible_but_dearer_action_says_what_it_would_cost():
    shoot = by_name(explained(SEEN).actions)["shoot"]
    assert (shoot.status, shoot.plan_cost) == ("dearer", 5.0)


def test_actions_are_told_from_the_chosen_to_the_impossible():
    told = [(reason.status, reason.name) for reason in explained(SEEN).actions]
    order = ["chosen", "later", "dearer", "useless", "precondition", "skill"]
    assert told == sorted(told, key=lambda entry: (order.index(entry[0]), entry[1]))
    assert told[:3] == [("chosen", "approach"), ("later", "strike"), ("dearer", "shoot")]


def test_a_possible_action_that_would_only_stand_before_the_plan_is_useless_and_says_what_it_serves():
    # given one who flees, could approach at once, and would still have to flee after that
    approach = by_name(explained(SEEN, HURT).actions)["approach"]
    assert (approach.status, approach.plan_cost, approach.serves) == ("useless", None, ("fight",))
    assert approach.text == "Possible, but it does not lead to survive; it serves fight."


def test_a_useless_action_names_the_other_goals_that_it_serves_and_no_others():
    # given one that rests, for which three other goals of its are of no account
    idle, tidy, warm, tired = (Fact(name, name) for name in ("idle", "tidy", "warm", "tired"))
    actions = (
        Action("burn", "Burn.", (tired,), (warm,)),
        Action("rest", "Rest.", (tired,), (idle,)),
        Action("sweep", "Sweep.", (tired,), (tidy,)),
        Action("tend", "Tend.", (tired,), (warm, tidy)),
    )
    goals = [Goal(name, name, wants=(want,)) for name, want in (("calm", idle), ("clean", tidy), ("cosy", warm))]
    domain = Domain.build((), actions, goals)
    words = Agent(actions=[each.name for each in actions], goals=["calm=3", "clean=2", "cosy"])
    compiled, world = played({"kael": words}, domain)
    believe(world, tired, domain=domain)
    tick(world, [planning, reaction])
    told = by_name(Explainer(compiled).explain(world, 0).actions)
    assert {name: (each.status, each.serves) for name, each in told.items()} == {
        "burn": ("useless", ("cosy",)),
        "rest": ("chosen", ()),
        "sweep": ("useless", ("clean",)),
        "tend": ("useless", ("clean", "cosy")),
    }
    assert told["sweep"].text == "Possible, but it does not lead to calm; it serves clean."


def test_no_plan_lists_every_goal_with_its_unmet_conditions():
    why = explained()
    assert why.plan == ()
    assert why.note == "No plan. Unmet: survive (hurt); fight (seen)."


def test_a_goal_that_no_action_reaches_says_which_facts_stay_unreached():
    why = explained(SEEN, agent=Agent(actions=["flee"], goals=["fight"]))
    assert [(goal.status, goal.unmet) for goal in why.goals] == [("no plan", ("harmed",))]


def test_facts_come_with_their_values():
    facts = {fact.name: fact.value for fact in explained(SEEN).facts}
    assert facts == {"seen": True, "near": False, "hurt": False, "harmed": False, "safe": False}


def test_an_explanation_is_plain_data():
    why = explained(SEEN)
    assert json.loads(json.dumps(why.to_data()))["goals"][0]["name"] == "fight"


def test_what_is_no_agent_says_so():
    compiled, world = played({"stone": None, "kael": FIGHTER})
    why = Explainer(compiled).explain(world, 0)
    assert (why.is_agent, why.entity) == (False, "stone")
    assert "no agent component" in why.note


@pytest.mark.parametrize(("rows", "note"), [({"life": 2}, "down"), ({"is_player": 1}, "person")])
def test_who_does_not_plan_says_why(rows, note):
    assert note in explained(SEEN, **rows).note


def test_a_row_that_does_not_exist_is_refused():
    compiled, world = played({"kael": FIGHTER})
    with pytest.raises(IndexError, match="local ids 0 to 0"):
        Explainer(compiled).explain(world, 1)


def test_explaining_changes_nothing():
    compiled, world = played({"kael": FIGHTER})
    believe(world, SEEN)
    tick(world, [planning])
    before = world.digest()
    Explainer(compiled).explain(world, 0)
    assert world.digest() == before


def test_a_score_tells_what_it_is_made_of():
    fight = explained(SEEN, NEAR).goals[0]
    assert [(part.kind, part.text, part.amount) for part in fight.parts] == [
        ("weight", "weight", 2.0),
        ("bonus", "near", 1.0),
    ]
    survive = explained(HURT).goals[0]
    assert [(part.kind, part.amount) for part in survive.parts] == [("weight", 2.5), ("commitment", 0.75)]
    assert survive.score == 3.25


def test_a_goal_without_plan_says_which_observed_facts_would_make_one():
    strike = Agent(actions=["strike"], goals=["fight"])
    (fight,) = explained(SEEN, agent=strike).goals
    assert (fight.status, fight.unmet, fight.missing) == ("no plan", ("harmed",), ("near",))
    assert fight.text == "No plan; there would be one with near."
    (hopeless,) = explained(SEEN, agent=Agent(actions=["flee"], goals=["fight"])).goals
    assert (hopeless.missing, hopeless.text) == ((), NOTHING_HELPS)


def test_the_note_lists_every_goal_with_what_is_missing():
    why = explained(SEEN, agent=Agent(actions=["strike", "flee"], goals=["fight", "survive"]))
    assert why.note == "No plan. Unmet: fight (near); survive (hurt)."


@pytest.mark.parametrize(
    ("action", "status", "text"),
    [
        ("approach", "chosen", "Kael did approach: it is the first step towards fight."),
        ("strike", "later", "Kael means to strike later: it is in its plan. Step 2 of the plan."),
        ("flee", "precondition", "Kael could not flee: its precondition hurt did not hold."),
        ("shoot", "dearer", "Kael could shoot, but chose approach. Possible, but its best plan costs 5, not 3."),
        ("dance", "unknown", 'There is no action "dance"; there are approach, flee, shoot, strike.'),
        ("strke", "unknown", "There is no action \"strke\"; did you mean 'strike'?"),
    ],
)
def test_why_not_is_answered_in_a_sentence(action, status, text):
    compiled, world = played({"kael": FIGHTER})
    believe(world, SEEN)
    tick(world, [planning, reaction])
    explainer = Explainer(compiled)
    answer = explainer.why_not(explainer.explain(world, 0), action)
    assert (answer.status, answer.text) == (status, text)


def test_why_not_an_action_that_it_does_not_have():
    compiled, world = played({"kael": Agent(actions=["strike"], goals=["fight"]), "stone": None})
    tick(world, [planning, reaction])
    explainer = Explainer(compiled)
    answer = explainer.why_not(explainer.explain(world, 0), "flee")
    assert (answer.status, answer.text) == (
        "not allowed",
        "Kael cannot flee: the action is not among the actions of its agent component.",
    )
    assert explainer.why_not(explainer.explain(world, 1), "flee").status == "idle"


def test_who_does_not_plan_at_all_is_said_to_before_any_precondition():
    answer = why_not(explained(SEEN, life=2), "strike")
    assert (answer.status, answer.text) == ("idle", "It is down, so it does not plan.")
    compiled, world = played({"kael": FIGHTER})
    believe(world, SEEN)
    tick(world, [planning, reaction])
    anew = decision_of(world, 0, 1)._replace(skill=THINK_ANEW)
    text = why_not(Explainer(compiled).explain_decision(0, anew), "flee").text
    assert text == (
        "Kael could not flee: its precondition hurt did not hold. "
        "Its actions, costs or goals have changed; it decides anew at its next turn."
    )


def test_why_not_names_every_precondition_those_observed_first():
    answer = why_not(explained(), "strike")
    assert answer.text == "Kael could not strike: its preconditions seen and near did not hold."
    bound = Action("boast", "Boast.", needs=(HARMED, SEEN), gives=(SAFE,))
    domain = Domain.build((), (bound,), (FIGHT,))
    compiled, world = played({"kael": Agent(actions=["boast"], goals=["fight"])}, domain)
    tick(world, [planning])
    assert Explainer(compiled).explain(world, 0).actions[0].failed == ("seen", "harmed")


def test_who_waits_for_its_turn_to_plan_says_how_long():
    compiled, world = played({"kael": FIGHTER})
    believe(world, SEEN)
    tick(world, [planning, reaction])
    decision = decision_of(world, 0, 1)._replace(waiting=4)
    why = Explainer(compiled).explain_decision(0, decision, tick=9)
    assert (why.waiting_ticks, why.decides) == (5, False)
    assert why_not(why, "flee").text.endswith(
        "It has waited 5 ticks for its turn to plan and does what it decided before."
    )
    assert Explainer(compiled).explain_decision(0, decision._replace(waiting=-1)).waiting_ticks == 0
    begun = Explainer(compiled).explain_decision(0, decision._replace(waiting=0), tick=9)
    assert (begun.waiting_ticks, begun.decides) == (9, False)


def test_since_when_it_waits_is_read_where_the_world_counts_it():
    _, world = played({"kael": FIGHTER, "lyra": FIGHTER})
    world.view["plan_since"][:] = 4, -1
    assert [decision_of(world, row, 9).waiting for row in (0, 1)] == [4, -1]
    older = SimpleNamespace(view={name: column for name, column in world.view.items() if name != "plan_since"})
    assert decision_of(older, 0, 9) == decision_of(world, 0, 9)._replace(waiting=-1)


@pytest.mark.parametrize(
    ("skill", "note"),
    [(0, ""), (1, ""), (2, ""), (-1, "It has not thought yet; each agent thinks once in six ticks.")],
)
def test_who_has_thought_with_any_skill_decides_and_who_has_not_says_so(skill, note):
    compiled, world = played({"kael": FIGHTER})
    believe(world, SEEN)
    tick(world, [planning, reaction])
    why = Explainer(compiled).explain_decision(0, decision_of(world, 0, 1)._replace(skill=skill))
    assert (why.note, why.decides) == (note, not note)


def test_a_goal_that_is_worth_less_than_the_one_pursued_is_outranked():
    assert [(goal.name, goal.status, goal.text) for goal in explained(SEEN, HURT).goals] == [
        ("survive", "pursued", "Its plan costs 1."),
        ("fight", "outranked", "Its plan would cost 3."),
    ]
    believing = explained(SEEN, NEAR, HURT, agent=Agent(actions=FIGHTER.actions, goals=["fight=9", "survive"]))
    assert [(goal.name, goal.status, goal.text) for goal in believing.goals] == [
        ("fight", "pursued", "Its plan costs 1."),
        ("survive", "outranked", "Its plan would cost 1."),
    ]


def test_a_search_that_gave_up_is_said_as_that_and_never_as_no_plan():
    bits = [Fact(f"bit_{place:02}", "A bit of a counter.") for place in range(18)]
    counts = [
        Action(f"count_{place:02}", "Count on.", (~bit, *bits[:place]), (bit, *(~low for low in bits[:place])))
        for place, bit in enumerate(bits)
    ]
    domain = Domain.build((), counts, [Goal("overflow", "Count.", wants=(bits[-1],))])
    agent = Agent(actions=[action.name for action in counts], goals=["overflow"])
    compiled, _ = played({"kael": agent}, domain)
    reasoner = Explainer(compiled).reasoner
    (goal,) = reasoner.goals(Belief(0, -1, 0, 2))
    assert (goal.status, goal.missing) == ("capped", ())
    assert "its cap of 4,096 subgoals" in goal.text


def test_a_decision_of_another_mind_is_explained_by_that_mind():
    compiled, world = played({"kael": FIGHTER})
    believe(world, SEEN)
    tick(world, [planning, reaction])
    costs = [action if action != "shoot" else "shoot=0.5" for action in FIGHTER.actions]
    other = Mind.build(DOMAIN, [read_profile(DOMAIN, costs, FIGHTER.goals)])
    explainer = Explainer(compiled)
    for _ in range(2):
        told = [explainer.explain(world, 0, mind=mind).plan_cost for mind in (None, other, compiled.mind)]
        assert told == [3.0, 0.5, 3.0]
