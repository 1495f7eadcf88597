"""Costs, actions and goals change while a copy plays: it goes on with them, undo takes them back, all else waits."""

from collections.abc import Iterator

import pytest

from editor.core.actions.builtin import install
from editor.core.editor import Editor
from editor.core.workbench import EditRefusedError
from engine.ai.goap.domain import cost_units
from engine.document import Path, Set
from engine.resources import samples_folder

STALKERS = ("stalker_01", "stalker_02", "stalker_03", "stalker_04")


@pytest.fixture
def editor() -> Iterator[Editor]:
    """Echo Grove, open and played by an expert, paused before its first tick."""
    services = Editor()
    install(services)
    services.warm_up.is_enabled = False
    services.open_project(samples_folder() / "veilweaver", trusted=True)
    services.play.autopilot = "expert"
    services.play.start(seed=1)
    assert services.play.state == "playing", services.findings.items
    services.play.pause()
    yield services
    services.shut_down()


def words(editor: Editor, entity: str, field: str = "actions") -> tuple[Path, list[str]]:
    """Where an agent's words stand, and what they are; of a prefab when no entity of the scene is called so."""
    view = editor.view.get(entity) or editor.view.prefabs[entity]
    return Path.entity(view.file, view.id, "agent", field), list(getattr(view.components["agent"], field))


def cost(editor: Editor, entity: str, action: str, value: float) -> Set:
    """The command that gives an action of an agent another cost."""
    assert editor.document is not None
    path, actions = words(editor, entity)
    new = [f"{action}={value:g}" if word.partition("=")[0] == action else word for word in actions]
    return Set(path=path, old=editor.document.value(path), new=new)


def thought(editor: Editor, entity: str, action: str, mind: object = None) -> int:
    """What an action costs an agent [thousandths] in the running copy, or in a mind."""
    session = editor.play.session
    assert session is not None
    row = session.compiled.row_of(entity)
    assert row is not None
    source = session.mind if mind is None else mind
    return dict(source.profiles[session.world.view["agent_profile"][row]].actions)[source.domain.action_ids[action]]


def wanted(editor: Editor) -> str | None:
    """What Kael is about to do."""
    session = editor.play.session
    assert session is not None
    number = int(session.world.view["wanted"][session.compiled.row_of("kael")])
    return session.mind.domain.actions[number].name if number >= 0 else None


def told(editor: Editor) -> list[str]:
    """What the console says of play."""
    return [line.text for line in editor.log.lines if line.source == "play"]


def step(editor: Editor, ticks: int = 1) -> None:
    for _ in range(ticks):
        editor.play.step()


def test_a_designer_makes_a_taunt_dear_while_the_game_runs(editor: Editor):
    play = editor.play
    while wanted(editor) != "taunt":
        step(editor)
    taunts = play.tick
    assert taunts is not None
    play.seek(taunts - 8)

    editor.run(cost(editor, "kael", "taunt", 900))
    step(editor, 8)
    assert wanted(editor) != "taunt"
    assert "Kael: taunt costs 900 now" in told(editor)
    dear_until = play.tick
    assert dear_until is not None

    editor.undo.undo()
    step(editor, 6)
    assert "Kael: taunt costs 1 now" in told(editor)
    assert thought(editor, "kael", "taunt") == cost_units(1)

    play.seek(dear_until)
    assert thought(editor, "kael", "taunt") == cost_units(900)
    play.seek(taunts - 8)
    assert thought(editor, "kael", "taunt") == cost_units(1)
    while play.tick < taunts:
        step(editor)
    assert wanted(editor) == "taunt"


def test_what_is_changed_while_the_clock_stands_is_thought_with_the_next_tick(editor: Editor):
    play = editor.play
    assert play.mind_ahead is None
    editor.run(cost(editor, "kael", "taunt", 5))
    editor.run(cost(editor, "kael", "taunt", 6))
    ahead = play.mind_ahead
    assert ahead is not None
    assert ahead is play.mind_ahead
    assert thought(editor, "kael", "taunt") == cost_units(1)
    assert thought(editor, "kael", "taunt", ahead) == cost_units(6)

    step(editor)
    assert play.mind_ahead is None
    assert thought(editor, "kael", "taunt") == cost_units(6)
    assert [line for line in told(editor) if "taunt" in line] == ["Kael: taunt costs 6 now"]

    editor.run(cost(editor, "kael", "taunt", 7))
    editor.undo.undo()
    assert play.mind_ahead is None
    step(editor)
    assert [line for line in told(editor) if "taunt" in line] == ["Kael: taunt costs 6 now"]

    saved = editor.document.text(words(editor, "kael")[0].file) if editor.document else ""
    play.stop()
    assert editor.document is not None
    assert editor.document.text(words(editor, "kael")[0].file) == saved
    assert "taunt=6" in words(editor, "kael")[1]
    play.start(seed=1)
    assert thought(editor, "kael", "taunt") == cost_units(6)
    assert play.mind_ahead is None


def test_a_prefab_changes_all_that_were_made_from_it_also_those_who_came_later(editor: Editor):
    from engine.play.commands import Spawn

    session = editor.play.session
    assert session is not None
    session.step([Spawn("rift_stalker", 2, (3.0, 0.0, 9.0))])
    editor.run(cost(editor, "rift_stalker", "flank", 8))
    step(editor)

    assert {thought(editor, entity, "flank") for entity in (*STALKERS, "spawned/1", "spawned/2")} == {cost_units(8)}
    assert told(editor)[-1].endswith(" and 3 more: flank costs 8 now")
    session.step([Spawn("rift_stalker", 1, (3.0, 0.0, 9.0))])
    step(editor)
    assert thought(editor, "spawned/3", "flank") == cost_units(8)


def test_a_word_that_is_none_is_told_once_and_the_others_are_taken_over(editor: Editor):
    assert editor.document is not None
    path, _ = words(editor, "aria")
    editor.run(Set(path=path, old=editor.document.value(path), new=["heel_ally"]))
    editor.run(cost(editor, "kael", "taunt", 6))
    step(editor, 3)

    why = "Aria goes on thinking as before: agent.actions: there is no action 'heel_ally'; did you mean 'heal_ally'?"
    assert told(editor).count(why) == 1
    assert thought(editor, "aria", "heal_ally") > 0
    assert thought(editor, "kael", "taunt") == cost_units(6)
    assert editor.play.session is not None
    assert editor.play.session.findings == []


def test_a_mind_that_a_session_refuses_is_said_once(editor: Editor):
    assert editor.document is not None
    path, actions = words(editor, "kael")
    editor.run(Set(path=path, old=editor.document.value(path), new=[*actions, "taunt=100." + "0" * 300]))
    assert editor.play.mind_ahead is None
    step(editor, 3)

    session, history = editor.play.session, editor.play.history
    assert session is not None
    assert history is not None
    assert [finding.rule for finding in session.findings] == ["retune"]
    assert [history.run_of(tick) != history.run_of(tick - 1) for tick in (2, 3)] == [False, False]


def test_everything_else_waits_until_play_is_stopped(editor: Editor):
    assert editor.document is not None
    editor.play.stop()
    health = Path.entity(editor.view.entity("kael").file, "kael", "health", "current")
    editor.run(Set(path=health, old=editor.document.value(health), new=55.0))
    editor.play.start(seed=1)

    with pytest.raises(EditRefusedError, match="Stop playing first"):
        editor.undo.undo()
    assert editor.actions.enabled("edit.undo") == (False, "Stop playing first.")
    with pytest.raises(EditRefusedError, match="Stop playing first"):
        editor.gestures.begin("Drag")
    editor.run(cost(editor, "kael", "taunt", 6))
    assert editor.actions.enabled("edit.undo") == (True, "")
    editor.actions.run("edit.undo")
    assert editor.actions.enabled("edit.redo") == (True, "")
    with pytest.raises(EditRefusedError, match="Stop playing first"):
        editor.run(Set(path=health, old=55.0, new=60.0))
    with pytest.raises(EditRefusedError, match="Stop playing first"):
        editor.undo.jump(0)


def test_a_drag_of_a_cost_is_followed_and_becomes_one_entry(editor: Editor):
    gesture = editor.gestures.begin("Cost", [cost(editor, "kael", "taunt", 2)])
    start = cost(editor, "kael", "taunt", 2)
    for value in (2, 3, 4):
        gesture.preview([start.model_copy(update={"new": cost(editor, "kael", "taunt", value).new})])
        step(editor)
        assert thought(editor, "kael", "taunt") == cost_units(value)
    gesture.commit()
    assert len(editor.undo.entries) == 1
    editor.undo.undo()
    step(editor)
    assert thought(editor, "kael", "taunt") == cost_units(1)
