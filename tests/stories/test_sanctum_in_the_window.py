"""The Sanctum, played from waking to its gate in the real window, by keys and mouse alone."""

from tests.stories.hands import Hands

LONGEST_S = 240
BEATS = {"listen": "loom", "strike": "effigies", "guard": "guard", "bind": "threads", "scouts": "scouts"}


def met(session):
    """Objectives that are met, by id."""
    names = [entity.id for entity in session.compiled.view.with_component("objective")]
    return [name for name, state in zip(names, session.world.view["objective_state"][0], strict=True) if state == 1]


def test_a_newcomer_plays_the_sanctum_to_its_end_by_keys_and_mouse(designer, veilweaver):
    # Given Veilweaver, open at the Sanctum, and nobody but a person to play Talren
    designer.open(veilweaver)
    editor = designer.editor
    editor.open_scene("sanctum", "sanctum")
    editor.play.autopilot = None
    designer.window.resize(960, 600)  # hundreds of pictures are drawn on the way
    files = designer.documents()
    # When it is played by hand, going where the light stands and pressing what the prompt says
    designer.play()
    editor.play.speed = 6.0
    hands, shown = Hands(designer), set()
    while editor.play.state == "playing" and editor.play.tick < LONGEST_S * 60:
        hands.play_on()
        for name in met(editor.play.session):
            if name in BEATS and name not in shown:
                shown.add(name)
                designer.picture(f"sanctum_{BEATS[name]}")
    hands.let_go()
    # Then every lesson was learned in turn, and the Sanctum is left as it was found
    assert editor.play.outcome == "victory"
    assert shown == set(BEATS)
    designer.picture("sanctum_left")
    designer.stop()
    assert designer.documents() == files
