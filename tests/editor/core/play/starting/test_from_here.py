"""Play from here: the party begins at a spot or a beat, what was skipped is listed, and others of it can be played."""

import numpy as np
import pytest

from editor.core.editor import Editor
from editor.core.play.starting.from_here import beat_of, party_of, play_from, player_of, possess_next
from engine.document import Path, Set
from engine.resources import samples_folder

FRAME = 1 / 60 + 1e-9


@pytest.fixture
def grove(editor: Editor) -> Editor:
    """Veilweaver's tutorial, open."""
    editor.open_project(samples_folder() / "veilweaver", trusted=True)
    editor.open_scene("echo_grove", "tutorial")
    return editor


def at(editor: Editor, entity: str):
    session = editor.play.session
    assert session is not None
    return session.world.view["position"][session.compiled.row_of(entity)][[0, 2]]


def test_the_party_begins_at_the_spot_and_the_document_stays_as_it_is(grove: Editor):
    revision = grove.document.revision
    play_from(grove, (2.0, 4.0))
    grove.play.advance(FRAME)

    assert np.hypot(*(at(grove, "talren") - (2.0, 4.0))) < 0.5
    assert all(np.hypot(*(at(grove, name) - (2.0, 4.0))) < 9.0 for name in ("aria", "lyra", "kael"))
    grove.play.stop()
    assert grove.document.revision == revision
    grove.play.start()
    grove.play.advance(FRAME)
    assert np.hypot(*(at(grove, "talren") - (2.0, 4.0))) > 2.0, "the next run begins as usual"


def test_a_run_that_goes_on_is_left_for_the_new_one(grove: Editor):
    grove.play.start()
    grove.play.advance(FRAME)
    play_from(grove, (2.0, 4.0))

    assert (grove.play.state, grove.play.tick) == ("playing", 0)


def test_what_a_beat_skips_stands_in_the_console(grove: Editor):
    path = Path.entity("encounters/tutorial", "keep_talren", "objective", "after")
    grove.run(Set(path=path, old=None, new="break_the_pack"))
    grove.selection.set(["keep_talren"])
    assert beat_of(grove) == "keep_talren"
    grove.actions.run("play.from_beat")
    grove.play.advance(FRAME)

    lines = [line.text for line in grove.log.lines if line.text.startswith("Play from “keep_talren”")]
    assert lines == ["Play from “keep_talren”: “Bring down or drive off the Rift pack” counts as met"]
    assert grove.play.session.world.view["objective_state"][0].tolist() == [1, 0]


def test_only_parts_of_the_encounter_are_beats(grove: Editor):
    grove.selection.set(["kael"])
    assert beat_of(grove) == ""
    assert grove.actions.enabled("play.from_beat") == (
        False,
        "Select an objective, a trigger or a wave of the encounter first.",
    )


def test_each_of_the_party_can_be_played_in_turn(grove: Editor):
    grove.play.start()
    party = party_of(grove.play.session)
    assert set(party) == {"talren", "aria", "lyra", "kael"}
    assert player_of(grove.play.session) == "talren"
    seen = []
    for _ in party:
        possess_next(grove)
        grove.play.advance(FRAME)
        seen.append(player_of(grove.play.session))

    assert sorted(seen) == sorted(party)
    assert seen[-1] == "talren"


def test_the_selected_one_is_played_and_whoever_was_plans_again(grove: Editor):
    grove.play.start()
    grove.selection.set(["kael"])
    grove.actions.run("play.possess")
    for _ in range(120):
        grove.play.advance(FRAME)

    session = grove.play.session
    assert player_of(session) == "kael"
    talren = session.compiled.row_of("talren")
    assert int(session.world.view["goal"][talren]) >= 0
    assert grove.actions.get("play.possess").checked()


def test_the_place_is_remembered_for_the_next_run_and_f5_says_so(grove: Editor):
    said: list[str] = []
    grove.said.connect(said.append)
    assert grove.actions.enabled("play.from_last")[1].startswith("Play from a place or a part of the encounter first")
    play_from(grove, (2.0, -4.0))
    grove.play.stop()
    assert grove.actions.title("play.from_last") == "Play from (2.0, −4.0) again"

    grove.actions.run("play.start")
    assert said[-1] == "This run begins at the start; Alt+Shift+F5 begins at (2.0, −4.0) again."
    grove.play.stop()
    grove.play.autopilot, grove.play.speed = "average", 4.0
    grove.actions.run("play.start")
    assert said[-1].endswith("The autopilot is still on; F4 gives you the player. The game's clock still goes at 4×.")
    grove.play.autopilot, grove.play.speed = None, 1.0
    grove.play.advance(FRAME)
    assert np.hypot(*(at(grove, "talren") - (2.0, -4.0))) > 2.0
    grove.play.stop()

    grove.actions.run("play.from_last")
    grove.play.advance(FRAME)
    assert np.hypot(*(at(grove, "talren") - (2.0, -4.0))) < 0.5


@pytest.mark.parametrize("again", ["restart", "retry"])
def test_who_plays_again_begins_again_where_the_run_began(grove: Editor, again: str):
    play_from(grove, (2.0, -4.0))
    for _ in range(30):
        grove.play.advance(FRAME)
    getattr(grove.play, again)()
    grove.play.advance(FRAME)
    assert np.hypot(*(at(grove, "talren") - (2.0, -4.0))) < 0.5
    grove.play.stop()
