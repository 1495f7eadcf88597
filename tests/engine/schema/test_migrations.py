"""Files of older formats are brought up to date, one tested step after another."""

from pathlib import Path

import pytest

from engine.document import Document
from engine.schema.files import FORMAT
from engine.schema.migrations import migrated, steps
from engine.schema.migrations.step_0 import migrate
from engine.schema.text import FormatError
from tests.engine.document.orchard import plant

OLD = """\
title = "Old orchard"
# turned to the gate
[entities.mira]
name = "Mira"
[entities.mira.transform]
position = [1.0, 0.0, 2.0]
yaw = 30.0

# Nothing to change here.
[entities.tree]
name =    "Tree"
"""


def test_there_is_a_step_from_every_older_format():
    assert sorted(steps()) == list(range(FORMAT))


def test_step_0_states_the_kind_and_turns_yaw_into_a_rotation():
    old = {"entities": {"mira": {"transform": {"yaw": 30.0}}, "tree": {"name": "Tree"}}}

    new = migrate("scene", old)

    assert new == {
        "kind": "scene",
        "entities": {"mira": {"transform": {"rotation": [0.0, 30.0, 0.0]}}, "tree": {"name": "Tree"}},
    }
    assert old["entities"]["mira"] == {"transform": {"yaw": 30.0}}


def test_migrating_ends_in_the_newest_format():
    assert migrated("scene", {"title": "x"})["format"] == FORMAT


@pytest.mark.parametrize("stated", [FORMAT + 1, 99])
def test_a_newer_format_is_refused_with_advice(stated: int):
    with pytest.raises(FormatError, match=f"format {stated}, this program reads formats up to {FORMAT}.*newer version"):
        migrated("scene", {"format": stated})


@pytest.mark.parametrize("stated", ["one", 1.0, True, -1])
def test_a_format_that_is_no_number_is_refused(stated: object):
    with pytest.raises(FormatError, match="expected a whole number"):
        migrated("scene", {"format": stated})


def test_an_old_file_opens_up_to_date_and_keeps_what_did_not_change(tmp_path: Path):
    folder = plant(tmp_path, scenes_orchard=OLD)

    document = Document.open(folder)

    assert document.block("scenes/orchard", "mira")["transform"] == {
        "position": [1.0, 0.0, 2.0],
        "rotation": [0.0, 30.0, 0.0],
    }
    assert [finding.rule for finding in document.load_findings] == ["older-format"]
    assert document.unsaved() == ("scenes/orchard",)
    text = document.text("scenes/orchard")
    assert '# Nothing to change here.\n[entities.tree]\nname =    "Tree"\n' in text
    assert "# turned to the gate" in text
    assert text.startswith('format = 1\nkind = "scene"\ntitle = "Old orchard"\n')


def test_an_old_file_on_disk_stays_as_it_is_until_it_is_saved(tmp_path: Path):
    folder = plant(tmp_path, scenes_orchard=OLD)
    document = Document.open(folder)

    assert (folder / "scenes/orchard.toml").read_text() == OLD
    document.save()

    assert (folder / "scenes/orchard.toml.bak").read_text() == OLD
    assert Document.open(folder).load_findings == []


def test_a_newer_file_is_left_alone_and_the_rest_opens(tmp_path: Path):
    folder = plant(tmp_path, scenes_orchard="format = 7\nkind = 'scene'\n")

    document = Document.open(folder)

    assert "scenes/orchard" not in document.files
    assert "prefabs/wasp" in document.files
    assert "newer version" in document.load_findings[0].text
