"""What the walk finds hangs together: actions are performed, facts are told, goals can be reached, agents know them."""

import pytest

from engine.ai.goap.domain import Domain
from engine.ai.goap.minds import mind_of
from engine.ai.goap.performs import Performer, performs
from engine.ai.goap.tables import domain_of
from engine.ai.goap.vocabulary import Action, literals
from engine.ai.goap.words import fact_words
from engine.benchmarks.demo import compile_demo
from engine.play.compile.parts import parts_of
from engine.world.ids import SKILLS
from tests.engine.ai.worlds import SEEN


@pytest.fixture(scope="module")
def demo():
    return compile_demo()


@pytest.fixture(params=["engine", "veilweaver"])
def parts(request, demo):
    """Everything that there is, also what a scene without it leaves out of its schedule."""
    return parts_of() if request.param == "engine" else parts_of(demo.game)


def test_every_action_has_a_system_that_performs_it(parts):
    performed = {system.performed.name for system in parts.systems if isinstance(system, Performer)}
    assert performed == set(parts.actions)


def test_every_observed_fact_is_told_by_a_system(parts):
    told = {name for system in parts.systems if "facts" in system.writes for name in system.params}
    observed = {f"fact_{fact.name}" for fact in parts.facts.values() if fact.observed}
    assert observed <= told


def test_no_system_tells_an_outcome(parts):
    told = {name for system in parts.systems if "facts" in system.writes for name in system.params}
    assert not {f"fact_{fact.name}" for fact in parts.facts.values() if not fact.observed} & told


def test_every_goal_can_be_reached_by_some_action(parts):
    given = {str(literal) for action in parts.actions.values() for literal in literals(action.gives)}
    lacking = {
        goal.name: [str(want) for want in literals(goal.wants) if str(want) not in given]
        for goal in parts.goals.values()
    }
    assert {name: wants for name, wants in lacking.items() if wants} == {}


def test_the_domain_has_the_ids_that_systems_read(demo):
    domain = domain_of(demo.parts)
    for number, action in enumerate(domain.actions):
        assert demo.statics[f"act_{action.name}"].tolist() == [number]
    for bit, fact in enumerate(domain.facts):
        assert demo.statics[f"fact_{fact.name}"].tolist() == fact_words(bit).tolist()


def test_every_agent_of_the_demo_can_reach_every_goal_that_it_has(demo):
    mind, profile_of = mind_of(demo.view, demo.parts)
    hopeless = set()
    for local_id, number in enumerate(profile_of):
        for goal, _ in mind.profiles[number].goals if number >= 0 else ():
            if not mind.problems[mind.problem_of[number, len(SKILLS) - 1, goal]].actions:
                hopeless.add((demo.entity_of_row[local_id][0], mind.domain.goals[goal].name))
    assert hopeless == set()


def test_the_demo_plans_by_tables_only(demo):
    assert (demo.statics["policy_base"] >= 0).all()


def test_a_performer_must_read_its_actions_id():
    action = Action("hop", "Hop.", gives=(SEEN,))
    with pytest.raises(TypeError, match="does not read act_hop"):

        @performs(action, writes="wish")
        def hop(action, wish):
            """Does not look whose action it is."""


def test_names_do_not_depend_on_the_order_of_finding():
    found = parts_of()
    forwards = Domain.build(found.facts.values(), found.actions.values(), found.goals.values())
    backwards = Domain.build(*(reversed(list(kind.values())) for kind in (found.facts, found.actions, found.goals)))
    assert forwards == backwards
    assert forwards.version == backwards.version
