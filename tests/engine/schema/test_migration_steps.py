"""Every step between two formats turns an old file into the new one that lies beside it, comments kept."""

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.document import Document, DocumentError, Set
from engine.document import Path as Place
from engine.document.disk.reading import UnusableError, read_text
from engine.schema import migrations
from engine.schema.files import FORMAT
from tests.engine.document.orchard import plant

STEPS = Path(__file__).parent / "migrations"


def cases() -> list[tuple[int, Path]]:
    """The files before each step: step_N/KIND.before.toml, with KIND.after.toml beside it."""
    return [
        (int(folder.name.removeprefix("step_")), before)
        for folder in sorted(STEPS.glob("step_*"))
        for before in sorted(folder.glob("*.before.toml"))
    ]


def name_of(before: Path) -> str:
    kind = before.name.partition(".")[0]
    return "project" if kind == "project" else f"{kind}s/sample"


def test_the_steps_lead_from_the_first_format_to_the_newest_without_a_gap():
    assert sorted(migrations.steps()) == list(range(FORMAT))


def test_every_step_has_its_files_and_says_what_it_does():
    assert {start for start, _ in cases()} == set(migrations.steps())
    for start, step in migrations.steps().items():
        told = (importlib.import_module(step.__module__).__doc__ or "").strip()
        assert told.startswith(f"Format {start} to {start + 1}: ")


@pytest.mark.parametrize(("start", "before"), cases(), ids=lambda each: getattr(each, "name", str(each)))
def test_a_step_gives_the_file_that_lies_beside_it(start: int, before: Path):
    text = before.read_bytes().decode()
    after = before.with_name(before.name.replace(".before.", ".after.")).read_bytes().decode()

    read = read_text(name_of(before), text)

    assert read.version == start
    assert read.as_read.text == text
    assert read.node.text == after
    assert read_text(name_of(before), after).node.text == after


def test_a_whole_project_of_format_0_comes_up_to_date_and_is_written_only_when_it_is_saved(tmp_path: Path):
    texts = {before.name.partition(".")[0]: before.read_text() for start, before in cases() if start == 0}
    for kind, text in texts.items():
        path = tmp_path / f"{name_of(Path(f'{kind}.before.toml'))}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    was = {path: path.read_bytes() for path in tmp_path.rglob("*.toml")}

    document = Document.open(tmp_path)

    assert len(document.files) == len(texts) == 4
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.toml")} == was
    assert set(document.unsaved()) == set(document.files)
    document.save()
    assert {path: Path(f"{path}.bak").read_bytes() for path in was} == was
    again = Document.open(tmp_path)
    assert again.load_findings == []
    assert again.unsaved() == ()


def test_undo_after_a_migration_gives_back_the_migrated_file_and_never_the_old_one(tmp_path: Path):
    old = "title = 'Old'\n# turned\n[entities.mira]\n[entities.mira.transform]\nyaw = 30.0\n"
    document = Document.open(plant(tmp_path, scenes_orchard=old))
    opened = document.text("scenes/orchard")
    turn = Set(path=Place.entity("scenes/orchard", "mira", "transform", "rotation"), old=[0.0, 30.0, 0.0], new=None)

    document.apply(turn)
    document.save()
    document.apply(turn.inverse())

    assert document.text("scenes/orchard") == opened
    assert opened.startswith("format = ")
    assert document.unsaved() == ("scenes/orchard",)


def test_a_file_of_a_newer_format_says_what_is_needed_and_stays(tmp_path: Path):
    newer = f'format = {FORMAT + 1}\nkind = "scene"\n'
    folder = plant(tmp_path, scenes_orchard=newer)
    document = Document.open(folder)
    told = next(finding.text for finding in document.load_findings if finding.rule == "broken-file")

    assert f"format {FORMAT + 1}, this program reads formats up to {FORMAT}" in told
    assert "newer version of the editor" in told
    document.save()
    assert (folder / "scenes/orchard.toml").read_text() == newer


@contextmanager
def one_step_more(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Iterator[None]:
    """A next format and its step, found as any other: a module in a folder that the walk looks at."""
    (folder / f"step_{FORMAT}.py").write_text(
        f'"""Format {FORMAT} to {FORMAT + 1}: a title is a name."""\n\nFROM = {FORMAT}\n\n\n'
        "def migrate(kind, data):\n"
        "    moved = dict(data)\n"
        '    moved["title"] = moved.get("title", "") + "!"\n'
        "    return moved\n"
    )
    monkeypatch.setattr(migrations, "__path__", [*migrations.__path__, str(folder)])
    monkeypatch.setattr(migrations, "FORMAT", FORMAT + 1)
    monkeypatch.setattr("engine.document.disk.reading.FORMAT", FORMAT + 1)
    migrations.steps.cache_clear()
    try:
        yield
    finally:
        migrations.steps.cache_clear()
        monkeypatch.undo()
        sys.modules.pop(f"engine.schema.migrations.step_{FORMAT}", None)


def test_two_steps_follow_each_other(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with one_step_more(monkeypatch, tmp_path):
        assert sorted(migrations.steps()) == list(range(FORMAT + 1))

        oldest = read_text(
            "scenes/a", "title = 'A' # why\n[entities.m]\n[entities.m.transform]\nyaw = 30.0\n\n# tree\n[entities.t]\n"
        )
        newer = read_text("scenes/a", f"format = {FORMAT}\nkind = 'scene'\ntitle = 'A'\n[entities.t]\n")

    assert (oldest.version, newer.version) == (0, FORMAT)
    assert oldest.node.text == (
        f'format = {FORMAT + 1}\nkind = "scene"\ntitle = "A!" # why\n'
        "[entities.m]\n[entities.m.transform]\nrotation = [0.0, 30.0, 0.0]\n\n# tree\n[entities.t]\n"
    )
    assert newer.node.text == f"format = {FORMAT + 1}\nkind = 'scene'\ntitle = \"A!\"\n[entities.t]\n"


def test_a_missing_step_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    with one_step_more(monkeypatch, tmp_path):
        (tmp_path / f"step_{FORMAT}.py").unlink()
        sys.modules.pop(f"engine.schema.migrations.step_{FORMAT}", None)
        migrations.steps.cache_clear()
        with pytest.raises(UnusableError, match=f"nothing here can bring format {FORMAT} up to date"):
            read_text("scenes/a", f"format = {FORMAT}\nkind = 'scene'\n")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-5, 5) | st.floats(-2, 2) | st.text("ab", max_size=2),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)


@given(
    head=st.dictionaries(st.sampled_from(("format", "kind", "title", "terrain", "scene")), VALUES, max_size=4),
    yaw=VALUES,
    rotation=VALUES,
)
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_old_file_migrates_or_says_why_not(head: dict[str, object], yaw: object, rotation: object):
    from engine.schema.toml_write import UnwritableError, statement_text

    def stated(fields: dict[str, object]) -> str:
        lines = []
        for key, value in fields.items():
            try:
                lines.append(statement_text(key, value))
            except UnwritableError:
                continue
        return "".join(f"{line}\n" for line in lines)

    text = stated(head) + "[entities.mira.transform]\n" + stated({"yaw": yaw, "rotation": rotation})
    texts = {"project": 'format = 1\nkind = "project"\n', "scenes/a": text}
    try:
        document = Document.from_texts(texts, folder="a")
    except DocumentError as error:
        told = str(error)
    else:
        told = ""
    if told:
        assert "scenes/a.toml" in told
        return
    again = Document.from_texts({**texts, "scenes/a": document.text("scenes/a")}, folder="a")
    assert again.text("scenes/a") == document.text("scenes/a")
    assert again.block("scenes/a", "mira") == document.block("scenes/a", "mira")
