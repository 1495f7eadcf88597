"""The log of decisions: any tick is known and explained as it was, nothing is kept that did not happen."""

from itertools import pairwise

import pytest

from engine.ai.goap.decisions.history import DecisionLog
from engine.ai.goap.reasons.standing import decision_of
from engine.ai.planning.planning import planning
from engine.ai.planning.reaction import reaction
from engine.play.commands import SetAutopilot, Spawn
from engine.play.past.history import History
from engine.schema.components.agent import Agent
from tests.engine.ai.rhythm import begun, sunny
from tests.engine.ai.worlds import NEAR, SEEN, believe, played, tick

TICKS = 130


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    return sunny(tmp_path_factory.mktemp("sunny"))


@pytest.fixture
def session(compiled):
    return begun(compiled)


def play(session, ticks=TICKS, said=()):
    while session.tick < ticks:
        session.step(dict(said).get(session.tick, ()))


def names(log, decisions):
    domain = log.explainer.reasoner.domain
    return [(each.tick, domain.actions[each.action].name if each.action >= 0 else None) for each in decisions]


def test_only_changes_are_kept(session):
    log = DecisionLog(session)
    play(session)
    hero = session.compiled.row_of("hero")
    decisions = log.decisions(hero)
    assert all(one[1:] != other[1:] for one, other in pairwise(decisions))
    assert [name for _, name in names(log, decisions) if name == "wave"]
    assert len(decisions) < 20
    assert (log.first_tick, log.last_tick) == (0, TICKS)


def test_every_tick_is_explained_as_it_was_then(session):
    log = DecisionLog(session)
    hero = session.compiled.row_of("hero")
    live = {}
    while session.tick < TICKS:
        live[session.tick] = log.explainer.explain_now(session, hero)
        session.step()
    assert {tick: log.explain(hero, tick) for tick in live} == live


def test_what_is_no_agent_or_was_not_played_has_no_decision(session):
    log = DecisionLog(session)
    play(session, 5)
    assert log.decisions(session.compiled.row_of("foe_1")) == ()
    assert log.at(session.compiled.row_of("hero"), 6) is None
    assert log.at(99, 3) is None


def test_going_back_and_the_same_again_forgets_nothing(session):
    log = DecisionLog(session)
    start = session.snapshot()
    play(session)
    hero = session.compiled.row_of("hero")
    before = log.decisions(hero)
    session.restore(start)
    play(session, 40)
    assert (log.decisions(hero), log.last_tick) == (before, TICKS)


def test_another_future_takes_the_place_of_what_did_not_happen(session):
    log = DecisionLog(session)
    start = session.snapshot()
    play(session)
    hero = session.compiled.row_of("hero")
    session.restore(start)
    play(session, 60, {50: [SetAutopilot(None)]})
    assert log.last_tick == 60
    assert log.decisions(hero)[-1].autopilot == 0
    assert max(each.tick for each in log.decisions(hero)) <= 60
    fresh = begun(session.compiled)
    other = DecisionLog(fresh)
    play(fresh, 60, {50: [SetAutopilot(None)]})
    assert log.decisions(hero) == other.decisions(hero)


def test_memory_is_bounded_and_the_newest_stays(session):
    log, whole = DecisionLog(session, most=6), DecisionLog(session)
    play(session)
    hero = session.compiled.row_of("hero")
    assert len(log.decisions(hero)) <= 6
    assert log.first_tick > 0
    for at in range(log.first_tick, TICKS + 1):
        assert log.at(hero, at) == whole.at(hero, at)


def test_where_memory_is_full_the_older_half_goes(session):
    log = DecisionLog(session, most=6)
    agents = [row for row in range(session.world.rows) if log.decisions(row)]
    while not log.first_tick:
        before = sorted(each.tick for agent in agents for each in log.decisions(agent))
        session.step()
    assert len(before) <= 6
    assert log.first_tick == before[3]


def test_seeking_before_what_is_still_known_forgets_nothing(session):
    history, log = History(session), DecisionLog(session, most=6)
    play(session)
    hero = session.compiled.row_of("hero")
    before = (log.first_tick, log.last_tick, log.decisions(hero))
    history.seek(3)
    session.step()
    history.seek(TICKS - 1)
    assert (log.first_tick, log.last_tick, log.decisions(hero)) == before


def test_ticks_that_nobody_saw_are_not_made_up(session):
    log = DecisionLog(session)
    play(session, 10)
    session.listeners.remove(log)
    play(session, 20)
    session.listeners.append(log)
    play(session, 25)
    assert (log.first_tick, log.last_tick) == (21, 25)
    assert log.at(session.compiled.row_of("hero"), 15) is None


class Crowd:
    """A run of many agents that believe something else every few ticks, with what a log needs of a session."""

    def __init__(self, count):
        self.listeners = []
        agents = {f"wasp_{number}": Agent(actions=["strike"], goals=["fight"]) for number in range(count)}
        self.compiled, self.world = played(agents)
        self.mind = self.compiled.mind

    @property
    def tick(self):
        return int(self.world.view["tick"][0])

    def step(self, *commands):
        for row in range(self.tick % 7, len(self.world.view["facts"]), 7):
            believe(self.world, *((SEEN, NEAR) if self.tick % 2 else (SEEN,)), row=row)
        tick(self.world, [planning, reaction], plain=True)
        for listener in self.listeners:
            listener.stepped(self, commands)


@pytest.mark.parametrize(("count", "followed"), [(1, 1), (256, 256), (257, 0)])
def test_a_small_crowd_is_followed_whole_and_of_a_large_one_nobody_until_asked(count, followed):
    crowd = Crowd(count)
    log = DecisionLog(crowd)
    crowd.step()
    assert sum(log.at(row, 1) is not None for row in range(count)) == followed


def test_another_future_that_looks_like_the_last_one_is_kept_all_the_same():
    crowd = Crowd(3)
    log, start = DecisionLog(crowd), crowd.world.snapshot()
    crowd.step()
    before = log.decisions(0)
    assert len(before) == 2
    crowd.world.restore(start)
    crowd.step("something else")
    assert log.decisions(0) == before


def test_the_same_words_said_again_forget_nothing():
    crowd = Crowd(3)
    log, start = DecisionLog(crowd), crowd.world.snapshot()
    for number in range(20):
        crowd.step(f"word {number}")
    before = [log.decisions(row) for row in range(3)]
    crowd.world.restore(start)
    for number in range(7):
        crowd.step(f"word {number}")
    assert (log.last_tick, [log.decisions(row) for row in range(3)]) == (20, before)
    crowd.step("another word")
    assert log.last_tick == 8
    assert all(each.tick <= 8 for row in range(3) for each in log.decisions(row))


def test_another_future_forgets_the_words_of_the_last_one():
    crowd = Crowd(3)
    log, start = DecisionLog(crowd), crowd.world.snapshot()
    crowd.step("one"), crowd.step("two"), crowd.step("three")
    crowd.world.restore(start)
    crowd.step("other")
    assert log.last_tick == 1
    crowd.world.restore(start)
    crowd.step("other"), crowd.step(), crowd.step("three")
    assert log.last_tick == 3


def test_what_agents_think_with_is_known_for_each_tick():
    crowd = Crowd(3)
    log, start, first = DecisionLog(crowd), crowd.world.snapshot(), crowd.mind
    second = Crowd(3).mind
    for mind, ticks in ((first, 4), (second, 3), (first, 2)):
        crowd.mind = mind
        for _ in range(ticks):
            crowd.step()
    assert [log.mind_at(tick) is second for tick in range(10)] == [5 <= tick <= 7 for tick in range(10)]
    crowd.world.restore(start)
    crowd.mind = first
    crowd.step()
    assert log.last_tick == 9, "nothing else was said"
    crowd.mind = second
    crowd.step("something else")
    crowd.step()
    assert [log.mind_at(tick) is second for tick in range(4)] == [False, False, True, True]


@pytest.mark.parametrize("most", [24, 40])
def test_of_what_is_kept_never_more_than_half_goes_at_once(most: int):
    crowd = Crowd(6)
    log, whole = DecisionLog(crowd, most=most), DecisionLog(crowd)
    firsts = [0]
    for _ in range(120):
        crowd.step()
        kept = sum(len(log.decisions(row)) for row in range(6))
        assert kept <= most
        if log.first_tick:
            assert kept >= most // 2 - 6
        firsts.append(log.first_tick)
        for row in range(6):
            assert log.decisions(row) == whole.decisions(row)[-len(log.decisions(row)) :]
            assert log.at(row, log.first_tick) == whole.at(row, log.first_tick)
    assert len(set(firsts)) > 2
    assert firsts == sorted(firsts)


def test_of_a_large_crowd_those_are_followed_who_were_asked_for():
    crowd = Crowd(300)
    log = DecisionLog(crowd)
    for _ in range(5):
        crowd.step()
    (first,) = log.decisions(7)
    for _ in range(15):
        crowd.step()
    log.decisions(299)
    for _ in range(15):
        crowd.step()
    assert (first.tick, log.at(7, 4)) == (5, None)
    for row in (7, 299):
        known = log.decisions(row)
        assert known[-1][1:] == decision_of(crowd.world, row, 35)[1:]
        assert len(known) > 1
    assert log.decisions(8)[0].tick == 35


def test_who_was_asked_for_in_a_small_crowd_is_still_followed_when_it_has_grown():
    small, large = Crowd(200), Crowd(300)
    log = DecisionLog(small)
    asked = log.decisions(7)
    assert len(asked) == 1
    small.compiled, small.world = large.compiled, large.world  # a hundred more come into play
    for _ in range(15):
        small.step()
    assert len(log.decisions(7)) > 1
    assert log.decisions(7)[-1][1:] == decision_of(large.world, 7, 15)[1:]


def test_who_comes_into_play_is_followed_from_then_on(session):
    log = DecisionLog(session)
    play(session, 10)
    session.step([Spawn("hero", 2, (2.0, 0.0, 2.0))])
    play(session, 40)
    new = [row.local_id for row in session.compiled.roster if row.prefab == "hero"][1:]
    assert len(new) == 2
    assert [log.decisions(row)[0].tick for row in new] == [11, 11]
    assert log.at(new[0], 10) is None


def test_in_another_chapter_nobody_is_known_or_asked_for_any_more():
    crowd = Crowd(300)
    log = DecisionLog(crowd)
    for _ in range(3):
        crowd.step("a word")
    assert log.decisions(7)
    log.travelled(crowd)
    assert (log.first_tick, log.last_tick, log.at(7, 3)) == (3, 3, None)
    crowd.step()
    assert log.at(7, 4) is None


def test_a_run_that_branches_off_keeps_its_past_and_nothing_that_came_after(session):
    log = DecisionLog(session)
    history = History(session)
    play(session)
    hero = session.compiled.row_of("hero")
    whole = log.decisions(hero)

    history.seek(TICKS // 2)
    log.forget_after(session.tick)

    assert log.last_tick == TICKS // 2
    assert log.decisions(hero) == tuple(each for each in whole if each.tick <= TICKS // 2) != whole
    session.step()
    assert (log.first_tick, log.last_tick) == (0, TICKS // 2 + 1)


def test_a_log_that_begins_anew_listens_in_place_of_the_one_before(session):
    log = DecisionLog(session)
    play(session, 20)

    other = log.anew()
    session.step()

    assert (log.last_tick, other.first_tick, other.last_tick) == (20, 20, 21)


def test_what_another_future_has_made_forgotten_takes_no_room():
    whole = DecisionLog(Crowd(3))
    for _ in range(20):
        whole.session.step()
    known = [whole.decisions(row) for row in range(3)]
    crowd = Crowd(3)
    log = DecisionLog(crowd, most=sum(map(len, known)))
    for _ in range(10):
        crowd.step()
    middle = crowd.world.snapshot()
    for said in ("one", "other"):
        crowd.world.restore(middle)
        for _ in range(10):
            crowd.step(said)
    assert (log.first_tick, [log.decisions(row) for row in range(3)]) == (0, known)
