"""Three-way merges of a small project: what each side did is there, and conflicts are told in designers' words."""

import pytest

from engine.document import Document, DocumentError
from engine.document.merge import merge, merge_commands
from tests.engine.document.orchard import HARVEST, PROJECT, SCENE, WASP

BASE = {"project": PROJECT, "scenes/orchard": SCENE, "prefabs/wasp": WASP, "encounters/harvest": HARVEST}
SCENES = "scenes/orchard"
HEALTH = "scenes/orchard/entities/mira/health/current"


def changed(*pairs: tuple[str, str], file: str = SCENES) -> dict[str, str]:
    """The base with pieces of one file's text replaced."""
    text = BASE[file]
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return {**BASE, file: text}


TIRED, RESTED = (
    ("current = 80.0 # tired", "current = 90.0 # a bit tired"),
    ("current = 80.0 # tired", "current = 140.0"),
)


def test_each_statement_comes_from_the_side_that_changed_it_with_its_comment():
    ours = changed(("current = 80.0 # tired", "current = 140.0 # rested"))
    theirs = changed(("maximum = 100.0", "# Grown up.\nmaximum = 120.0"), ('name = "Wall"', 'name = "Old wall"'))

    merged = merge(BASE, ours, theirs)

    assert merged.conflicts == ()
    wanted = changed(
        ("current = 80.0 # tired", "current = 140.0 # rested"),
        ("maximum = 100.0", "# Grown up.\nmaximum = 120.0"),
        ('name = "Wall"', 'name = "Old wall"'),
    )
    assert merged.texts() == wanted


def test_a_conflict_names_entity_and_field_and_keeps_our_value():
    merged = merge(BASE, changed(RESTED), changed(TIRED))

    (conflict,) = merged.conflicts
    assert conflict.text == "Mira's health: you set 140 hp, the other side 90 hp (it was 80 hp)."
    assert (conflict.title, conflict.label, conflict.key) == ("Mira", "Health", HEALTH)
    assert (conflict.base, conflict.ours, conflict.theirs) == (80.0, 140.0, 90.0)
    assert merged.texts() == changed(RESTED)
    assert merged.texts({HEALTH: "theirs"}) == changed(TIRED)
    assert merged.texts({HEALTH: "base"}) == BASE


def test_a_broken_text_is_named_with_its_side_and_line():
    broken = changed(('name = "Wall"', 'name = "Wall'))

    with pytest.raises(DocumentError, match=r"scenes/orchard\.toml, line \d+: the other side can't be read"):
        merge(BASE, BASE, broken)


def test_the_merge_is_one_command_for_the_document():
    document = Document.from_texts(BASE, folder=".")
    goal = merge(BASE, changed(RESTED), changed(("maximum = 100.0", "maximum = 120.0"))).texts()

    command = merge_commands(document, goal, "Merge with the other side")
    assert command is not None
    document.apply(command)

    assert {file: document.text(file) for file in document.files} == goal
    assert merge_commands(document, goal, "again") is None
