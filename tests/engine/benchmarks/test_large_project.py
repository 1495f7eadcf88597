"""The large project is what it claims to be: a known mix, always the same, without faults that nobody put there."""

from collections import Counter
from pathlib import Path

import pytest

from engine.benchmarks.scenes.large_project import (
    add_many,
    large_document,
    large_view,
    move_all,
    move_one,
    remove_many,
    write_large_project,
)
from engine.document import Document
from engine.rules import check

COUNT = 1_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of a thousand entities."""
    return write_large_project(tmp_path_factory.mktemp("large"), COUNT)


@pytest.mark.parametrize("count", [100, 200, COUNT])
def test_it_holds_exactly_as_many_entities_as_asked_for(tmp_path: Path, count: int):
    assert len(large_view(Document.open(write_large_project(tmp_path, count))).entities) == count


def test_every_call_writes_the_same_bytes(folder: Path, tmp_path: Path):
    again = write_large_project(tmp_path, COUNT)
    files = sorted(path.relative_to(folder) for path in folder.rglob("*.toml"))
    assert len(files) > 10
    assert [(folder / file).read_bytes() for file in files] == [(again / file).read_bytes() for file in files]


def test_two_thirds_are_instances_with_overrides_and_variants_of_variants_are_among_them(folder: Path):
    scene = large_view(Document.open(folder))
    instances = [entity for entity in scene.entities if entity.prefab]
    assert 0.6 * COUNT < len(instances) < 0.7 * COUNT
    assert all(entity.overrides for entity in instances)
    assert scene.prefab("tree_dead").prefab == "tree_old"
    assert Counter(entity.prefab for entity in instances)["tree_dead"] > 50
    assert any(entity.parent and entity.id.startswith("group_") for entity in scene.entities)


def test_its_text_is_the_one_that_the_writer_would_write(folder: Path):
    document = Document.open(folder)
    scene = large_view(document)
    document.apply(move_all(scene, 1.0))
    document.apply(move_all(scene, 1.0).inverse())
    assert document.unsaved() == ()


def test_rules_find_only_the_health_that_is_too_high(folder: Path):
    assert {finding.rule for finding in check(large_view(Document.open(folder)))} == {"health-above-maximum"}


@pytest.mark.parametrize("change", [move_one, move_all])
def test_changes_apply_and_go_back_to_the_same_bytes(change):
    document, close = large_document(200)
    before = {file: document.text(file) for file in document.files}
    command = change(large_view(document), 3.0)
    document.apply(command)
    assert {file: document.text(file) for file in document.files} != before
    document.apply(command.inverse())
    assert {file: document.text(file) for file in document.files} == before
    close()
    assert not document.folder.exists()


@pytest.mark.parametrize("change", [add_many, remove_many])
def test_additions_and_removals_go_back_too(change):
    document, close = large_document(400)
    before = {file: document.text(file) for file in document.files}
    command = change(large_view(document), 50)
    document.apply(command)
    assert abs(len(large_view(document).entities) - 400) == 50
    document.apply(command.inverse())
    assert {file: document.text(file) for file in document.files} == before
    close()


def test_a_project_too_small_for_the_mix_is_refused(tmp_path: Path):
    with pytest.raises(ValueError, match="expected at least 100"):
        write_large_project(tmp_path, 99)
