"""A small slice: three chapters in two scenes, through which a hero and a friend go; whoever broods too long loses."""

from pathlib import Path

from engine.document import Document
from engine.play.compile.chapters import Chapters, compile_slice
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game
from tests.engine.play import yard

SLICE = ["duel", "ambush", "farewell"]
HEALTH = "[entities.hero.health]\ncurrent = 100.0\nmaximum = 100.0\n"
PROJECT = yard.PROJECT + 'slice = ["duel", "ambush", "farewell"]\n'
FRIEND = """[entities.friend]
name = "Friend"
prefab = "hero"
[entities.friend.transform]
position = [-6.0, 0.0, 3.0]
"""
COURT = (
    yard.SCENE.replace("Yard", "Court").replace("[-6.0, 0.0, 0.0]", "[7.0, 0.0, 5.0]").partition("[entities.crate]")[0]
    + FRIEND
)
AMBUSH = """format = 1
kind = "encounter"
title = "Ambush"
scene = "court"
time_limit_s = 15.0
""" + "".join(
    f"""[entities.robber_{number}]
name = "Robber {number}"
prefab = "foe"
[entities.robber_{number}.transform]
position = [{number}.0, 0.0, -6.0]
"""
    for number in range(1, 5)
)
FAREWELL = yard.ENCOUNTER.replace("Duel", "Farewell")
CARRIED = (
    ('OUTBURSTS = column("outbursts", "lane", "i4")', 'OUTBURSTS = column("outbursts", "lane", "i4", is_carried=True)'),
    ("PLACE = column", 'WOUNDS = column("wounds", "row", "f4", is_carried=True)\nPLACE = column'),
    # Foes grow tired of it sooner, so that most chapters are won.
    ("anger[i] += chance * hurry[0]", "anger[i] += chance * hurry[0]\n            wounds[i] += chance"),
    ("input_buttons, anger,\n", "input_buttons, anger, wounds,\n"),
    ('writes="anger outbursts', 'writes="anger wounds outbursts'),
)


def game() -> str:
    """The yard's rules, with a count and wounds that are carried on."""
    text = yard.GAME
    for old, new in CARRIED:
        assert old in text
        text = text.replace(old, new)
    return text


def write_saga(folder: Path, **changed: str) -> Path:
    """Write the project; keyword arguments replace or add files as in `write_project`."""
    files = {
        "project": PROJECT,
        "scenes__yard": yard.SCENE + FRIEND,
        "scenes__court": COURT,
        "encounters__ambush": AMBUSH,
        "encounters__farewell": FAREWELL,
        "prefabs__hero": yard.HERO + HEALTH,
        "game__nerve": game(),
    }
    return yard.write_project(folder, **(files | changed))


def opened(folder: Path) -> Document:
    """The project's document, with its code."""
    modules = load_game(folder)
    document = Document.open(folder, vocabulary=Vocabulary.builtin().extended(modules), trusted=True)
    assert not document.load_findings
    return document


def compiled_saga(folder: Path) -> Chapters:
    """Open the project and compile its slice."""
    return compile_slice(opened(folder), game=load_game(folder))
