"""Laws of the document: undo gives back every byte, commands survive JSON, saving is stable."""

import tempfile
from pathlib import Path as FilePath
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.document import (
    AddEntity,
    Command,
    CommandError,
    Compound,
    Document,
    MoveEntity,
    Path,
    RemoveEntity,
    Set,
    command_from_json,
)
from engine.document.draft import Draft
from engine.document.node import Block
from tests.engine.document.orchard import HARVEST, SCENE, WASP, plant

FILES = ("scenes/orchard", "prefabs/wasp", "encounters/harvest", "prefabs/odd")
ODD = """\
# Valid, but not as the editor would write it.
title="Odd"   # a title
kind = 'prefab'
format = 1
[ entities . odd . "transform" ] # before its entity
position = [ # in lines
  1.0,
  2, # two
  3.0 ]
[entities.odd]
health = { current = 5.0, maximum = 9 } # inline
obstacle.shape = "circle"
name = '''
Odd
[entities.not_me]'''
\t# indented

[[entities.odd.parts]]
n = 1
[[entities.odd.parts]]
n = { m = "}" }

[entities.second.health]
current = 0x10
\t
[entities."third one"]
"tags" = ["a", 'b']
hidden = true
# no newline here"""
numbers = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(2**63), 2**63 - 1)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
FIELDS: dict[tuple[str, ...], st.SearchStrategy[Any]] = {
    ("name",): st.none() | texts,
    ("hidden",): st.none() | st.booleans(),
    ("tags",): st.none() | st.lists(texts, max_size=3),
    ("parent",): st.none() | st.sampled_from(["party", "mira", "wall", "nobody"]),
    ("prefab",): st.none() | st.sampled_from(["wasp", "lost"]),
    ("transform", "position"): st.none() | st.lists(numbers, min_size=3, max_size=3),
    ("transform",): st.none() | st.just({}) | st.just({"scale": 2.0}),
    ("transform", "position", 1): numbers,  # type: ignore[dict-item]
    ("health", "current"): st.none() | numbers,
    ("health", "maximum"): st.none() | numbers,
    ("health",): st.none() | st.just({}) | st.just({"current": 5.0}),
    ("player",): st.none() | st.just({}),
    ("obstacle", "shape"): st.none() | st.sampled_from(["box", "circle", "star"]),
}
HEAD: dict[tuple[str, ...], st.SearchStrategy[Any]] = {
    ("title",): st.none() | texts,
    ("terrain", "seed"): st.none() | st.integers(0, 99),
    ("environment", "fog_density"): st.none() | numbers,
    ("time_limit_s",): st.none() | numbers,
}


@st.composite
def steps(draw: st.DrawFn) -> list[tuple[Any, ...]]:
    """A designer's session as plain intentions; each becomes a command against the document as it is then."""
    kinds = st.sampled_from(["set", "set", "set", "head", "add", "remove", "move", "pair"])
    session: list[tuple[Any, ...]] = []
    for kind in draw(st.lists(kinds, min_size=1, max_size=8)):
        if kind in ("set", "pair"):
            keys = draw(st.sampled_from(sorted(FIELDS, key=str)))
            session.append((kind, draw(st.integers(0, 9)), keys, draw(FIELDS[keys])))
        elif kind == "head":
            keys = draw(st.sampled_from(sorted(HEAD)))
            session.append((kind, draw(st.integers(0, 9)), keys, draw(HEAD[keys])))
        else:
            session.append((kind, draw(st.integers(0, 9)), draw(st.integers(0, 9)), draw(texts)))
    return session


def command_of(document: Document, step: tuple[Any, ...]) -> Command | None:
    kind, pick, what, value = step
    file = FILES[pick % len(FILES)]
    ids = document.entities(file)
    if kind == "head":
        path = Path(file, what)
        return Set(path=path, old=document.value(path), new=value)
    if kind == "add":
        block = {"name": value, "health": {"current": float(pick)}}
        return AddEntity(file=file, id=f"new_{pick}", block=block, index=what % (len(ids) + 1))
    if not ids:
        return None
    identifier = ids[pick % len(ids)]
    if kind == "remove":
        return RemoveEntity(
            file=file, id=identifier, block=document.block(file, identifier), index=ids.index(identifier)
        )
    if kind == "move":
        return MoveEntity(file=file, id=identifier, old=ids.index(identifier), new=what % len(ids))
    path = Path.entity(file, identifier, *what)
    change = Set(path=path, old=document.value(path), new=value)
    if kind == "set":
        return change
    tag = Path.entity(file, identifier, "locked")
    return Compound(title="Two at once", commands=(change, Set(path=tag, old=document.value(tag), new=True)))


def opened() -> tuple[tempfile.TemporaryDirectory[str], Document]:
    place = tempfile.TemporaryDirectory()
    return place, Document.open(plant(FilePath(place.name), prefabs_odd=ODD))


def texts_of(document: Document) -> dict[str, str]:
    return {file: document.text(file) for file in document.files}


def perform(document: Document, session: list[tuple[Any, ...]]) -> list[Command]:
    """Apply what the document accepts of a session."""
    done: list[Command] = []
    for step in session:
        command = command_of(document, step)
        if command is None:
            continue
        before, revision = texts_of(document), document.revision
        try:
            document.apply(command)
        except CommandError:
            assert texts_of(document) == before, "a refused command changes nothing"
            assert document.revision == revision
        else:
            done.append(command)
    return done


law = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def undo_gives_back_every_byte(session: list[tuple[Any, ...]], *, read_between: bool) -> None:
    place, document = opened()
    with place:
        start = texts_of(document)
        states = [start]
        done: list[Command] = []
        for step in session:
            done += perform(document, [step])
            if read_between:
                states.append(texts_of(document))
        for command in reversed(done):
            document.apply(command.inverse())
        assert texts_of(document) == start
        assert document.unsaved() == ()


@law
@given(steps(), st.booleans())
def test_undo_gives_back_every_byte(session: list[tuple[Any, ...]], read_between: bool):
    undo_gives_back_every_byte(session, read_between=read_between)


@law
@given(steps())
def test_redo_gives_the_same_bytes_again(session: list[tuple[Any, ...]]):
    place, document = opened()
    with place:
        done = perform(document, session)
        end = texts_of(document)
        for command in reversed(done):
            document.apply(command.inverse())
        for command in done:
            document.apply(command)

        assert texts_of(document) == end


@law
@given(steps())
def test_commands_survive_json(session: list[tuple[Any, ...]]):
    place, document = opened()
    with place:
        for command in perform(document, session):
            again = command_from_json(command.to_json())

            assert again == command
            assert again.to_json() == command.to_json()
            assert command_from_json(command.inverse().to_json()).inverse() == command


@law
@given(steps())
def test_commands_from_json_lead_to_the_same_document(session: list[tuple[Any, ...]]):
    place, document = opened()
    other_place, other = opened()
    with place, other_place:
        for command in perform(document, session):
            other.apply(command_from_json(command.to_json()))

        assert texts_of(other) == texts_of(document)


@law
@given(steps())
def test_save_load_save_is_stable(session: list[tuple[Any, ...]]):
    place, document = opened()
    with place:
        perform(document, session)
        document.save()
        written = {file: document.folder.joinpath(f"{file}.toml").read_bytes() for file in document.files}

        again = Document.open(document.folder)

        assert again.load_findings == []
        assert again.unsaved() == ()
        assert again.save() == []
        assert {file: again.text(file).encode() for file in again.files} == written
        for file in again.files:
            for identifier in again.entities(file):
                assert again.block(file, identifier) == document.block(file, identifier)


@law
@given(steps())
def test_blocks_that_nobody_touched_keep_their_bytes(session: list[tuple[Any, ...]]):
    place, document = opened()
    with place:
        touched = {path.entity_id for command in perform(document, session) for path in paths_of(command)}

        for file, text in (("scenes/orchard", SCENE), ("prefabs/wasp", WASP), ("encounters/harvest", HARVEST)):
            for block in text.split("\n\n")[1:]:
                identifier = block.partition("[entities.")[2].partition("]")[0]
                if identifier and identifier not in touched and "# the end" not in block:
                    assert block.rstrip("\n") in document.text(file)


def paths_of(command: Command) -> list[Path]:
    if isinstance(command, Compound):
        return [path for part in command.commands for path in paths_of(part)]
    if isinstance(command, Set):
        return [command.path]
    assert isinstance(command, AddEntity | RemoveEntity | MoveEntity)
    return [Path.entity(command.file, command.id)]


def test_opening_alone_changes_no_byte():
    place, document = opened()
    with place:
        assert document.unsaved() == ()
        assert document.save() == []
        assert document.text("scenes/orchard") == SCENE
        assert document.text("prefabs/odd") == ODD


def test_the_undo_law_would_notice_forgotten_texts(monkeypatch: pytest.MonkeyPatch):
    """Mutant: every change forgets what the block was read from, so comments are lost."""

    def forgetful(self: Block, data: Any, undo: Any = None) -> Block:
        return Block(data, self.identifier, undo=None)

    monkeypatch.setattr(Block, "changed", forgetful)

    with pytest.raises(AssertionError):
        undo_gives_back_every_byte([("set", 16, ("health", "current"), 5.0)], read_between=False)


def test_the_undo_law_would_notice_tables_left_behind(monkeypatch: pytest.MonkeyPatch):
    """Mutant: nothing remembers that a table was absent, so undo leaves its empty header behind."""
    changed = Block.changed

    def without_memory(self: Block, data: Any, undo: Any = None) -> Block:
        return changed(self, data, None)

    monkeypatch.setattr(Block, "changed", without_memory)

    with pytest.raises(AssertionError):
        undo_gives_back_every_byte([("set", 0, ("health", "current"), 5.0)], read_between=False)


def test_the_undo_law_would_notice_burnt_blocks(monkeypatch: pytest.MonkeyPatch):
    """Mutant: a removed block is not kept, so its comments don't come back with it."""
    monkeypatch.setattr(Draft, "_take_buried", lambda *_: None)

    with pytest.raises(AssertionError):
        undo_gives_back_every_byte([("remove", 16, 0, "")], read_between=False)
