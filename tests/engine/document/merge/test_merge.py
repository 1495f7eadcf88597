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


WASP_1 = """\
[entities.wasp_1]
prefab = "wasp"
[entities.wasp_1.transform]
position = [4.0, 0.0, 2.0]
[entities.wasp_1.health]
current = 8.0

"""


def sentences(ours: dict[str, str], theirs: dict[str, str]) -> list[str]:
    return [conflict.text for conflict in merge(BASE, ours, theirs).conflicts]


def test_deleted_here_and_moved_there_is_told_and_stays_deleted_until_chosen():
    ours, theirs = changed((WASP_1, "")), changed(("position = [4.0, 0.0, 2.0]", "position = [3, 0.0, 1.0]"))

    merged = merge(BASE, ours, theirs)

    (conflict,) = merged.conflicts
    assert conflict.text == "Wasp 1: you deleted it, the other side moved it to (3, 0, 1) m."
    assert (conflict.kind, conflict.ours) == ("removed", None)
    assert merged.texts() == ours
    assert merged.texts({conflict.key: "theirs"}) == theirs
    assert sentences(theirs, ours) == ["Wasp 1: you moved it to (3, 0, 1) m, the other side deleted it."]


def test_two_parents_that_would_make_a_ring():
    ours = changed(('name = "Wall"', 'name = "Wall"\nparent = "wasp_2"'))
    theirs = changed(("hidden = true", 'parent = "wall"'))

    merged = merge(BASE, ours, theirs)

    assert [each.text for each in merged.conflicts] == [
        "Wall and Wasp 2: you put Wall under Wasp 2, the other side put Wasp 2 under Wall; "
        "both together would make a ring."
    ]
    (ring,) = merged.conflicts
    assert (ring.key, ring.base, ring.ours, ring.theirs) == (
        f"{SCENES}/entities/wall/parent#ring",
        None,
        "wasp_2",
        None,
    )
    document = Document.from_texts(merged.texts(), folder=".")
    assert {key: document.block(SCENES, "wall")[key] for key in ("name", "parent")} == {
        "name": "Wall",
        "parent": "wasp_2",
    }
    assert document.block(SCENES, "wasp_2") == {"prefab": "wasp"}


PARTY = '[entities.party]\nname = "Party"\n\n'


def test_a_child_put_under_a_deleted_entity_moves_up_and_is_told():
    ours = changed(("# ---- People ----\n" + PARTY, ""), ('parent = "party"\n', ""))
    theirs = changed(('name = "Wall"', 'name = "Wall"\nparent = "party"'))

    merged = merge(BASE, ours, theirs)

    (conflict,) = merged.conflicts
    assert conflict.text == "Party: you deleted it, the other side put Wall under it."
    assert "party" not in Document.from_texts(merged.texts(), folder=".").entities(SCENES)
    assert 'parent = "party"' not in merged.texts()[SCENES]
    kept = Document.from_texts(merged.texts({conflict.key: "theirs"}), folder=".")
    assert kept.block(SCENES, "wall")["parent"] == "party"


def test_a_reference_to_a_deleted_entity_is_told():
    ours = changed((WASP_1, ""))
    theirs = changed(("hidden = true", 'hidden = true\n[entities.wasp_2.ribbon]\nto = "wasp_1"'))

    assert sentences(ours, theirs) == ["Wasp 1: you deleted it, the other side made Wasp 2 refer to it."]


def test_a_prefab_deleted_here_and_used_there_is_told():
    ours = changed(('prefab = "wasp"\nhidden = true', "hidden = true"), (WASP_1, ""))
    del ours["prefabs/wasp"]
    theirs = changed(('name = "Wall"', 'name = "Wall"\nprefab = "wasp"'))

    merged = merge(BASE, ours, theirs)

    (conflict,) = merged.conflicts
    assert (
        conflict.text == "Wasp (prefabs/wasp.toml): you deleted the prefab, the other side made Wall an instance of it."
    )
    assert "prefabs/wasp" not in merged.texts()
    assert merged.texts({conflict.key: "theirs"})["prefabs/wasp"] == WASP


def test_a_file_deleted_here_and_changed_there_is_told():
    ours = {file: text for file, text in BASE.items() if file != "encounters/harvest"}
    theirs = changed(("[entities.defeat]\n[entities.defeat.defeat]\n", ""), file="encounters/harvest")

    merged = merge(BASE, ours, theirs)

    (conflict,) = merged.conflicts
    assert (
        conflict.text
        == "Harvest (encounters/harvest.toml): you deleted the file, the other side changed it (1 entity deleted)."
    )
    assert merged.texts() == ours
    assert merged.texts({conflict.key: "theirs"}) == theirs


def test_unknown_components_are_kept_byte_for_byte_and_conflict_as_wholes():
    ours = changed(("apples = 12\n", "apples = 13 # one more\n"))
    theirs = changed(("since = 2024-05-01", "since = 2025-05-01"))

    assert merge(BASE, ours, changed(RESTED)).texts() == changed(("apples = 12\n", "apples = 13 # one more\n"), RESTED)
    merged = merge(BASE, ours, theirs)
    assert [each.text for each in merged.conflicts] == [
        "Mira's basket: you and the other side changed it in different ways."
    ]
    assert merged.texts({merged.conflicts[0].key: "theirs"}) == theirs


def test_lines_of_both_sides_survive_another_line_end():
    ours = {**BASE, SCENES: changed(RESTED)[SCENES].replace("\n", "\r\n")}
    theirs = changed(("maximum = 100.0", "maximum = 120.0"))

    merged = merge(BASE, ours, theirs)

    assert merged.conflicts == ()
    assert merged.texts()[SCENES] == changed(RESTED, ("maximum = 100.0", "maximum = 120.0"))[SCENES].replace(
        "\n", "\r\n"
    )


def test_entities_that_lie_in_no_blocks_of_their_own_merge_too():
    odd = (
        "# Odd.\nformat = 1\nkind = 'scene'\n"
        "[entities.a]\nname = 'A'\n[entities.b]\n[entities.a.health] # torn\ncurrent = 1.0\n"
    )
    base = {"scenes/odd": odd}
    ours = {"scenes/odd": odd.replace("current = 1.0", "current = 2.0 # more")}
    theirs = {"scenes/odd": odd.replace("name = 'A'", "name = 'Anna'")}

    merged = merge(base, ours, theirs)

    assert merged.conflicts == ()
    text = merged.texts()["scenes/odd"]
    for part in ("# Odd.", "name = 'Anna'", "[entities.a.health] # torn\ncurrent = 2.0 # more\n"):
        assert part in text


def test_sides_of_different_formats_meet_in_the_newest():
    old = 'title = "Yard"\n\n[entities.a] # the first\n[entities.a.transform]\nyaw = 90.0\n'
    new = old.replace("title", 'format = 1\nkind = "scene"\ntitle').replace("yaw = 90.0", "rotation = [0.0, 90.0, 0.0]")

    merged = merge({SCENES: old}, {SCENES: old.replace("Yard", "Court")}, {SCENES: new})

    assert merged.conflicts == ()
    assert merged.texts()[SCENES] == new.replace("Yard", "Court")


def kinds(ours: dict[str, str], theirs: dict[str, str]) -> list[tuple[str, str]]:
    return [(each.kind, str(each.path or each.file)) for each in merge(BASE, ours, theirs).conflicts]


def test_a_conflict_tells_its_kind():
    gone = changed(("current = 80.0 # tired\n", ""))
    deleted = {file: text for file, text in BASE.items() if file != "prefabs/wasp"}
    bee = changed(('title = "Wasp"', 'title = "Bee"'), file="prefabs/wasp")

    assert kinds(changed(TIRED), changed(RESTED)) == [("value", HEALTH)]
    assert kinds(changed(TIRED), gone) == kinds(gone, changed(TIRED)) == [("removed", HEALTH)]
    added = [changed(('name = "Party"', f'name = "Party"\nparent = "{each}"')) for each in ("wall", "mira")]
    assert kinds(*added) == [("value", "scenes/orchard/entities/party/parent")]
    assert kinds(deleted, bee)[0] == kinds(bee, deleted)[0] == ("file", "prefabs/wasp")


@pytest.mark.parametrize("ends", ["\r\n", "\n"])
@pytest.mark.parametrize("is_ended", [True, False])
def test_a_file_that_only_one_side_has_keeps_its_ends(ends: str, is_ended: bool):
    new = 'format = 1\nkind = "scene"\n\n[entities.a]\nname = "A"' + ("\n" if is_ended else "")
    theirs = {**BASE, "scenes/hall": new.replace("\n", ends)}
    assert merge(BASE, BASE, theirs).texts() == merge(BASE, theirs, BASE).texts() == theirs


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_ends_that_one_side_changed_stay_changed_while_the_other_changes_a_value(side: str):
    one = {**BASE, SCENES: SCENE.removesuffix("\n").replace("\n", "\r\n")}
    two = changed(TIRED)
    merged = merge(BASE, one, two) if side == "ours" else merge(BASE, two, one)
    wanted = SCENE.replace(*TIRED).removesuffix("\n").replace("\n", "\r\n")
    assert (merged.conflicts, merged.texts()[SCENES]) == ((), wanted)


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_comments_of_entities_on_one_line_are_kept_at_the_top(side: str):
    loose = '# top\nkind = "scene" # kind\nformat = 1\nentities = { a = { name = "A" }, b = { name = "B" } } # both\n'
    base = {**BASE, "scenes/hall": loose}
    one, two = ({**base, "scenes/hall": loose.replace(*pair)} for pair in (('"A"', '"C"'), ('"B"', '"D"')))
    text = (merge(base, one, two) if side == "ours" else merge(base, two, one)).texts()["scenes/hall"]
    assert text == (
        '# top\n# kind\n# both\nformat = 1\nkind = "scene"\n\n[entities.a]\nname = "C"\n\n[entities.b]\nname = "D"\n'
    )


def test_a_file_of_another_kind_is_told_with_its_side():
    wrong = {**BASE, "scenes/hall": 'format = 1\nkind = "prefab"\n'}
    with pytest.raises(DocumentError, match=r"scenes/hall\.toml, line 1: your side can't be read: kind is 'prefab'"):
        merge(BASE, wrong, BASE)


@pytest.mark.parametrize("is_ours", [True, False])
@pytest.mark.parametrize(
    ("gone", "new"),
    [
        (("current = 80.0 # tired\n", ""), ("current = 80.0 # tired", "current = 90.0 # a bit tired")),
        (("[entities.mira.health]\ncurrent = 80.0 # tired\nmaximum = 100.0\n", ""), ("80.0 # tired", "90.0 # better")),
        (('tags = ["party", "owner"]\n', ""), ('["party", "owner"]', '["party", "owner", "x"] # more')),
    ],
)
def test_taking_back_what_both_did_gives_the_bytes_of_before(gone, new, is_ours: bool):
    sides = (changed(gone), changed(new))
    merged = merge(BASE, *(sides if is_ours else sides[::-1]))
    (conflict,) = merged.conflicts
    assert merged.texts({conflict.key: "base"}) == BASE
    assert merged.texts({conflict.key: "ours" if is_ours else "theirs"})[SCENES].count("# ") < SCENE.count("# ") + 1
    assert merged.texts({conflict.key: "theirs" if is_ours else "ours"})[SCENES] == changed(new)[SCENES]


def test_a_list_of_tables_keeps_its_spelling_while_both_change_its_entity():
    many = "[[entities.mira.basket.apples]]\nkind = 'red'   # sweet\n[[entities.mira.basket.apples]]\nkind = 'green'\n"
    base = changed(("[entities.mira.basket]\napples = 12\nsince = 2024-05-01\n", many))
    one = {**base, SCENES: base[SCENES].replace("80.0", "90.0")}
    two = {**base, SCENES: base[SCENES].replace('name = "Mira"', 'name = "Mirabel"')}
    assert merge(base, one, two).texts()[SCENES] == one[SCENES].replace('name = "Mira"', 'name = "Mirabel"')


def test_two_titles_of_one_file():
    titles = [changed(('title = "Orchard"', f'title = "{each}"')) for each in ("Garden", "Field")]
    (conflict,) = merge(BASE, *titles).conflicts
    assert (conflict.key, conflict.label) == ("scenes/orchard/title", "Title")
    assert conflict.text == 'Garden\'s title: you set "Garden", the other side "Field" (it was "Orchard").'


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_remark_of_one_side_stays_behind_the_value_of_the_other(is_ours: bool):
    sides = changed(("maximum = 100.0", "maximum = 120.0")), changed(("maximum = 100.0", "maximum = 100.0 # most"))
    merged = merge(BASE, *(sides if is_ours else sides[::-1]))
    assert (merged.conflicts, merged.texts()) == ((), changed(("maximum = 100.0", "maximum = 120.0 # most")))


def test_what_both_did_alike_is_a_change_of_each():
    merged = merge(BASE, changed(TIRED), changed(TIRED))
    assert [each.sentence() for each in merged.our_changes] == ["Set Mira's health to 90 hp"]
    assert merged.our_changes == merged.their_changes


def test_a_merge_shows_its_texts_and_conflicts_and_nothing_of_how_it_was_made():
    shown = repr(merge(BASE, BASE, BASE))
    assert [name for name in vars(merge(BASE, BASE, BASE)) if f", {name}=" in shown or f"({name}=" in shown] == [
        "base", "ours", "theirs", "conflicts",
    ]  # fmt: skip
