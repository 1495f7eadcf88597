"""Meshes are merged as wholes: whoever changed one has it, and only two that are different are a conflict."""

import numpy as np
import pytest

from editor.ui.rooms.conflicts.words import versions
from engine.document.merge import merge
from engine.schema.file_bytes import text_of
from engine.schema.mesh import glb_of
from engine.schema.mesh.shape import shape_of
from tests.engine.document.orchard import PROJECT, SCENE

FILE = "meshes/statue"


def mesh(height: float) -> str:
    """The text of a mesh of one triangle."""
    corners = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [0.0, height, 0.0]])
    return text_of(FILE, glb_of(shape_of(corners, None, np.ones((3, 3)), np.zeros(3)), "statue"))


def texts(statue: str | None) -> dict[str, str]:
    """A project with a statue, or without one."""
    found = {"project": PROJECT, "scenes/orchard": SCENE}
    return found if statue is None else {**found, FILE: statue}


OLD, MINE, THEIRS = mesh(1.0), mesh(2.0), mesh(3.0)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "merged"),
    [
        (OLD, MINE, OLD, MINE),
        (OLD, OLD, THEIRS, THEIRS),
        (OLD, None, OLD, None),
        (None, None, THEIRS, THEIRS),
        (OLD, MINE, MINE, MINE),
        (MINE, OLD, OLD, OLD),
        (None, MINE, MINE, MINE),
        (OLD, None, None, None),
    ],
)
def test_who_changed_it_has_it(base: str | None, ours: str | None, theirs: str | None, merged: str | None) -> None:
    result = merge(texts(base), texts(ours), texts(theirs))

    assert result.conflicts == ()
    assert result.texts().get(FILE) == merged


def test_two_different_ones_are_a_conflict_in_which_a_side_is_chosen() -> None:
    result = merge(texts(OLD), texts(MINE), texts(THEIRS))

    (conflict,) = result.conflicts
    assert conflict.text == "Statue (meshes/statue.glb): you and the other side made different meshes of it."
    assert versions(conflict, None) == ("a mesh of 1 kB",) * 3
    assert result.texts()[FILE] == MINE
    assert result.texts({conflict.key: "theirs"})[FILE] == THEIRS
    assert [change.sentence() for change in result.their_changes] == ["Replace the mesh Statue"]


def test_replacing_one_is_a_change_of_the_side_that_did_it() -> None:
    replaced = ["Replace the mesh Statue"]
    for old, new in ((OLD, MINE), (MINE, OLD)):
        for ours, theirs, told in ((new, old, (replaced, [])), (old, new, ([], replaced))):
            result = merge(texts(old), texts(ours), texts(theirs))
            both = result.our_changes, result.their_changes
            assert tuple([change.sentence() for change in changes] for changes in both) == told


def test_one_that_the_other_side_deleted_is_a_conflict_too() -> None:
    result = merge(texts(OLD), texts(MINE), texts(None))

    assert [each.text for each in result.conflicts] == [
        "Statue (meshes/statue.glb): you changed it, the other side deleted it."
    ]
    assert FILE not in result.texts({FILE: "theirs"})


def test_a_deleted_one_that_the_other_side_changed_is_a_conflict() -> None:
    result = merge(texts(OLD), texts(None), texts(THEIRS))

    (conflict,) = result.conflicts
    assert "you deleted it, the other side changed it" in conflict.text
    assert FILE not in result.texts()
    assert result.texts({conflict.key: "theirs"})[FILE] == THEIRS
