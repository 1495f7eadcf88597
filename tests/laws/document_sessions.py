"""Random sessions of a designer on a small project, as plain intentions that become commands one by one."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path as FilePath
from typing import Any

from hypothesis import HealthCheck, settings
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
    WriteFile,
)
from engine.document.edits.terrain import shape_commands
from engine.schema.tile import tile_name
from engine.terrain.edited import edit_tile_of
from engine.terrain.edits import EditTile
from tests.engine.document.grounds import ground, with_points
from tests.engine.document.orchard import plant

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
Step = tuple[Any, ...]
law = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
SMALL = ["set", "set", "set", "head", "add", "remove", "move", "pair"]
WHOLE = ["write", "write", "create", "delete", "relocate", "nest", "shape", "shape"]


@st.composite
def steps(draw: st.DrawFn, whole_files: bool = True) -> list[Step]:
    """A designer's session as plain intentions; each becomes a command against the document as it is then."""
    session: list[Step] = []
    for kind in draw(st.lists(st.sampled_from(SMALL + (WHOLE if whole_files else [])), min_size=1, max_size=8)):
        if kind in ("set", "pair", "nest"):
            keys = draw(st.sampled_from(sorted(FIELDS, key=str)))
            session.append((kind, draw(st.integers(0, 9)), keys, draw(FIELDS[keys])))
        elif kind == "head":
            keys = draw(st.sampled_from(sorted(HEAD)))
            session.append((kind, draw(st.integers(0, 9)), keys, draw(HEAD[keys])))
        else:
            session.append((kind, draw(st.integers(0, 9)), draw(st.integers(0, 9)), draw(texts)))
    return session


def command_of(document: Document, step: Step) -> Command | None:
    """What the step means for the document as it is; None when it means nothing there."""
    kind, pick, what, value = step
    files = [file for file in document.files if file != "project"]
    if kind == "create":
        kinds = {"scenes": "scene", "encounters": "encounter", "prefabs": "prefab"}
        folder = sorted(kinds)[pick % 3]
        text = f'# {what}\nkind = "{kinds[folder]}"\nformat = 1 # odd order\n'
        return WriteFile(file=f"{folder}/new_{what}", old=None, new=text)
    if not files:
        return None
    if kind == "shape":
        return _shaped(document, pick, what)
    file = files[pick % len(files)]
    if kind == "write":
        return WriteFile(file=file, old=document.text(file), new=_other_text(document.text(file), what))
    if kind == "delete":
        return WriteFile(file=file, old=document.text(file), new=None)
    if kind == "head":
        path = Path(file, what)
        return Set(path=path, old=document.value(path), new=value)
    ids = document.entities(file)
    if kind == "add":
        block = {"name": value, "health": {"current": float(pick)}}
        return AddEntity(file=file, id=f"new_{pick}", block=block, index=what % (len(ids) + 1))
    if not ids:
        return None
    identifier = ids[pick % len(ids)]
    index = ids.index(identifier)
    remove = RemoveEntity(file=file, id=identifier, block=document.block(file, identifier), index=index)
    if kind == "remove":
        return remove
    if kind == "move":
        return MoveEntity(file=file, id=identifier, old=index, new=what % len(ids))
    if kind == "relocate":
        goal = files[what % len(files)]
        end = len(document.entities(goal)) - (goal == file)
        there = AddEntity(file=goal, id=identifier, block=document.block(file, identifier), index=end)
        return Compound(title="Elsewhere", commands=(remove, there))
    change = Set(path=(path := Path.entity(file, identifier, *what)), old=document.value(path), new=value)
    if kind == "set":
        return change
    tag = Path.entity(file, identifier, "locked")
    lock = Set(path=tag, old=document.value(tag), new=True)
    if kind == "pair":
        return Compound(title="Two at once", commands=(change, lock))
    created = WriteFile(file="scenes/nested", old=None, new='kind = "scene"\nformat = 1\n')
    inner = Compound(title="Inner", commands=(lock, change))
    return Compound(title="Nested", commands=(Compound(title="Middle", commands=(created, inner)),))


def _shaped(document: Document, pick: int, what: int) -> Command | None:
    """A stroke over two tiles of the orchard: points raised, painted, or all shaping taken away."""
    if "scenes/orchard" not in document.files:
        return None
    tiles: dict[tuple[int, int], EditTile | None] = {}
    for place in ((pick % 2, 0), (pick % 2, -1)):
        node = document.files.get(tile_name("orchard", *place))
        before = edit_tile_of(node.tile) if node is not None and node.tile is not None else None
        raised = with_points(before, {(what, pick): 100 * what, (3, 3): pick - what})
        tiles[place] = None if what == 0 else ground(0, cover=20 * what, rock=9 * pick) if what == 9 else raised
    commands = shape_commands(document, "orchard", tiles)
    return Compound(title="Shape the ground", commands=tuple(commands)) if commands else None


def _other_text(text: str, what: int) -> str:
    """The same file with other bytes, or with nothing in it but its kind."""
    kind = next(line for line in text.splitlines() if line.replace(" ", "").startswith("kind="))
    match what % 4:
        case 0:
            return f"# above {what}\n{text}"
        case 1:
            return f"{text}\n# below {what}\n"
        case 2:
            return f"format=1\n{kind}\n\n[entities.alone_{what}]\nhealth = {{ current = 3 }} # inline\n"
        case _:
            return text.replace(" = ", "  =  ").replace("\n", "\r\n") if "'''" not in text else f"\n{text}"


@contextmanager
def opened() -> Iterator[Document]:
    """The orchard with an oddly written prefab, in a folder of its own."""
    with tempfile.TemporaryDirectory() as place:
        yield Document.open(plant(FilePath(place), prefabs_odd=ODD))


def texts_of(document: Document) -> dict[str, str]:
    """The text of every file."""
    return {file: document.text(file) for file in document.files}


def perform(document: Document, session: list[Step]) -> list[Command]:
    """Apply what the document accepts of a session; a refusal must change nothing."""
    done: list[Command] = []
    for step in session:
        command = command_of(document, step)
        if command is None:
            continue
        before, revision = document.snapshot(), document.revision
        try:
            document.apply(command)
        except CommandError:
            assert document.snapshot() is before, "a refused command changes nothing"
            assert document.revision == revision
        else:
            done.append(command)
    return done


def commands_of(session: list[Step]) -> list[Command]:
    """The commands of a session that begins with the orchard as it is opened."""
    with opened() as document:
        return perform(document, session)
