"""A difference is told as finely as commands allow, and as coarsely as it must be."""

from hypothesis import given
from hypothesis import strategies as st

from engine.document import AddEntity, Document, MoveEntity, Path, RemoveEntity, Set, WriteFile
from engine.document.commands.write_tile import WriteTile
from engine.document.diff import diff
from engine.document.order import longest_run
from tests.engine.document.grounds import raised
from tests.engine.document.orchard import HARVEST, PROJECT, SCENE, WASP

BASE = {"project": PROJECT, "scenes/orchard": SCENE, "prefabs/wasp": WASP, "encounters/harvest": HARVEST}
FILE = "scenes/orchard"


def changed(*pairs: tuple[str, str]) -> Document:
    text = SCENE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return Document.from_texts({**BASE, FILE: text}, folder=".")


def before() -> Document:
    return Document.from_texts(BASE, folder=".")


def test_fields_are_set_one_by_one_and_components_come_and_go_whole():
    after = changed(
        ("current = 80.0", "current = 90.0"),
        ("[entities.mira.player]\n", ""),
        ("hidden = true", "[entities.wasp_2.health]"),
    )

    commands = diff(before(), after)

    assert commands == (
        Set(path=Path.entity(FILE, "mira", "health", "current"), old=80.0, new=90.0),
        Set(path=Path.entity(FILE, "mira", "player"), old={}, new=None),
        Set(path=Path.entity(FILE, "wasp_2", "hidden"), old=True, new=None),
        Set(path=Path.entity(FILE, "wasp_2", "health"), old=None, new={}),
    )


def test_reordering_moves_as_few_as_possible():
    document = before()
    document.apply(MoveEntity(file=FILE, id="wall", old=4, new=0))

    assert diff(before(), document) == (MoveEntity(file=FILE, id="wall", old=4, new=0),)
    assert diff(document, before()) == (MoveEntity(file=FILE, id="wall", old=0, new=4),)


def test_a_component_that_nothing_here_knows_is_replaced_with_its_entity():
    commands = diff(before(), changed(("apples = 12", "apples = 13")))

    assert [type(each) for each in commands] == [RemoveEntity, AddEntity]


def test_two_parents_swap_without_a_ring_on_the_way():
    upside_down = changed(('name = "Party"', 'name = "Party"\nparent = "mira"'), ('parent = "party"\n', ""))
    document = before()

    for command in diff(document, upside_down):
        document.apply(command)

    assert document.value(Path.entity(FILE, "party", "parent")) == "mira"
    assert diff(document, upside_down) == ()


def test_files_that_come_and_go_are_written_whole():
    gone = {file: text for file, text in BASE.items() if file != "encounters/harvest"}
    bee = WASP.replace("wasp", "bee")
    after = Document.from_texts({**gone, "prefabs/bee": bee}, folder=".")

    assert diff(before(), after) == (
        WriteFile(file="encounters/harvest", old=HARVEST, new=None),
        WriteFile(file="prefabs/bee", old=None, new=bee),
    )


def test_an_id_can_move_from_the_scene_to_its_encounter():
    document = before()
    block = document.block(FILE, "wall")
    document.apply(RemoveEntity(file=FILE, id="wall", block=block, index=4))
    document.apply(AddEntity(file="encounters/harvest", id="wall", block=block, index=0))
    start = before()

    for command in diff(start, document):
        start.apply(command)

    assert {file: start.text(file) for file in start.files}.keys() == BASE.keys()
    assert start.entities("encounters/harvest") == document.entities("encounters/harvest")
    assert start.entities(FILE) == document.entities(FILE)


def test_a_component_whose_last_field_goes_is_set_as_a_whole():
    """An instance would lose the component with the field."""
    commands = diff(before(), changed(("current = 8.0\n", "")))

    assert commands == (Set(path=Path.entity(FILE, "wasp_1", "health"), old={"current": 8.0}, new={}),)


def test_a_parent_that_only_a_new_entity_can_have_comes_with_it_anew():
    """No command puts somebody under his own child."""
    commands = diff(before(), changed(('name = "Party"', 'name = "Party"\nparent = "mira"')))

    assert [(type(each), getattr(each, "id", "")) for each in commands] == [
        (RemoveEntity, "party"),
        (AddEntity, "party"),
    ]


def test_a_value_of_the_wrong_type_comes_with_its_file():
    other = changed(("current = 80.0", 'current = "much"'))

    assert diff(before(), other) == (WriteFile(file=FILE, old=SCENE, new=other.text(FILE)),)


def test_a_ring_of_parents_and_a_parent_that_is_not_there_are_reached_too():
    other = changed(
        ('name = "Wall"', 'name = "Wall"\nparent = "wasp_1"'),
        ("[entities.wasp_1]\n", '[entities.wasp_1]\nparent = "wall"\n'),
        ("hidden = true", 'parent = "nobody"'),
    )
    document = before()
    for command in diff(document, other):
        document.apply(command)

    assert [document.block(FILE, each)["parent"] for each in ("wall", "wasp_1", "wasp_2")] == [
        "wasp_1",
        "wall",
        "nobody",
    ]
    assert diff(document, other) == ()


def test_a_table_of_the_head_that_comes_or_goes_is_one_value():
    terrain = ("# Gentle ground.\n[terrain]\nseed = 3\nsize_m = 40.0   # a short walk\n", "")
    path = Path(FILE, ("terrain",))

    assert diff(before(), changed(terrain)) == (Set(path=path, old={"seed": 3, "size_m": 40.0}, new=None),)
    assert diff(changed(terrain), before()) == (Set(path=path, old=None, new={"seed": 3, "size_m": 40.0}),)


def test_another_spelling_of_the_same_ground_is_no_difference():
    plain, odd = (
        Document.from_texts({**BASE, "terrain/orchard/0_0": text}, folder=".")
        for text in (raised(4), "# by hand\n" + raised(4))
    )

    assert diff(plain, odd) == diff(odd, plain) == ()
    assert [type(each) for each in diff(plain, before())] == [WriteTile]


def test_comments_alone_are_no_difference():
    assert diff(before(), changed(("# tired", "# weary"))) == ()


def test_only_the_files_that_were_asked_for_are_looked_at():
    assert diff(before(), changed(("current = 80.0", "current = 90.0")), ["prefabs/wasp"]) == ()


def texts_of(document: Document) -> dict[str, str]:
    return {file: document.text(file) for file in document.files}


@given(st.permutations("abcdef"), st.permutations("abcdef"), st.sets(st.sampled_from("abcdef"), max_size=2))
def test_any_order_is_reached_by_moves_of_what_is_out_of_order(one: list[str], two: list[str], gone: set[str]):
    def ordered(names: list[str]) -> Document:
        blocks = "".join(f'\n[entities.{name}]\nname = "{name}"\n' for name in names)
        return Document.from_texts(
            {"project": PROJECT, "scenes/s": f'format = 1\nkind = "scene"\n{blocks}'}, folder="."
        )

    document, wanted = ordered(one), ordered([name for name in two if name not in gone])
    commands = diff(document, wanted)
    for command in commands:
        document.apply(command)

    assert texts_of(document) == texts_of(wanted)
    left = [name for name in one if name not in gone]
    steady = longest_run(left, [name for name in two if name not in gone])
    assert sum(isinstance(each, MoveEntity) for each in commands) <= len(left) - len(steady)
    assert sum(isinstance(each, RemoveEntity) for each in commands) == len(gone)


CAMP = 'format = 1\nkind = "prefab"\n[entities.camp]\nname = "Camp"\n[entities.tent]\nparent = "camp"\n'
INSTANCE = """
[entities.camp_1]
prefab = "camp"
[entities.camp_1.parts.tent]
hidden = true
[entities.camp_1.parts.tent.health]
current = 1.0
[entities.camp_1.parts.flag]
hidden = true
"""


def test_what_is_said_of_parts_is_told_field_by_field():
    def said(*pairs: tuple[str, str]) -> Document:
        text = SCENE + INSTANCE
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new)
        return Document.from_texts({**BASE, "prefabs/camp": CAMP, FILE: text}, folder=".")

    at = Path.entity(FILE, "camp_1.tent")
    flag = Path.entity(FILE, "camp_1.flag")
    whole = Path.entity(FILE, "camp_1", "parts")
    start = said()
    assert diff(start, said(("current = 1.0", "current = 2.0"))) == (
        Set(path=at / "health" / "current", old=1.0, new=2.0),
    )
    assert diff(start, said(("tent]\nhidden = true\n", "tent]\n"))) == (Set(path=at / "hidden", old=True, new=None),)
    assert diff(start, said(("[entities.camp_1.parts.flag]\nhidden = true\n", ""))) == (
        Set(path=flag, old={"hidden": True}, new=None),
    )
    assert diff(start, said(("[entities.camp_1.parts.flag]\nhidden = true\n", "[entities.camp_1.parts.flag]\n"))) == (
        Set(path=flag, old={"hidden": True}, new={}),
    )
    assert [each.path for each in diff(start, said((INSTANCE.partition('"camp"\n')[2], "")))] == [whole]
    basket = said(("current = 1.0\n", "current = 1.0\n[entities.camp_1.parts.tent.basket]\napples = 1\n"))
    assert [type(each) for each in diff(start, basket)] == [RemoveEntity, AddEntity]


def test_what_no_command_may_change_goes_with_its_file():
    other = changed(("format = 1\n", "format = 1\n"), ("[terrain]", "[odd]\nx = 1\n[terrain]"))
    document = before()
    commands = diff(document, other)
    for command in commands:
        document.apply(command)
    assert document.value(Path(FILE, ("odd",))) == {"x": 1}


def test_parents_are_given_from_the_top_down():
    turned = changed(
        ('name = "Party"', 'name = "Party"\nparent = "wall"'),
        ('name = "Wall"', 'name = "Wall"\nparent = "wasp_1"'),
        ('parent = "party"', 'parent = "wasp_2"'),
        ("hidden = true", 'parent = "party"\nhidden = true'),
    )
    document = before()
    told = diff(document, turned)
    for command in told:
        document.apply(command)

    assert [each.path.entity_id for each in told if isinstance(each, Set)] == ["wall", "party", "wasp_2", "mira"]
    assert diff(document, turned) == ()


def test_the_head_of_a_file_is_told_field_by_field():
    other = changed(('title = "Orchard"', 'title = "Garden"'), ("size_m = 40.0", "size_m = 50.0"))
    assert diff(before(), other) == (
        Set(path=Path(FILE, ("title",)), old="Orchard", new="Garden"),
        Set(path=Path(FILE, ("terrain", "size_m")), old=40.0, new=50.0),
    )
