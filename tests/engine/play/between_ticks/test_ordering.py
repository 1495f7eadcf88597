"""Agents are told what to do: they do it and nothing else, for so long; recorded, sought, refused whole."""

import pytest

from engine.play.commands import GiveOrders, Retry, as_data, from_data
from engine.play.orders import Order
from engine.play.past.history import History
from engine.play.recording import Recorder, load, replay, save
from engine.play.recording.data import pack_snapshot, unpack_snapshot
from engine.play.running.fork import futures, why_no_futures
from engine.play.running.session import Session
from tests.projects.shipped import echo_grove, row_of

OVER_THERE = GiveOrders((Order("kael", "hold_position", 120, place=(6.0, 6.0)), Order("kael", "", 30)))
AFTER_ONE = GiveOrders((Order("kael", "approach", 60, "stalker_02"),))


def fight(ticks=60, said=None, seed=3):
    session = Session(echo_grove(), seed, autopilot="expert")
    session.advance(ticks)
    if said is not None:
        session.step([said])
    return session


def seen(session, name, entity="kael"):
    return session.world.view[name][row_of(session.compiled, entity)].item()


def action(session, entity="kael"):
    number = seen(session, "action", entity)
    return session.mind.domain.actions[number].name if number >= 0 else ""


def test_who_is_sent_somewhere_goes_there_and_then_does_what_comes_next():
    session = fight(said=OVER_THERE)
    assert action(session) == "hold_position"

    while session.orders and len(session.orders[0].orders) == 2:
        session.step()
    x, _, z = session.world.view["position"][row_of(session.compiled, "kael")].tolist()

    assert session.tick < 61 + 121
    assert abs(x - 6.0) + abs(z - 6.0) < 2.5
    assert action(session) == ""


def test_when_the_orders_are_over_an_agent_thinks_again():
    session = fight(said=AFTER_ONE)
    assert seen(session, "agent_profile") == -1

    session.advance(75)

    assert session.orders == ()
    assert seen(session, "agent_profile") == session.compiled.rows["agent_profile"][row_of(session.compiled, "kael")]
    assert seen(session, "goal") >= 0


def test_who_is_sent_at_somebody_looks_at_nobody_else():
    session = fight()
    far = row_of(session.compiled, "stalker_04")
    session.step([GiveOrders((Order("kael", "approach", 30, "stalker_04"),))])
    looked_at = []
    while session.orders:
        looked_at.append(seen(session, "target"))
        session.step()

    assert set(looked_at) == {far}


def test_one_wrong_order_refuses_all_of_them():
    for wrong in (
        Order("nobody", "approach", 30),
        Order("kael", "fly", 30),
        Order("kael", "approach", 0),
        Order("kael", "approach", 30, "nobody"),
        Order("kael", "hold_position", 30, place=(1e9, 0.0)),
    ):
        told, untold = fight(), fight()
        told.step([GiveOrders((*AFTER_ONE.orders, wrong))])
        untold.step()

        assert told.orders == ()
        assert told.digest() == untold.digest()
        assert told.findings[-1].rule == "orders"


def test_an_actor_that_a_person_plays_takes_no_orders():
    session = Session(echo_grove(), 3)
    session.step([GiveOrders((Order("talren", "", 30),))])
    assert session.orders == ()
    assert "a person" in session.findings[-1].text


def test_orders_are_recorded_and_replayed_to_the_same_bits(tmp_path):
    session = Session(echo_grove(), 3, autopilot="expert")
    recorder = Recorder(session)
    session.advance(50)
    session.step([OVER_THERE])
    session.advance(100)
    file = save(recorder.recording, tmp_path / "run.awrec")

    assert load(file).commands == {50: (OVER_THERE,)}
    assert replay(load(file), echo_grove()).is_equal


def test_going_back_into_the_middle_of_orders_takes_them_up_again():
    session = Session(echo_grove(), 3, autopilot="expert")
    history = History(session)
    session.advance(100)
    session.step([OVER_THERE])
    session.advance(60)
    there, at = session.digest(), session.tick
    session.advance(100)

    history.seek(at)
    assert session.digest() == there
    history.seek(130)
    session.advance(at - 130)
    assert session.digest() == there


def test_a_keyframe_holds_what_is_still_to_do():
    snapshot = fight(said=OVER_THERE).snapshot()
    assert unpack_snapshot(*pack_snapshot(snapshot)).orders == snapshot.orders != ()


def test_every_style_gives_the_same_bits():
    sessions = [Session(echo_grove(), 3, autopilot="expert", style=style) for style in ("each", "fused")]
    for session in sessions:
        session.advance(60)
        session.step([OVER_THERE])
        session.advance(200)
    assert sessions[0].digest() == sessions[1].digest()


def test_futures_and_a_new_try_know_nothing_of_orders():
    session = fight(said=OVER_THERE)
    assert "Orders" in why_no_futures(session, session.snapshot())
    with pytest.raises(ValueError, match="orders"):
        futures(session, [1])

    session.step([Retry()])
    assert session.orders == ()


@pytest.mark.parametrize("command", [OVER_THERE, AFTER_ONE])
def test_what_was_said_is_read_again(command):
    assert from_data(as_data(command)) == command


WRONG = [
    None,
    [["kael", "", 30, ""]],
    [["kael", "", True, "", None]],
    [[7, "", 30, "", None]],
    [["kael", "", 30, "", [1.0]]],
    [["kael", "", 4000, "", None]],
    [[]] * 65,
]


@pytest.mark.parametrize("data", WRONG, ids=range(len(WRONG)))
def test_what_nobody_could_have_ordered_is_refused(data):
    with pytest.raises(ValueError):
        from_data({"kind": "orders", "orders": data})
