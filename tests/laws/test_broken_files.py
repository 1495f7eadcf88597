"""Laws of broken files: whatever lies in a folder, it opens or says why; and a save cut short harms nothing."""

import os
import shutil
import tempfile
from pathlib import Path as FilePath

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.document import CommandError, Document, DocumentError, Path, Set, view
from engine.rules import check
from tests.engine.document.orchard import HARVEST, PROJECT, SCENE, WASP, plant

TEXTS = {"project": PROJECT, "scenes_orchard": SCENE, "prefabs_wasp": WASP, "encounters_harvest": HARVEST}
CRUMBS = st.sampled_from(
    [
        *("", "[", "]", "=", '"', "'", "#", "\n", ".", "{", "}", ",", "true", "-1", "1e400", "nan", "\x00", "é", "\\"),
        *("[entities.wall]\n", "prefab = 'wasp'\n", "parent = 'mira'\n", "entities = 1\n", "format = 0\n"),
        *('"""', "1979-05-27", "9" * 30),
    ]
)
law = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, str]:
    """One of the project's files with a few bites taken out and crumbs put in."""
    name = draw(st.sampled_from(sorted(TEXTS)))
    text = TEXTS[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(CRUMBS) + text[start + draw(st.integers(0, 12)) :]
    return name, text


def opens_or_says_why(folder: FilePath) -> Document | None:
    try:
        document = Document.open(folder)
    except DocumentError:
        return None
    for finding in document.load_findings:
        assert finding.text
    if "scenes/orchard" in document.files:
        encounter = "harvest" if "encounters/harvest" in document.files else None
        seen = view(document, "orchard", encounter)
        for finding in check(seen, names={}, reachable=lambda _start, _goal: True):
            assert finding.where is None or document.line(finding.where) >= 0
    return document


@law
@given(damaged())
def test_a_damaged_file_opens_or_says_why(damage: tuple[str, str]):
    name, text = damage
    with tempfile.TemporaryDirectory() as place:
        folder = plant(FilePath(place), **{name: text})

        document = opens_or_says_why(folder)

        broken = folder.joinpath(*name.split("_", 1)).with_suffix(".toml")
        assert broken.read_bytes() == text.encode()
        if document is not None and document.unsaved() == ():
            assert all(document.text(file) for file in document.files)


@law
@given(damaged())
def test_repairs_of_damaged_files_apply_and_cure(damage: tuple[str, str]):
    name, text = damage
    with tempfile.TemporaryDirectory() as place:
        document = opens_or_says_why(plant(FilePath(place), **{name: text}))
        if document is None or "scenes/orchard" not in document.files:
            return
        encounter = "harvest" if "encounters/harvest" in document.files else None
        for finding in check(view(document, "orchard", encounter), names={}, reachable=lambda _start, _goal: True):
            before = {file: document.text(file) for file in document.files}
            try:
                for command in finding.fix:
                    document.apply(command)
            except CommandError:
                # An earlier repair may have changed what this one starts from.
                assert {file: document.text(file) for file in document.files} == before
                continue
            after = check(view(document, "orchard", encounter), names={}, reachable=lambda _start, _goal: True)
            if finding.fix:
                assert (finding.rule, finding.where, finding.text) not in [
                    (each.rule, each.where, each.text) for each in after
                ]


class Cut(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("step", range(24))
def test_a_save_cut_short_leaves_whole_files(tmp_path: FilePath, monkeypatch: pytest.MonkeyPatch, step: int):
    folder = plant(tmp_path / "orchard")
    document = Document.open(folder)
    for file in ("scenes/orchard", "prefabs/wasp", "encounters/harvest"):
        path = Path(file, ("title",))
        document.apply(Set(path=path, old=document.value(path), new="Changed"))
    old = {file: folder.joinpath(f"{file}.toml").read_text() for file in document.files}
    left = [step]

    def counted(name: str) -> None:
        original = getattr(os, name)

        def call(*arguments: object) -> object:
            if left[0] == 0:
                raise Cut
            left[0] -= 1
            return original(*arguments)

        monkeypatch.setattr(os, name, call)

    for name in ("fsync", "link", "replace"):
        counted(name)
    # A killed process tidies nothing up.
    monkeypatch.setattr(FilePath, "unlink", lambda *_, **__: None)
    try:
        document.save()
        assert step >= 15, "the save has more steps than were cut"
    except Cut:
        pass
    monkeypatch.undo()

    for file in document.files:
        assert folder.joinpath(f"{file}.toml").read_text() in (old[file], document.text(file))
    again = Document.open(folder)
    assert again.load_findings == []
    for file in ("scenes/orchard", "prefabs/wasp", "encounters/harvest"):
        path = Path(file, ("title",))
        again.apply(Set(path=path, old=again.value(path), new="Later"))
    again.save()
    shutil.rmtree(folder)
