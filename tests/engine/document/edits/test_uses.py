"""Who names what: counted and told the same way, however often it is asked and whatever changed in between."""

from collections import Counter
from pathlib import Path as Folder

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document import Document, Path, Set
from engine.document.edits.uses import KINDS, UseIndex, can_name, namings_in, repaired, uses_of_name
from engine.schema.component import Component
from engine.schema.fields import prop

TEXTS = {
    "project": 'format = 1\nkind = "project"\nmain_scene = "field"\n',
    "scenes/field": """format = 1
kind = "scene"
[terrain]
far_trees = "oak"
[entities.one]
prefab = "camp"
[entities.one.parts.tent.appearance]
mesh = "tent"
[entities.two]
[entities.two.appearance]
mesh = "oak"
[entities.three]
[entities.three.prop_scatter]
mesh = "grass"
""",
    "encounters/fight": """format = 1
kind = "encounter"
scene = "field"
[entities.group]
[entities.group.spawn_group]
prefab = "wolf"
""",
}
NAMES = st.sampled_from(("oak", "tent", "grass", "wolf", "camp", "field", "nothing"))
PLACES = (
    Path("scenes/field", ("terrain", "far_trees")),
    Path.entity("scenes/field", "two", "appearance", "mesh"),
    Path.entity("scenes/field", "three", "prop_scatter", "mesh"),
    Path.entity("encounters/fight", "group", "spawn_group", "prefab"),
)


class Banner(Component, id="banner"):
    """A component of a project's own."""

    mesh: str = prop("marker", ref="mesh", doc="What hangs there.")


def document() -> Document:
    return Document.from_texts(TEXTS, folder=Folder())


def test_names_are_found_in_heads_in_their_tables_in_components_and_in_parts() -> None:
    source = document()
    components = source.vocabulary.components
    found = {
        ("/".join(map(str, (node.name, *each.keys))), each.kind, each.name)
        for node in source.files.values()
        for each in namings_in(node, components)
    }

    assert found == {
        ("project/main_scene", "scene", "field"),
        ("scenes/field/terrain/far_trees", "mesh", "oak"),
        ("scenes/field/entities/one/prefab", "prefab", "camp"),
        ("scenes/field/entities/one/parts/tent/appearance/mesh", "mesh", "tent"),
        ("scenes/field/entities/two/appearance/mesh", "mesh", "oak"),
        ("scenes/field/entities/three/prop_scatter/mesh", "mesh", "grass"),
        ("encounters/fight/scene", "scene", "field"),
        ("encounters/fight/entities/group/spawn_group/prefab", "prefab", "wolf"),
    }


@settings(max_examples=40, deadline=None)
@given(edits=st.lists(st.tuples(st.sampled_from(PLACES), NAMES), max_size=6))
def test_an_index_says_what_a_fresh_look_says_after_any_edits(edits: list[tuple[Path, str]]) -> None:
    source, index = document(), UseIndex()
    for path, name in edits:
        source.apply(Set(path=path, old=source.value(path), new=name))
        counted = index.counted(source.snapshot())
        told = {key: index.uses(source.snapshot(), *key) for key in counted}
        assert told == {key: uses_of_name(source, *key) for key in counted}
        assert counted == Counter({key: len(uses) for key, uses in told.items()})
        assert {kind for kind, _ in counted} <= KINDS


@settings(max_examples=30, deadline=None)
@given(lost=st.sampled_from(("oak", "tent", "grass")), new=st.sampled_from(("rock", None)))
def test_a_repair_reaches_everything_that_names_it_and_its_inverse_gives_every_byte_back(
    lost: str, new: str | None
) -> None:
    source = document()
    before = {file: source.text(file) for file in source.files}
    command = repaired(source, "mesh", lost, new)

    source.apply(command)

    assert not uses_of_name(source, "mesh", lost)
    source.apply(command.inverse())
    assert {file: source.text(file) for file in source.files} == before


def test_components_that_can_name_something_are_known_by_their_fields() -> None:
    components = document().vocabulary.components

    assert {key for key, each in components.items() if can_name(each)} == {"appearance", "prop_scatter", "spawn_group"}
    assert can_name(Banner)
    assert not can_name(None)
