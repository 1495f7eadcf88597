"""The guard on a running fight: refusals that can be mended, plans tried out first, commits that are all or nothing."""

import json

from engine.llm.guard.audit import AuditTrail
from engine.llm.guard.guard import STEPS, ToolGuard
from engine.llm.guard.roles import DIRECTOR
from engine.play.past.history import History
from engine.play.running.session import Session
from tests.engine.llm.guard.stage import Stage, shared_stage
from tests.projects.shipped import echo_grove

WAIT = ("wait", {"actor": "kael", "seconds": 0.5})


def test_a_plan_becomes_one_recorded_command_and_seeking_back_undoes_it():
    stage = Stage()
    history = History(stage.session)
    verdict, command = stage.submit(WAIT, ("move_to", {"actor": "aria", "seconds": 1.0, "x": 0.0, "z": 0.0}))
    at, before = stage.session.tick, stage.session.digest()
    assert verdict.accepted, verdict.sentence()

    stage.session.step([command])
    assert {each.actor for each in stage.session.orders} == {"kael", "aria"}
    assert history.said_at(at) == (command,)

    history.seek(at)
    assert (stage.session.digest(), stage.session.orders) == (before, ())


def test_checking_touches_nothing_of_the_run():
    checked, alone = Stage(), Stage()
    checked.submit(WAIT)
    checked.submit(("attack", {"actor": "kael", "seconds": 1.0, "target": "stalker_04"}))
    for stage in (checked, alone):
        stage.session.advance(60)
    assert checked.session.digest() == alone.session.digest()


def test_a_blow_out_of_reach_is_refused_with_who_is_in_reach():
    stage = shared_stage()
    verdict, command = stage.submit(("attack", {"actor": "kael", "seconds": 1.0, "target": "stalker_04"}))
    assert command is None
    assert (verdict.step, verdict.field, verdict.call) == ("preconditions", "target", 0)
    assert verdict.constraint in {"in_melee_reach", "can_melee"}


def test_every_agent_in_reach_is_offered_by_its_id():
    """Somebody who could be struck is named; the same call aimed at them is accepted."""
    for ticks in range(60, 400, 7):
        stage = Stage(seed=5, ticks=ticks)
        for actor in stage.ids(0):
            for target in stage.ids(1):
                verdict, _ = stage.submit(("attack", {"actor": actor, "seconds": 0.2, "target": target}))
                if verdict.nearest in stage.ids(1) and verdict.step == "preconditions":
                    mended, _ = stage.submit(("attack", {"actor": actor, "seconds": 0.2, "target": verdict.nearest}))
                    assert mended.accepted, mended.sentence()
                    return
    raise AssertionError("nobody was ever in reach of a blow while somebody else was not")


def test_a_place_without_room_is_refused_with_the_nearest_that_has():
    stage = shared_stage()
    verdict, _ = stage.submit(("move_to", {"actor": "kael", "seconds": 1.0, "x": 5000.0, "z": 0.0}))
    assert (verdict.step, verdict.constraint) == ("preconditions", "a place with room to stand")
    x, z = (float(part.split("=")[1]) for part in str(verdict.nearest).split(", "))

    assert stage.guard.check(stage.body(("move_to", {"actor": "kael", "seconds": 0.5, "x": x, "z": z})), stage.session,
                             stage.role).verdict.accepted  # fmt: skip


def test_a_later_call_that_can_not_begin_refuses_the_whole_plan():
    stage = shared_stage()
    verdict, command = stage.submit(WAIT, ("revive", {"actor": "kael", "seconds": 1.0, "target": "aria"}))
    assert (verdict.step, verdict.call, command) == ("capability", 1, None)

    flee = ("flee", {"actor": "kael", "seconds": 1.0})
    verdict, command = stage.submit(WAIT, flee)
    assert (verdict.step, verdict.call, verdict.constraint, command) == ("dry run", 1, "nearly_fallen", None)


def test_a_plan_that_takes_too_long_is_refused_with_how_long_it_may_be():
    stage = shared_stage()
    verdict, _ = stage.submit(*[("wait", {"actor": "kael", "seconds": 10.0})] * 4)
    assert (verdict.step, verdict.field, verdict.nearest) == ("dry run", "seconds", 30.0)


def test_a_plan_for_a_world_that_has_gone_on_is_checked_anew_and_committed_to_that_state_alone():
    stage = Stage()
    body = stage.body(WAIT)
    stage.session.advance(30)
    checked = stage.guard.check(body, stage.session, stage.role)
    assert checked.verdict.accepted
    stage.session.step()

    verdict, command = stage.guard.commit(checked, stage.session)
    assert (verdict.step, verdict.constraint, command) == ("version", "unchanged world", None)


def test_a_plan_for_an_old_world_or_one_that_was_never_shown_is_refused():
    stage = Stage()
    body = stage.body(WAIT)
    stage.session.advance(601)
    verdict, _ = stage.guard.submit(body, stage.session, stage.role)
    assert (verdict.step, verdict.constraint) == ("version", "recent version")

    other = ToolGuard().check(stage.body(WAIT), stage.session, stage.role).verdict
    assert (other.step, other.constraint) == ("version", "known version")


def test_two_plans_are_not_committed_to_one_state():
    stage = Stage()
    assert stage.submit(WAIT)[0].accepted
    verdict, command = stage.submit(("wait", {"actor": "aria", "seconds": 0.5}))
    assert (verdict.constraint, command) == ("one plan a state", None)


def test_the_director_moves_the_enemy_and_a_person_moves_the_player():
    stage = Stage(role=DIRECTOR)
    assert stage.submit(("wait", {"actor": "stalker_01", "seconds": 0.5}))[0].accepted

    session = Session(echo_grove(), 3)
    stage.session = session
    stage.role = shared_stage().role
    verdict, _ = stage.submit(("wait", {"actor": "talren", "seconds": 0.5}))
    assert "a person" in verdict.reason


def test_every_verdict_is_in_the_trail_which_is_bounded_and_exported(tmp_path):
    stage = Stage()
    stage.guard = ToolGuard(trail=AuditTrail(3))
    for _ in range(4):
        stage.guard.submit("{", stage.session, stage.role, client="someone")
    stage.submit(WAIT)

    lines = [json.loads(line) for line in stage.guard.trail.export(tmp_path / "audit.jsonl").read_text().splitlines()]

    assert stage.guard.trail.counted == 6
    assert [line["step"] for line in lines] == ["JSON", "version", "commit"]
    assert [line["accepted"] for line in lines] == [False, True, True]
    assert lines[0]["client"] == "someone"
    assert {line["step"] for line in lines} <= set(STEPS)
