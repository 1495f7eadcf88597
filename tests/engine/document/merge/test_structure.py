"""Merges where entities move between files, or are written as nobody else would write them."""

from engine.document import AddEntity, Document, RemoveEntity
from engine.document.merge import merge
from tests.engine.document.merge.test_merge import BASE, SCENES, changed

ENCOUNTER = "encounters/harvest"
WALL = '\n[entities.wall]\nname = "Wall"\n'


def moved_to_the_encounter() -> dict[str, str]:
    """The base with the wall in the encounter."""
    document = Document.from_texts(BASE, folder=".")
    block = document.block(SCENES, "wall")
    document.apply(RemoveEntity(file=SCENES, id="wall", block=block, index=4))
    document.apply(AddEntity(file=ENCOUNTER, id="wall", block=block, index=2))
    return {file: document.text(file) for file in document.files}


def test_what_moves_to_the_encounter_takes_the_other_sides_changes_along():
    theirs = changed(('name = "Wall"', 'name = "Old wall" # crumbling'))

    merged = merge(BASE, moved_to_the_encounter(), theirs)

    assert merged.conflicts == ()
    assert 'name = "Old wall" # crumbling' in merged.texts()[ENCOUNTER]
    assert "entities.wall" not in merged.texts()[SCENES]


def test_what_moves_away_while_something_is_put_under_it_is_told():
    theirs = changed(("hidden = true", 'parent = "wall"'))

    merged = merge(BASE, moved_to_the_encounter(), theirs)

    (conflict,) = merged.conflicts
    assert conflict.text == (
        "Wall: you moved it to encounters/harvest.toml, the other side tied it to others in scenes/orchard.toml."
    )
    assert "entities.wall" in merged.texts()[ENCOUNTER]
    assert 'parent = "wall"' not in merged.texts()[SCENES]
    assert (conflict.base, conflict.ours) == (conflict.theirs, conflict.theirs)
    assert merged.texts({conflict.key: "theirs"}) == merged.texts({conflict.key: "base"}) == theirs


def test_one_id_in_the_scene_here_and_in_the_encounter_there_is_told():
    ours = changed(("# the end", "[entities.pump]\n# the end"))
    theirs = {**BASE, ENCOUNTER: f'{BASE[ENCOUNTER]}\n[entities.pump]\nname = "Pump"\n'}

    merged = merge(BASE, ours, theirs)

    (conflict,) = merged.conflicts
    assert conflict.text == (
        "Pump: you have it in scenes/orchard.toml, the other side in encounters/harvest.toml; "
        "a scene and its encounters may have an id only once."
    )
    assert conflict.key == "encounters/harvest/entities/pump#twice"
    assert (conflict.base, conflict.ours, conflict.theirs) == (None, {}, {"name": "Pump"})
    assert merged.texts() == ours
    assert merged.texts({conflict.key: "theirs"}) == theirs


def test_an_id_that_stands_twice_already_is_not_asked_about():
    pump = "[entities.pump]\n"
    base = {**changed(("# the end", f"{pump}# the end")), ENCOUNTER: f"{BASE[ENCOUNTER]}{pump}"}
    ours, theirs = ({**base, file: base[file].replace(pump, f'{pump}name = "Pump"\n')} for file in (SCENES, ENCOUNTER))

    merged = merge(base, ours, theirs)

    assert (merged.conflicts, merged.texts()) == ((), {**ours, ENCOUNTER: theirs[ENCOUNTER]})


def test_what_both_move_to_the_encounter_has_the_changes_of_both():
    ours, theirs = moved_to_the_encounter(), moved_to_the_encounter()
    ours[ENCOUNTER] = ours[ENCOUNTER].replace('name = "Wall"', 'name = "Old wall"')
    theirs[ENCOUNTER] = theirs[ENCOUNTER].replace("[6.0, 2.0, 1.0]", "[7.0, 2.0, 1.0]")

    for one, two in ((ours, theirs), (theirs, ours)):
        merged = merge(BASE, one, two)
        assert (merged.conflicts, merged.texts()[SCENES]) == ((), ours[SCENES])
        assert merged.texts()[ENCOUNTER] == ours[ENCOUNTER].replace("[6.0, 2.0, 1.0]", "[7.0, 2.0, 1.0]")


def test_what_moves_away_while_something_new_is_put_under_it_is_told():
    theirs = changed(("# the end", '\n[entities.ivy]\nparent = "wall"\n# the end'))

    (conflict,) = merge(BASE, moved_to_the_encounter(), theirs).conflicts

    assert conflict.key == f"{SCENES}/entities/wall"


def test_what_stood_under_it_before_does_not_hold_back_what_moves_to_the_encounter():
    base = changed(("hidden = true", 'parent = "wall"'))
    ours = moved_to_the_encounter()
    ours = {**ours, SCENES: ours[SCENES].replace("hidden = true", 'tags = ["free"]')}
    theirs = {**base, SCENES: base[SCENES].replace('name = "Wall"', 'name = "Old wall"')}

    for one, two in ((ours, theirs), (theirs, ours)):
        merged = merge(base, one, two)
        assert merged.conflicts == ()
        assert 'name = "Old wall"' in merged.texts()[ENCOUNTER]
        assert merged.texts()[SCENES] == ours[SCENES]


def test_what_moves_away_while_it_is_put_under_what_stays_is_told():
    theirs = changed(('name = "Wall"', 'name = "Wall"\nparent = "wasp_1"'))

    merged = merge(BASE, theirs, moved_to_the_encounter())

    (conflict,) = merged.conflicts
    assert conflict.text == (
        "Wall: you tied it to others in scenes/orchard.toml, the other side moved it to encounters/harvest.toml."
    )
    assert merged.texts() == theirs
    assert merged.texts({conflict.key: "theirs"}) == moved_to_the_encounter()


def test_what_stands_under_one_of_two_with_the_same_id_goes_up_where_that_one_goes():
    ours = changed(("# the end", "[entities.pump]\n# the end"))
    hose = '\n[entities.hose]\nname = "Hose"\n'
    theirs = {**BASE, ENCOUNTER: f'{BASE[ENCOUNTER]}\n[entities.pump]\n{hose}parent = "pump"\n'}

    merged = merge(BASE, ours, theirs)

    (conflict,) = merged.conflicts
    assert merged.texts() == {**ours, ENCOUNTER: BASE[ENCOUNTER] + hose}
    assert merged.texts({conflict.key: "theirs"}) == theirs


def test_only_a_scene_and_its_encounters_share_their_ids():
    """A prefab that says of which scene it comes has ids of its own."""
    base = {**BASE, "prefabs/wasp": BASE["prefabs/wasp"].replace("\n\n", '\nscene = "orchard"\n\n', 1)}
    pump = '\n[entities.pump]\nname = "Pump"\n'
    one, two = ({**base, file: base[file] + pump} for file in (SCENES, "prefabs/wasp"))

    for sides in ((one, two), (two, one)):
        merged = merge(base, *sides)
        assert (merged.conflicts, merged.texts()) == ((), {**one, "prefabs/wasp": two["prefabs/wasp"]})


def test_both_change_one_table_that_stands_on_one_line():
    base = changed(
        ("[entities.mira.health]\ncurrent = 80.0 # tired\nmaximum = 100.0\n", ""),
        ('name = "Mira"', 'name = "Mira"\nhealth = { current = 80.0, maximum = 100.0 } # both'),
    )
    ours = {**base, SCENES: base[SCENES].replace("current = 80.0", "current = 90.0")}
    theirs = {**base, SCENES: base[SCENES].replace("maximum = 100.0 } # both", "maximum = 120.0 } # both # more")}

    merged = merge(base, ours, theirs)

    assert merged.conflicts == ()
    assert "health = { current = 90.0, maximum = 120.0 } # both # more\n" in merged.texts()[SCENES]


def test_one_side_takes_a_table_apart_while_the_other_changes_it():
    inline = ("hidden = true", "health = { current = 3.0 } # small")
    base = changed(inline)
    ours = {**base, SCENES: base[SCENES].replace(inline[1], "[entities.wasp_2.health] # small\ncurrent = 3.0")}
    theirs = {**base, SCENES: base[SCENES].replace("3.0 } # small", "3.0, maximum = 4.0 } # tiny")}

    merged = merge(base, ours, theirs)

    assert merged.conflicts == ()
    document = Document.from_texts(merged.texts(), folder=".")
    assert document.block(SCENES, "wasp_2")["health"] == {"current": 3.0, "maximum": 4.0}
    assert "# tiny" in merged.texts()[SCENES]


def test_each_side_adds_its_own_entity_at_the_same_place():
    one = changed(("# the end", "\n[entities.a_new]\n# the end"))
    other = changed(("# the end", "\n[entities.b_new]\n# the end"))

    merged = merge(BASE, other, one)

    assert merged.conflicts == ()
    assert merged.texts() == merge(BASE, one, other).texts()
    assert merged.texts()[SCENES].endswith("\n[entities.a_new]\n\n[entities.b_new]\n# the end\n")


def test_the_changes_of_each_side_are_there_as_commands():
    merged = merge(BASE, changed(("hidden = true\n", "")), changed(('name = "Wall"', 'name = "Fence"')))

    assert [each.sentence() for each in merged.our_changes] == ["Show Wasp 2"]
    assert [each.sentence() for each in merged.their_changes] == ["Rename Wall to Fence"]


def test_what_each_side_moves_to_an_encounter_of_its_own_stands_in_both_as_each_has_it():
    second = 'format = 1\nkind = "encounter"\ntitle = "Second"\nscene = "orchard"\n'
    base = {**BASE, "encounters/second": second}

    def moved(file: str, index: int, name: str) -> dict[str, str]:
        document = Document.from_texts(base, folder=".")
        block = document.block(SCENES, "wall")
        document.apply(RemoveEntity(file=SCENES, id="wall", block=block, index=4))
        document.apply(AddEntity(file=file, id="wall", block={**block, "name": name}, index=index))
        return {file: document.text(file) for file in document.files}

    one, two = moved(ENCOUNTER, 2, "Hedge"), moved("encounters/second", 0, "Wall")
    for sides in ((one, two), (two, one)):
        merged = merge(base, *sides)
        assert merged.conflicts == ()
        assert merged.texts() == {**one, "encounters/second": two["encounters/second"]}


def test_tables_that_are_torn_apart_are_brought_together_with_their_bytes():
    torn = (
        'format = 1\nkind = "scene"\n\n[entities.a]\nname = "A" # one\n\n[entities.b]\nname = "B"\n'
        "[entities.a.health]\ncurrent = 1.0 # low\n# not of an entity\n[zone.a]\nx = 1 # far\n"
        "[box.b]\ny = 1\n[entities]\n"
    )
    base = {**BASE, "scenes/hall": torn}
    ours = {**BASE, "scenes/hall": torn.replace('"B"', '"C"')}
    theirs = {**BASE, "scenes/hall": torn.replace("1.0", "2.0")}
    assert merge(base, ours, theirs).texts()["scenes/hall"] == (
        'format = 1\nkind = "scene"\n# not of an entity\n[zone.a]\nx = 1 # far\n'
        '[box.b]\ny = 1\n[entities]\n\n[entities.a]\nname = "A" # one\n'
        '[entities.a.health]\ncurrent = 2.0 # low\n\n[entities.b]\nname = "C"\n'
    )


def test_an_encounter_that_names_its_scene_otherwise_than_in_words_belongs_to_none():
    base = {**BASE, ENCOUNTER: BASE[ENCOUNTER].replace('scene = "orchard"', "scene = [1]", 1)}
    assert base != BASE
    ours, theirs = ({**base, ENCOUNTER: f"{base[ENCOUNTER]}\n[entities.{name}]\n"} for name in ("pump", "hose"))

    merged = merge(base, ours, theirs)

    assert merged.conflicts == ()
    assert all(f"[entities.{name}]" in merged.texts()[ENCOUNTER] for name in ("pump", "hose"))
