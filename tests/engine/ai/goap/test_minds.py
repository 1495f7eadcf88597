"""Agents are read from the scene; a wrong word is answered with the nearest right one."""

import pytest

from engine.ai.goap.domain import Domain, DomainError
from engine.ai.goap.minds import AgentError, mind_of
from engine.ai.goap.profiles import Profile
from engine.ai.goap.tables import Mind
from engine.ai.goap.vocabulary import Action, Fact, Goal
from engine.document import Path
from engine.schema.components.agent import Agent
from tests.engine.ai.worlds import APPROACH, DOMAIN, FIGHT, STRIKE, parts_of, scene_of


def read(*agents: Agent | None):
    scene = scene_of({f"agent_{number}": agent for number, agent in enumerate(agents)})
    return mind_of(scene, parts_of())


def test_agents_with_the_same_words_in_any_order_share_a_profile():
    mind, profile_of = read(
        Agent(actions=["approach", "strike"], goals=["fight"]),
        Agent(actions=["strike", "approach"], goals=["fight=1.0"]),
        None,
        Agent(actions=["flee"], goals=["survive"]),
    )
    assert len(mind.profiles) == 2
    assert profile_of[0] == profile_of[1] != profile_of[3]
    assert profile_of[2] == -1


@pytest.mark.parametrize(
    ("actions", "goals", "said"),
    [
        (["aproach"], ["fight"], "agent.actions: there is no action 'aproach'; did you mean 'approach'?"),
        (["strike"], ["figth=2"], "agent.goals: there is no goal 'figth'; did you mean 'fight'?"),
        (["strike"], ["zzz"], "there are fight, survive."),
        (["strike"], ["fight=much"], "expected a name"),
        (["strike=-1"], ["fight"], "expected 0.001 to 1000"),
        (["strike"], ["fight=-2"], "expected 0 to 1000"),
    ],
)
def test_a_wrong_word_names_the_agent_the_field_and_what_was_expected(actions, goals, said):
    with pytest.raises(AgentError) as error:
        read(Agent(actions=actions, goals=goals))
    assert said in str(error.value)
    assert error.value.entity == "agent_0"


def test_the_editor_is_told_who_it_is_and_where_its_words_stand():
    scene = scene_of({"kael": Agent(actions=["strike"], goals=["figth"])})
    scene.entities[0].file = "scenes/arena"
    with pytest.raises(AgentError) as error:
        mind_of(scene, parts_of())
    (finding,) = error.value.findings
    assert (finding.rule, finding.severity, finding.text) == ("agent-word", "error", str(error.value))
    assert (finding.where, finding.entity) == (Path.entity("scenes/arena", "kael", "agent", "goals"), "kael")


@pytest.mark.parametrize(("word", "is_right"), [("fight=0", 1), ("fight=1000", 1), ("fight=1000.5", 0)])
def test_a_goal_weighs_up_to_a_thousand(word, is_right):
    agent = Agent(actions=["strike"], goals=[word])
    if is_right:
        assert dict(read(agent)[0].profiles[0].goals) == {DOMAIN.goal_ids["fight"]: float(word.partition("=")[2])}
    else:
        with pytest.raises(AgentError, match="expected 0 to 1000"):
            read(agent)


def test_an_agents_own_cost_changes_its_plan():
    mind, profile_of = read(
        Agent(actions=["approach", "strike", "shoot"], goals=["fight"]),
        Agent(actions=["approach", "strike", "shoot=0.5"], goals=["fight"]),
    )
    costs = [dict(mind.profiles[number].actions)[DOMAIN.action_ids["shoot"]] for number in profile_of]
    assert costs == [5000, 500]


def test_a_new_action_changes_ids_but_not_what_systems_read():
    small = Domain.build((), (APPROACH, STRIKE), (FIGHT,))
    aim = Action("aim", "Aim.", gives=(Fact("aimed", "Aimed."),))
    large = Domain.build((), (aim, APPROACH, STRIKE), (FIGHT,))
    assert small.action_ids["approach"] != large.action_ids["approach"]
    assert [made.name for made in APPROACH.columns] == ["act_approach"]


def test_the_version_knows_costs_effects_and_wants():
    base = Domain.build((), (APPROACH, STRIKE), (FIGHT,))
    assert base.version == Domain.build((), (STRIKE, APPROACH), (FIGHT,)).version
    dearer = Action("approach", "Approach.", needs=APPROACH.needs, gives=APPROACH.gives, cost=3.0)
    assert base.version != Domain.build((), (dearer, STRIKE), (FIGHT,)).version


def test_one_name_cannot_mean_two_things():
    with pytest.raises(DomainError, match="declared twice"):
        Domain.build((Fact("seen", "One."), Fact("seen", "Two.")), (), ())


def test_more_facts_than_two_words_hold_are_refused():
    with pytest.raises(DomainError, match="129 facts in the domain; a state holds 128"):
        Domain.build([Fact(f"fact_{n}", "A fact.") for n in range(129)], (), ())


@pytest.mark.parametrize("bit", [0, 63, 64, 127])
def test_every_fact_is_a_bit_of_one_word(bit):
    facts = [Fact(f"fact_{n:03}", "A fact.") for n in range(128)]
    step = Action("step", "Step.", gives=(facts[bit],))
    mind = Mind.build(Domain.build(facts, (step,), (Goal("far", "Far.", wants=(facts[bit],)),)), [Profile()])
    words = mind.statics()[f"fact_{facts[bit].name}"]
    assert words.tolist() == ([1 << bit, 0] if bit < 64 else [0, 1 << bit - 64])
    assert mind.domain.gives.true == (1 << bit,)
