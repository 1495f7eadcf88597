"""Laws of fate-weaving: nothing that is woven shuts the party in, Echo adds up, and letting go gives the world back."""

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.document import view
from engine.nav.grid import running_grid
from engine.play.commands import Input
from engine.play.running.session import Session
from engine.rules import check
from engine.world.ids import BARRICADE, DASH, DEAD, FREE, UP, WEAVE
from engine.world.project import load_game
from tests.projects.ravine import HEAD, PARTY, RAVINE, RULES, SCENE, SHARD, WEAVES, folder, ravine, ravine_view
from tests.projects.shipped import opened, row_of

STONES = {"bridge": (0.0, 6.0), "ford": (12.0, 6.0), "cover": (-6.0, 8.0), "fall": (0.0, -5.0)}
EXIT = (0.0, -12.0)
SPOTS = (*STONES.values(), (-4.0, 12.0), (5.0, -9.0), (0.0, 0.0), (0.0, 2.5), (12.0, 0.0), (0.0, 9.0), (12.0, -4.0))
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(SPOTS), st.sampled_from((WEAVE, WEAVE, WEAVE, BARRICADE, DASH, 0)), st.sampled_from(SPOTS)
    ),
    min_size=1,
    max_size=10,
)
ECHO = {"echo_spent_on_weaving": -1, "echo_spent_on_barricade": -1, "echo_spent_on_dash": -1}
ECHO |= {"echo_spent_on_restoring": -1, "echo_back_from_restoring": 1}
ECHO |= {"echo_back_from_weaving": 1, "echo_back_from_barricade": 1, "echo_for_shard": 1}


class Start(tuple):
    """(session, its beginning, Echo), told shortly: hypothesis prints what a law was given."""

    __slots__ = ()

    def __repr__(self):
        return f"ravine({self[2]})"


@pytest.fixture(scope="module", params=[1, 3])
def start(request):
    session = Session(ravine(request.param), seed=1)
    return Start((session, session.snapshot(), request.param))


def reached(session, where):
    """Whether the player can walk there as things stand now, with all that blocks the way."""
    x, _, z = session.world.view["position"][row_of(session.compiled, "talren")].tolist()
    return running_grid(session.world.view).reachable((x, z), where, radius=0.45)


def walk(session, where):
    """The player and Kael go somewhere, if they can get there."""
    if not reached(session, where):
        return
    view = session.world.view
    for name, aside in (("talren", 0.0), ("kael", 0.9)):
        row = row_of(session.compiled, name)
        place = (where[0] + aside, 0.0, where[1])
        view["position"][row] = view["previous_position"][row] = place


def act(session, deed):
    where, button, aim = deed
    walk(session, where)
    session.step([Input(aim=aim)])
    for _ in range(1 if button != DASH else 20):
        session.step([Input(aim=aim, buttons=button)])
    session.step([Input(aim=aim)])


def purse_by_log(session, begin):
    names = session.compiled.parts.event_names
    return begin + sum(ECHO.get(names[event.kind], 0) * round(event.amount) for event in session.events)


def can_still_get_out(session):
    """Play on: try every weave that the gate grants, from everywhere, until the exit is reached or nothing is left."""
    seen, waiting = set(), [session.snapshot()]
    while waiting:
        session.restore(waiting.pop())
        if reached(session, EXIT):
            return True
        view = session.world.view
        key = (view["weave_state"].tobytes(), view["shard_taken"].astype(bool).tobytes(), int(view["echo"][0]))
        key = (*key, reached(session, (0.0, 10.0)))
        if key in seen or len(seen) > 200:
            continue
        seen.add(key)
        here = session.snapshot()
        for where in (*STONES.values(), (-4.0, 12.0), (5.0, -9.0)):
            session.restore(here)
            if reached(session, where):
                act(session, (where, WEAVE, where))
                waiting.append(session.snapshot())
    return False


@settings(max_examples=25, deadline=None)
@given(deeds=DEEDS)
@example(deeds=[((12.0, 6.0), BARRICADE, (12.0, 0.0)), ((-6.0, 8.0), WEAVE, EXIT), ((-6.0, 8.0), WEAVE, EXIT)])
def test_no_weave_shuts_the_party_in_and_echo_adds_up(start, deeds):
    session, beginning, echo = start
    session.restore(beginning)
    session.events.clear()
    view = session.world.view
    for deed in deeds:
        act(session, deed)
        assert view["echo"][0] >= 0
        assert purse_by_log(session, echo) == view["echo"][0]
        assert echo + view["echo_earned"][0] - view["echo_spent"][0] == view["echo"][0]
        assert (view["weave_budget"][0] >= 0).all()
        assert not (view["weave_state"][0, 2] and view["weave_state"][0, 3])
    assert can_still_get_out(session), deeds


@pytest.mark.parametrize("stone", ["bridge", "ford", "cover"])
def test_letting_go_gives_back_the_stated_price_and_the_world_as_it_was(start, stone):
    session, beginning, echo = start
    session.restore(beginning)
    number = list(STONES).index(stone)
    walk(session, STONES[stone])
    session.step([Input()])
    view = session.world.view
    price, back = view["weave_rule"][number, [3, 4]].tolist()
    walls = running_grid(view).grid.room.tobytes()
    life, budget = view["life"].copy(), view["weave_budget"].copy()
    if echo < price:
        return
    session.step([Input(buttons=WEAVE)])
    session.step([Input()])
    assert (view["weave_state"][0, number], view["echo"][0]) == (1, echo - price)
    assert running_grid(view).grid.room.tobytes() != walls
    session.step([Input(buttons=WEAVE)])
    session.step([Input()])
    assert (view["weave_state"][0, number], view["echo"][0]) == (0, echo - price + back)
    assert running_grid(view).grid.room.tobytes() == walls
    assert view["life"].tolist() == life.tolist()
    assert view["weave_budget"].tolist() == budget.tolist()


def test_a_weave_that_would_close_the_way_is_refused_with_the_reason():
    session = Session(ravine(1), seed=1)
    view = session.world.view
    view["shard_taken"][0] = 1
    walk(session, STONES["cover"])
    session.step([Input(buttons=WEAVE)])
    reasons = next(module for module in load_game(folder()) if module.__name__.endswith("weaving.kinds"))
    assert view["weave_state"][0].tolist() == [0, 0, 0, 0]
    assert view["weave_answer"][0, :2].tolist() == [2, reasons.CLOSES_THE_WAY]
    assert view["echo"][0] == 1
    session.step([Input()])
    assert view["echo_held"][0] == 1
    session.step([Input(aim=(0.0, 0.0), buttons=DASH)])
    assert view["echo"][0] == 1


def test_nobody_lets_go_what_a_friend_stands_on(start):
    session, beginning, echo = start
    if echo < 2:
        return
    session.restore(beginning)
    view = session.world.view
    walk(session, STONES["bridge"])
    session.step([Input(buttons=WEAVE)])
    kael = row_of(session.compiled, "kael")
    view["position"][kael] = (0.0, 0.0, 0.0)
    session.step([Input()])
    session.step([Input(buttons=WEAVE)])
    assert view["weave_state"][0, 0] == 1
    assert view["weave_answer"][0, 1] == 5
    view["position"][kael] = (0.0, 0.0, -6.0)
    session.step([Input()])
    session.step([Input(buttons=WEAVE)])
    assert view["weave_answer"][0, 1] == 6


def test_a_barricade_across_the_only_way_is_taken_back_and_paid_back():
    session = Session(ravine(3), seed=1)
    view = session.world.view
    walk(session, STONES["bridge"])
    session.step([Input(buttons=WEAVE)])
    walk(session, (0.0, 4.5))
    for _ in range(40):
        session.step([Input(aim=(0.0, 1.2), buttons=BARRICADE)])
    names = session.compiled.parts.event_names
    placed = row_of(session.compiled, "placed_barricade/1")
    assert "echo_back_from_barricade" in [names[event.kind] for event in session.events]
    assert view["life"][placed] == FREE
    assert view["echo"][0] == 1
    walk(session, (-10.0, 9.0))
    for _ in range(40):
        session.step([Input(aim=(-10.0, 12.0), buttons=BARRICADE)])
    assert view["life"][placed] == UP


def test_a_scene_without_weaves_compiles_none_of_it():
    from tests.projects.shipped import echo_grove

    systems = [each.name for each in echo_grove().parts.systems]
    assert not {"weave", "woven_rows", "held_echo", "barricade_ways", "shards"} & set(systems)
    assert np.prod(echo_grove().statics["weave_region"].shape) == 1


def findings(echo, extra):
    view = ravine_view(echo, extra)
    return [finding for finding in check(view, opened(folder()).vocabulary) if finding.rule == "weave-soft-lock"]


def test_the_rule_is_content_with_a_way_that_can_be_paid():
    assert findings(1, WEAVES + RULES + SHARD) == []


def test_the_rule_tells_that_the_way_costs_more_than_the_party_has_and_gives_it():
    (found,) = findings(0, WEAVES + RULES)
    assert "costs 1 Echo, but the party begins with 0" in found.text
    assert (found.severity, found.fix[0].new) == ("error", 1)


def test_the_rule_tells_that_nothing_opens_the_way():
    (found,) = findings(9, WEAVES + RULES.replace("terrain = 2", "terrain = 0").replace("weather = 1", "weather = 0"))
    assert "can't get to the way out whatever is woven" in found.text


def test_the_rule_asks_for_a_loom_and_names_what_is_always_refused():
    (found,) = findings(3, WEAVES + RULES.replace("loom:", "appearance:").split("[entities.rules]")[0])
    assert "no loom names the way out" in found.text
    far = WEAVES.replace("position = [-6.0, 0.0, 8.0]", "position = [-11.0, 0.0, 0.0]").replace(
        '"raise"', '"raise"\nreach = 1.0'
    )
    (found,) = findings(3, far + RULES + SHARD)
    assert found.text.startswith("cover is always refused")


def test_a_broken_barricade_is_bound_together_for_one_echo_which_comes_back_with_the_thread():
    session = Session(ravine(3), seed=1)
    view = session.world.view
    placed = row_of(session.compiled, "placed_barricade/1")
    walk(session, (-10.0, 9.0))
    for _ in range(2):
        session.step([Input(aim=(-10.0, 11.2), buttons=BARRICADE)])
    view["harm"][placed], view["last_hit_by"][placed] = 1000.0, 0
    session.step([Input(aim=(-10.0, 11.2))])
    assert (view["life"][placed], view["echo"][0]) == (DEAD, 2)
    session.step([Input(buttons=WEAVE)])
    session.step([Input()])
    assert (view["life"][placed], view["health"][placed], view["echo"][0]) == (UP, 120.0, 1)
    session.step([Input(buttons=WEAVE)])
    session.step([Input()])
    assert (view["life"][placed], view["echo"][0]) == (DEAD, 2)
    assert purse_by_log(session, 3) == 2


@pytest.mark.parametrize("price", [1, 2])
def test_a_barricade_that_was_bound_across_the_only_way_is_let_go_at_once(price):
    session = Session(ravine(5), seed=1)
    view = session.world.view
    view["thread_price"][row_of(session.compiled, "talren")] = price
    placed = row_of(session.compiled, "placed_barricade/1")
    walk(session, STONES["bridge"])
    session.step([Input()])
    session.step([Input(buttons=WEAVE)])
    assert view["weave_state"][0, 0] == 1
    view["life"][placed], view["position"][placed] = DEAD, (0.0, 0.0, 1.5)
    walk(session, (0.0, 3.4))
    before = int(view["echo"][0])
    session.step([Input()])
    session.step([Input(buttons=WEAVE)])
    session.step([Input()])
    assert (view["life"][placed], view["echo"][0]) == (DEAD, before)
    assert view["echo_spent"][0] == 2


def test_more_weaves_than_so_wide_a_ground_bears_are_refused_in_words():
    wide = SCENE.replace("size_m = 40.0", "size_m = 1000.0") + RAVINE + PARTY
    (folder() / "scenes/wide.toml").write_text(wide, "utf-8")
    head = HEAD.format(echo=3).replace('scene = "ravine"', 'scene = "wide"')
    (folder() / "encounters/wide.toml").write_text(head + WEAVES + RULES, "utf-8")
    (tables,) = [module for module in load_game(folder()) if module.__name__.endswith(".weaving.tables")]

    assert "4 weaves can be judged together on a ground of up to 362 m; this one has 1000 m" in tables.too_much(
        view(opened(folder()), "wide", "wide")
    )
    assert tables.too_much(ravine_view()) == ""


def test_an_offer_is_found_once_a_state_and_anew_when_something_changes():
    (offers,) = [module for module in ravine().game if module.__name__.endswith(".weaving.offer")]
    session = Session(ravine(1), seed=1)
    walk(session, STONES["ford"])
    first = offers.offer_of(session)
    assert (first.text, first.refusal) == ("lower the water", "")
    assert offers.offer_of(session) is first
    session.world.view["echo"][0] = 0
    assert offers.offer_of(session).refusal == "not enough Echo"
    walk(session, (-10.0, 9.0))
    assert offers.offer_of(session) is None
