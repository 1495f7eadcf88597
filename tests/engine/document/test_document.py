"""Opening a project, reading it, and changing it by commands."""

import pytest

from engine.document import (
    AddEntity,
    ChangeSet,
    CommandError,
    Compound,
    Document,
    MoveEntity,
    Path,
    RemoveEntity,
    Set,
)
from tests.engine.document.orchard import SCENE

ORCHARD = "scenes/orchard"
HEALTH = Path.entity(ORCHARD, "mira", "health", "current")


def at(identifier: str, *keys: str | int) -> Path:
    return Path.entity(ORCHARD, identifier, *keys)


def test_a_project_opens_with_all_its_files(document: Document):
    assert sorted(document.files) == ["encounters/harvest", "prefabs/wasp", "project", "scenes/orchard"]
    assert document.entities(ORCHARD) == ("party", "mira", "wasp_1", "wasp_2", "wall")
    assert document.load_findings == []
    assert document.revision == 0


def test_values_are_read_by_path(document: Document):
    assert document.value(HEALTH) == 80.0
    assert document.value(at("mira", "transform", "position", 2)) == 1.5
    assert document.value(Path(ORCHARD, ("terrain", "seed"))) == 3
    assert document.value(at("mira", "health", "armour")) is None
    assert document.value(Path("scenes/nowhere", ("title",))) is None


def test_what_is_read_can_be_changed_without_harm(document: Document):
    document.block(ORCHARD, "mira")["health"]["current"] = 1.0  # type: ignore[index,call-overload]
    position = document.value(at("mira", "transform", "position"))
    assert isinstance(position, list)
    position[0] = 99.0

    assert document.value(HEALTH) == 80.0
    assert document.text(ORCHARD) == SCENE


def test_setting_a_value_changes_its_line_and_leaves_the_comments(document: Document):
    document.apply(Set(path=HEALTH, old=80.0, new=42.5))

    assert "current = 42.5 # tired\nmaximum = 100.0\n" in document.text(ORCHARD)
    assert "# She owns the place.\n[entities.mira]" in document.text(ORCHARD)
    assert document.revision == 1


def test_setting_the_same_value_changes_no_byte(document: Document):
    document.apply(Set(path=HEALTH, old=80.0, new=80.0))

    assert document.text(ORCHARD) == SCENE
    assert document.unsaved() == ()


def test_going_back_to_the_saved_value_by_hand_gives_the_saved_bytes(document: Document):
    document.apply(Set(path=HEALTH, old=80.0, new=1.0))
    document.apply(Set(path=at("mira", "name"), old="Mira", new="Mirabel"))
    document.apply(Set(path=HEALTH, old=1.0, new=80.0))
    document.apply(Set(path=at("mira", "name"), old="Mirabel", new="Mira"))

    assert document.text(ORCHARD) == SCENE


def test_who_listens_is_told_what_changed(document: Document):
    told: list[ChangeSet] = []
    document.changed.connect(told.append)

    document.apply(Set(path=HEALTH, old=80.0, new=1.0))
    document.apply(Set(path=at("mira", "name"), old="Mira", new="M"))

    assert told[0] == ChangeSet(frozenset({HEALTH}), frozenset({ORCHARD}), structure=False)
    assert told[1].structure


def test_a_snapshot_stays_as_it_was(document: Document):
    before = document.snapshot()

    document.apply(Set(path=HEALTH, old=80.0, new=1.0))

    assert before.value(HEALTH) == 80.0
    assert before.text(ORCHARD) == SCENE
    assert document.snapshot().value(HEALTH) == 1.0


def test_a_snapshot_shares_what_did_not_change(document: Document):
    before = document.snapshot().files[ORCHARD].entities

    document.apply(Set(path=HEALTH, old=80.0, new=1.0))

    after = document.snapshot().files[ORCHARD].entities
    assert [key for key in before if before[key] is not after[key]] == ["mira"]


REFUSED = [
    (HEALTH, 79.0, 1.0, r'scenes/orchard.toml, entity "mira": health.current is 80 by now.*expected 79'),
    (HEALTH, 80.0, "ten", r'entity "mira": health.current is "ten"; expected a number'),
    (HEALTH, 80.0, True, "health.current is on; expected a number"),
    (HEALTH, 80.0, float("nan"), "expected a number"),
    (at("mira", "health", "hp"), None, 1.0, "health.hp is no field; expected armour, current, maximum"),
    (at("mira", "health"), {"current": 80.0, "maximum": 100.0}, 5, "health is 5; expected a table of fields"),
    (at("mira", "tags"), ["party", "owner"], ["a", 1], "expected a list of texts"),
    (at("mira", "hidden"), None, "yes", "expected true or false"),
    (at("mira", "transform", "position"), [-3, 0.0, 1.5], [1.0, 2.0], r"expected three numbers \[x, y, z\]"),
    (at("mira", "transform", "rotation", 1), None, 5.0, "expected the whole value"),
    (at("mira", "transform", "position", 3), None, 5.0, "expected the whole list"),
    (at("mira", "basket", "apples"), 12, 13, 'nothing here knows a component "basket"'),
    (at("mira", "parent"), "party", "mira", "an entity can't stand under itself"),
    (at("mira"), None, 1, "a whole entity or file can't be set"),
    (at("nobody", "name"), None, "x", 'there is no entity "nobody"'),
    (Path("scenes/none", ("title",)), None, "x", "no such file in the project"),
    (Path(ORCHARD, ("format",)), 1, 2, "belongs to the file format"),
    (Path(ORCHARD, ("terrain", "seed")), 3, 0.5, "terrain.seed is 0.5; expected a whole number"),
    (at("wall", "obstacle", "shape"), "box", "star", 'expected one of "box", "circle"'),
    (at("mira", "name"), "Mira", "\ud800", "not a valid text"),
]


@pytest.mark.parametrize(("path", "old", "new", "told"), REFUSED, ids=[f"{row[0]}={row[2]!r}"[:60] for row in REFUSED])
def test_what_does_not_fit_is_refused_and_changes_nothing(document: Document, path, old, new, told):
    with pytest.raises(CommandError, match=told):
        document.apply(Set(path=path, old=old, new=new))

    assert document.text(ORCHARD) == SCENE
    assert document.revision == 0


def test_a_child_cannot_become_its_parents_parent(document: Document):
    with pytest.raises(CommandError, match="stand under itself"):
        document.apply(Set(path=at("party", "parent"), old=None, new="mira"))


def test_out_of_range_is_allowed(document: Document):
    document.apply(Set(path=HEALTH, old=80.0, new=-5.0))

    assert document.value(HEALTH) == -5.0


def test_a_compound_happens_wholly_or_not_at_all(document: Document):
    good = Set(path=HEALTH, old=80.0, new=1.0)
    bad = Set(path=at("wall", "name"), old="Fence", new="Hedge")

    with pytest.raises(CommandError, match="Wall"):
        document.apply(Compound(title="Both", commands=(good, bad)))

    assert document.text(ORCHARD) == SCENE


def test_an_added_entity_is_written_in_canonical_order(document: Document):
    block = {"team": {"side": "party"}, "tags": ["a"], "health": {"maximum": 9, "current": 1.0}, "name": "Tom"}

    document.apply(AddEntity(file=ORCHARD, id="tom", block=block, index=0))

    assert document.entities(ORCHARD)[0] == "tom"
    assert (
        '\n[entities.tom]\nname = "Tom"\ntags = ["a"]\n[entities.tom.health]\ncurrent = 1.0\nmaximum = 9\n'
        '[entities.tom.team]\nside = "party"\n'
    ) in document.text(ORCHARD)


ADDED = [
    ("mira", {}, 0, 'there is an entity "mira" already'),
    ("victory", {}, 0, "encounters/harvest.toml: there is an entity"),
    ("a b", {}, 0, "is no id; expected letters"),
    ("tom", {}, 99, "there is no place 99; expected 0 to 5"),
    ("tom", {"health": {"current": "x"}}, 0, "health.current"),
    ("tom", {"name": 3}, 0, "name is 3; expected a text"),
]


@pytest.mark.parametrize(("identifier", "block", "index", "told"), ADDED)
def test_an_entity_that_does_not_fit_is_refused(document: Document, identifier, block, index, told):
    with pytest.raises(CommandError, match=told):
        document.apply(AddEntity(file=ORCHARD, id=identifier, block=block, index=index))


def test_the_project_file_holds_no_entities(document: Document):
    with pytest.raises(CommandError, match="holds no entities"):
        document.apply(AddEntity(file="project", id="tom", block={}, index=0))


def test_removing_takes_the_comments_along_and_undo_brings_them_back(document: Document):
    command = RemoveEntity(file=ORCHARD, id="mira", block=document.block(ORCHARD, "mira"), index=1)

    document.apply(command)
    assert "She owns the place" not in document.text(ORCHARD)
    document.apply(command.inverse())

    assert document.text(ORCHARD) == SCENE


def test_removing_something_that_changed_meanwhile_is_refused(document: Document):
    command = RemoveEntity(file=ORCHARD, id="mira", block=document.block(ORCHARD, "mira"), index=1)
    document.apply(Set(path=HEALTH, old=80.0, new=1.0))

    with pytest.raises(CommandError, match="changed meanwhile"):
        document.apply(command)


def test_moving_keeps_every_block_as_it_is(document: Document):
    document.apply(MoveEntity(file=ORCHARD, id="wall", old=4, new=0))

    assert document.entities(ORCHARD)[0] == "wall"
    assert sorted(document.text(ORCHARD).splitlines()) == sorted(SCENE.splitlines())


def test_an_unknown_component_keeps_its_bytes_when_its_entity_changes(document: Document):
    document.apply(Set(path=at("mira", "name"), old="Mira", new="Mirabel"))

    assert (
        "# Only the project's code knows what this is.\n[entities.mira.basket]\napples = 12\nsince = 2024-05-01\n"
        in document.text(ORCHARD)
    )


def test_an_override_of_a_prefab_instance_comes_and_goes_without_a_trace(document: Document):
    path = at("wasp_2", "health", "current")
    before = document.text(ORCHARD)

    document.apply(Set(path=path, old=None, new=3.0))
    assert "[entities.wasp_2.health]\ncurrent = 3.0\n" in document.text(ORCHARD)
    document.apply(Set(path=path, old=3.0, new=4.0))
    document.apply(Set(path=path, old=4.0, new=None))

    assert document.text(ORCHARD) == before


def test_a_drag_that_previews_many_values_ends_in_one_undo(document: Document):
    path = at("mira", "transform", "position")
    for x in range(5):
        document.apply(Set(path=path, old=document.value(path), new=[float(x), 0.0, 0.0]))

    document.apply(Set(path=path, old=[4.0, 0.0, 0.0], new=[-3, 0.0, 1.5]))

    assert document.text(ORCHARD) == SCENE


def test_lines_are_told_for_values(document: Document):
    assert document.line(HEALTH) == SCENE.splitlines().index("current = 80.0 # tired") + 1
    assert document.line(Path(ORCHARD, ("terrain", "seed"))) == SCENE.splitlines().index("seed = 3") + 1
    assert document.line(Path("scenes/none")) == 0


def test_a_listener_that_fails_does_not_undo_the_change(document: Document, caplog: pytest.LogCaptureFixture):
    def fail(_change: ChangeSet) -> None:
        raise RuntimeError("no luck")

    document.changed.connect(fail)

    document.apply(Set(path=HEALTH, old=80.0, new=1.0))

    assert document.value(HEALTH) == 1.0
    assert "failed to follow a change" in caplog.text


def test_a_compound_of_everything_leaves_earlier_states_alone(document: Document):
    before = document.snapshot()
    block = document.block(ORCHARD, "wall")
    commands = (
        Set(path=HEALTH, old=80.0, new=1.0),
        AddEntity(file=ORCHARD, id="tom", block={}, index=5),
        Set(path=at("tom", "name"), old=None, new="Tom"),
        RemoveEntity(file=ORCHARD, id="wall", block=block, index=4),
        MoveEntity(file=ORCHARD, id="tom", old=4, new=0),
        Set(path=HEALTH, old=1.0, new=2.0),
    )

    command = Compound(title="Everything", commands=commands)
    document.apply(command)

    assert document.entities(ORCHARD) == ("tom", "party", "mira", "wasp_1", "wasp_2")
    assert document.value(HEALTH) == 2.0
    assert before.entities(ORCHARD) == ("party", "mira", "wasp_1", "wasp_2", "wall")
    assert before.value(HEALTH) == 80.0
    assert before.text(ORCHARD) == SCENE
    document.apply(command.inverse())
    assert document.text(ORCHARD) == SCENE


def test_the_line_on_disk_is_told_also_while_the_file_is_being_changed(document: Document):
    before = document.saved_line(HEALTH)
    assert before == document.line(HEALTH) > 0
    document.apply(Set(path=Path.entity(ORCHARD, "party", "tags"), old=None, new=["a", "b"]))
    assert document.line(HEALTH) == before + 1
    assert document.saved_line(HEALTH) == before
    document.save()
    assert document.saved_line(HEALTH) == before + 1


def test_what_is_not_on_disk_has_no_line_there(document: Document):
    count = len(document.entities(ORCHARD))
    document.apply(AddEntity(file=ORCHARD, id="new", block={"name": "New"}, index=count))
    assert document.saved_line(Path.entity(ORCHARD, "new", "name")) == 0
    assert document.saved_line(Path("scenes/none")) == 0
