"""A running game takes other actions, costs and goals: live, undone, recorded, sought, and refused with a reason."""

import pytest
import zstandard

from engine.play.agent_words import packed, unpacked
from engine.play.commands import Populate, Retune, Spawn, as_data, from_data
from engine.play.past.history import History
from engine.play.recording import Player, Recorder, RecordingError, load, replay, save
from engine.play.recording.data import pack_snapshot
from engine.play.running.session import Session
from tests.engine.play.recording.hostile import recorded
from tests.projects.shipped import echo_grove, row_of

STALKERS = ("stalker_01", "stalker_02", "stalker_03", "stalker_04")


def kael(**costs):
    """Kael's words with other costs; None takes an action away."""
    actions, goals = echo_grove().own_words["kael"]
    costed = [f"{name}={costs[name]}" if name in costs else name for name in actions]
    return ("kael", tuple(word for word in costed if not word.endswith("=None")), goals)


DEAR = Retune((kael(taunt=900.0),))
CHEAP = Retune((kael(),))


def wanted(session, entity="kael"):
    number = int(session.world.view["wanted"][row_of(session.compiled, entity)])
    return session.mind.domain.actions[number].name if number >= 0 else None


def profile(session, entity):
    """What an entity thinks with, whatever its number."""
    row = row_of(session.compiled, entity)
    return session.mind.profiles[int(session.world.view["agent_profile"][row])]


def play(seed, ticks, said=None, **options):
    """A session with everything that follows it, and the digest at each tick."""
    session = Session(echo_grove(), seed, autopilot="expert", **options)
    recorder, history = Recorder(session), History(session)
    digests = {0: session.digest()}
    while session.tick < ticks:
        session.step((said or {}).get(session.tick, ()))
        digests[session.tick] = session.digest()
    return session, recorder.recording, history, digests


@pytest.fixture(scope="module")
def taunting():
    """(seed, tick): when Kael wants to taunt for the first time."""
    for seed in range(1, 9):
        session = Session(echo_grove(), seed, autopilot="expert")
        while session.is_running and session.tick < 1200:
            session.step()
            if wanted(session) == "taunt":
                return seed, session.tick
    raise AssertionError("Kael never taunts")


def test_another_cost_changes_the_plan_and_the_old_one_brings_it_back(taunting):
    seed, tick = taunting
    session = play(seed, tick, {tick - 9: [DEAR]})[0]
    assert wanted(session) not in {"taunt", None}

    session = play(seed, tick, {tick - 40: [DEAR], tick - 9: [CHEAP]})[0]
    assert wanted(session) == "taunt"
    assert session.compiled.minds == ()


def test_an_action_that_is_gone_is_not_done_any_more(taunting):
    seed, tick = taunting
    session = play(seed, tick)[0]
    session.step([Retune((kael(taunt=None),))])

    assert wanted(session) != "taunt"
    assert session.mind.domain is session.compiled.mind.domain


def test_only_who_was_named_thinks_with_other_words():
    session = Session(echo_grove(), 1)
    others = [profile(session, entity) for entity in (*STALKERS, "aria", "lyra", "sentinel")]
    session.step([DEAR])

    assert [profile(session, entity) for entity in (*STALKERS, "aria", "lyra", "sentinel")] == others
    assert dict(profile(session, "kael").actions)[session.mind.domain.action_ids["taunt"]] == 900_000


@pytest.mark.parametrize(
    ("agents", "says"),
    [
        ((("kael", ("tount",), ()),), "\"Kael\": agent.actions: there is no action 'tount'; did you mean 'taunt'?"),
        ((("kael", ("taunt=nan",), ()),), "costs nan; expected 0.001 to 1000"),
        ((("kael", ("taunt=1e9",), ()),), "costs 1000000000.0; expected 0.001 to 1000"),
        ((("kael", (), ("protect_playr=3",)),), "did you mean 'protect_player'?"),
        ((("kaell", (), ()),), "nobody who plays is called that; did you mean 'kael'?"),
        ((("barricade_west", (), ()),), "it had no agent component when play began"),
        ((("kael", ("taunt=1" + "0" * 300,), ()),), "a text of at most 256 characters is expected"),
        ((("kael", ("taunt",) * 1025, ()),), "a list of 1025 entries; at most 1024 are read"),
        ((kael(taunt=9.0), ("aria", ("x=y=z",), ())), 'expected a name, or "name=number"'),
    ],
)
def test_a_bad_word_is_refused_and_nothing_changes(agents, says):
    session, untold = Session(echo_grove(), 2), Session(echo_grove(), 2)
    untold.step()
    session.step([Retune(agents)])

    assert says in session.findings[-1].text
    assert session.digest() == untold.digest()
    assert session.compiled is untold.compiled


def test_minds_too_wide_to_search_are_refused_and_nothing_changes(monkeypatch):
    monkeypatch.setattr("engine.ai.goap.planner.batch.DENSE_BITS", 2)
    monkeypatch.setattr("engine.ai.goap.planner.encoding.LITERALS", 3)
    session = Session(echo_grove(), 2)
    session.step([DEAR])

    assert "Agents can't be told what to think: goal " in session.findings[-1].text
    assert session.compiled is echo_grove()


def test_the_recording_plays_again_and_seeks_across_the_change(taunting, tmp_path):
    seed, tick = taunting
    told = tick - 40
    session, recording, history, digests = play(seed, tick + 330, {told: [DEAR], tick + 300: [CHEAP]})
    back = load(save(recording, tmp_path / "run.awrec"))

    assert back.commands == recording.commands
    assert replay(back, echo_grove()).is_equal
    player = Player(back, echo_grove())
    for at in (told, told + 1, tick + 330, told - 1, tick + 299, tick + 301, 0, tick):
        for sought in (player.seek(at), history.session):
            if sought is session:
                history.seek(at)
            assert sought.digest() == digests[at]
            assert bool(sought.compiled.minds) == (told < at <= tick + 300)


def test_a_branch_from_before_the_change_thinks_as_it_did_then(taunting):
    seed, tick = taunting
    session, _, history, _ = play(seed, tick, {tick - 40: [DEAR]})
    history.seek(tick - 50)
    while session.tick < tick:
        session.step()

    assert wanted(session) == "taunt"
    assert history.run_of(tick) == history.run_of(tick - 50)


def test_instances_that_come_into_a_running_game_are_retuned_by_their_ids():
    session = Session(echo_grove(), 3)
    session.step([Spawn("rift_stalker", 2, (3.0, 0.0, 9.0))])
    idle = Retune(tuple((entity, ("search",), ("regroup",)) for entity in ("stalker_01", "spawned/2")))
    session.step([idle])
    saved = session.snapshot()
    assert profile(session, "spawned/2") == profile(session, "stalker_01") != profile(session, "spawned/1")

    session.step([Spawn("rift_stalker", 1, (3.0, 0.0, 9.0))])
    assert profile(session, "spawned/2") == profile(session, "stalker_01") != profile(session, "spawned/3")
    session.restore(saved)
    assert profile(session, "spawned/2") == profile(session, "stalker_01")


def test_newcomers_with_a_mind_of_their_own_change_nobody_elses():
    session = Session(echo_grove(), 3)
    session.step([Retune(tuple((entity, ("flee",), ("regroup",)) for entity in STALKERS))])
    others = {entity: profile(session, entity) for entity in (*STALKERS, "talren", "kael", "aria", "sentinel")}
    session.world.view["memory_problem"][:] = 0
    session.step([Spawn("rift_stalker", 1, (3.0, 0.0, 9.0))])

    assert {entity: profile(session, entity) for entity in others} == others
    assert profile(session, "spawned/1") not in others.values()
    assert not (session.world.view["memory_problem"] == 0).any()


def test_a_population_keeps_out_of_it():
    session = Session(echo_grove(), 3)
    session.step([Populate(6, 1)])
    before = session.snapshot()
    session.step([DEAR])
    after = session.digest()
    assert session.world.view["agent_profile"][-6:].tolist() == [-1] * 6

    session.restore(before)
    assert session.compiled.minds == ()
    session.step([DEAR])
    assert session.digest() == after


def test_equal_words_stand_once_in_a_recording():
    agents = tuple((f"spawned/{k}", ("attack",), ("regroup",)) for k in range(1000))
    data = as_data(Retune((kael(), *agents, kael(taunt=2.0))))

    assert [len(entry[0]) for entry in data["agents"]] == [1, 1000, 1]
    assert from_data(data) == Retune((kael(), *agents, kael(taunt=2.0)))
    assert unpacked(packed(agents)) == agents


KAEL = [["kael"], ["taunt"], []]


@pytest.mark.parametrize(
    "agents",
    [
        None,
        7,
        "kael",
        {"kael": 1},
        [7],
        [["kael"]],
        [[["kael"], ["taunt"], [], []]],
        [["kael", ["taunt"], []]],
        [[["kael"], [1.5], []]],
        [[["kael"], [None], []]],
        [[["kael"], [["taunt"]], []]],
        [[["kael"], ["taunt"], {"protect_player": 3}]],
        [[["kael"], ["t" * 257], []]],
        [[["kael"], ["taunt"] * 1025, []]],
        [[["kael"] * 250_001, [], []]],
        [KAEL] * 250_001,
    ],
)
def test_words_that_are_none_make_no_recording(tmp_path, agents):
    with pytest.raises(RecordingError, match=r"run\.awrec: "):
        load(recorded(tmp_path / "run.awrec", commands=[[0, [{"kind": "retune", "agents": agents}]]]))


@pytest.mark.parametrize("more", [{}, {"agents": [], "who": 1}, {"agent": []}])
def test_a_retune_has_agents_and_nothing_else(tmp_path, more):
    with pytest.raises(RecordingError, match=r"run\.awrec: "):
        load(recorded(tmp_path / "run.awrec", commands=[[0, [{"kind": "retune", **more}]]]))


@pytest.mark.parametrize("word", ["tount", "taunt=nan", "taunt=1e9", "taunt=-0", "=", "", "taunt=0x10", "\ud800"])
def test_a_recorded_word_that_is_none_is_a_finding_in_the_run(tmp_path, word):
    said = {"kind": "retune", "agents": [[["kael"], [word], []]]}
    recording = load(recorded(tmp_path / "run.awrec", commands=[[3, [said]]], ticks=6))
    session = Player(recording, echo_grove()).seek(6)

    assert [finding.rule for finding in session.findings if finding.severity == "error"] == ["agent-word"]
    assert session.compiled.minds == ()


@pytest.mark.parametrize(
    ("words", "size"),
    [
        (b"[", None),
        (b"7", None),
        (b'[[["kael"],["taunt"],[]]]', 3),
        (b'[[["kael"],["taunt"],[]]]', 10**9),
        (b'[[["kael"],["taunt"],[]]]', "25"),
        (b'[[["kael"],["tount"],[]]]', None),
        (b'[[["nobody"],["taunt"],[]]]', None),
        (b"[" * 100_000, None),
        (b"[" + b"0," * 1_600_000 + b"0]", None),
        (b"\xff\xfe", None),
    ],
)
def test_a_keyframe_with_minds_of_nonsense_is_refused(tmp_path, words, size):
    session = play(4, 2)[0]
    facts, raw = pack_snapshot(session.snapshot())
    frame = zstandard.compress(raw + words)
    facts["minds"] = len(words) if size is None else size
    keyframes = [[2, facts, len(frame)]]
    path = recorded(tmp_path / "run.awrec", frame, keyframes=keyframes, ticks=2, seed=4, autopilot="expert")

    with pytest.raises(RecordingError, match=r"a keyframe is damaged|keyframe at tick 2 is of another version"):
        Player(load(path), echo_grove()).seek(2)


@pytest.mark.parametrize("style", ["fused", "plain"])
def test_every_style_goes_on_with_the_same_bits(taunting, style):
    seed, tick = taunting
    session = Session(echo_grove(), seed, autopilot="expert", style=style)
    told = 30 if style == "plain" else tick - 9
    session.advance(told)
    session.step([DEAR])
    session.advance(30)

    assert session.digest() == play(seed, told + 31, {told: [DEAR]})[3][told + 31]


def test_a_state_that_does_not_fit_leaves_minds_as_they_were():
    session = Session(echo_grove(), 1, autopilot="expert")
    session.step([DEAR])
    other = session.snapshot()
    session.step([CHEAP])
    before, minds = session.digest(), session.compiled.minds
    other.world.arrays["life"] = other.world.arrays["life"][:-1]

    with pytest.raises(ValueError, match="life has another shape"):
        session.restore(other)

    assert (session.digest(), session.compiled.minds) == (before, minds)
