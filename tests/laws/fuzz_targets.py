"""What is fuzzed: each kind of file that the program reads, by the code that reads it, with seeds from real files.

A target takes any bytes and either returns, having read them or heard in words why not, or fails: with an exception
that no caller expects, or with a law broken. tests/laws/fuzz_files.py looks for such bytes by coverage.
"""

import io
import json
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path as FilePath

import zstandard

from engine.document import CommandError, Document, DocumentError, command_from_json, view
from engine.document.journal import Session, read_session, replay
from engine.document.merge import merge
from engine.physics.capture import CaptureError, chrome_trace, csv_text, summarize
from engine.physics.capture import load as load_capture
from engine.physics.capture import save as save_capture
from engine.rules import check
from engine.schema.tile import Tile
from engine.terrain.edited import terrain_edits_of
from tests.engine.document.grounds import ground, with_points
from tests.engine.document.orchard import HARVEST, PROJECT, SCENE, WASP
from tests.engine.physics.capture.captures import noisy

ROOT = FilePath(__file__).resolve().parents[2]
FOUND = FilePath(__file__).resolve().parent / "seeds"
TILE = Tile.of(with_points(ground(250, cover=255, rock=200), {(3, 4): -1250})).text
TEXTS = {
    "project": PROJECT,
    "scenes/orchard": SCENE,
    "prefabs/wasp": WASP,
    "encounters/harvest": HARVEST,
    "terrain/orchard/0_0": TILE,
}
ORCHARD = Document.from_texts(TEXTS, folder="orchard")
OLD = b"title = 'Old'\n[entities.mira]\n[entities.mira.transform]\nyaw = 30.0\n[entities.tree]\nname =   'Tree'\n"


@dataclass(frozen=True)
class Target:
    """One kind of file: how its bytes are read, and seeds to start from."""

    name: str
    read: Callable[[bytes], None]
    seeds: tuple[bytes, ...]

    def found(self) -> tuple[bytes, ...]:
        """Inputs that once broke something, kept as files."""
        folder = FOUND / self.name
        return tuple(path.read_bytes() for path in sorted(folder.iterdir())) if folder.is_dir() else ()


@contextmanager
def scratch() -> Iterator[FilePath]:
    """A folder in memory where there is one: fuzzing writes thousands of files a second."""
    memory = FilePath("/dev/shm")
    folder = FilePath(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def read_project_file(name: str, data: bytes) -> None:
    """Open a project in which one file has these bytes, look at it as the window does, and save it."""
    with scratch() as folder:
        for file, text in TEXTS.items():
            path = folder / f"{file}.toml"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data if file == name else text.encode())
        broken = folder / f"{name}.toml"
        try:
            document = Document.open(folder)
        except DocumentError as error:
            hear(error)
            return
        assert broken.read_bytes() == data, "opening wrote"
        is_old = any(finding.rule == "older-format" for finding in document.load_findings)
        if name in document.files and not is_old:
            assert document.unsaved() == (), "opened and changed at once"
        look_at(document)
        document.save()
        texts = {file: document.text(file) for file in document.files}
        del document
        again = Document.open(folder)
        assert {file: again.text(file) for file in again.files} == texts


def hear(error: Exception) -> None:
    """An error is told in words."""
    assert len(str(error)) > len("no")


def look_at(document: Document) -> None:
    """Resolve, check and place everything, as the panels do."""
    if "scenes/orchard" not in document.files:
        return
    encounter = "harvest" if "encounters/harvest" in document.files else None
    seen = view(document, "orchard", encounter)
    assert all(tile.heights.shape == (16, 16) for tile in terrain_edits_of(seen).tiles.values())
    for finding in check(seen, names={}, reachable=lambda _start, _goal: True):
        assert finding.text
        assert finding.where is None or document.line(finding.where) >= 0
        for command in finding.fix:
            # As text: a number that is none equals nothing, not even itself.
            assert command_from_json(command.to_json()).to_json() == command.to_json()
            assert command.sentence()


def read_command(data: bytes) -> None:
    """Take JSON for a command, apply it to the orchard, and take it back."""
    try:
        command = command_from_json(data)
    except ValueError:
        return
    document = Document(ORCHARD.snapshot(), {}, [])
    before = {file: document.text(file) for file in document.files}
    try:
        document.apply(command)
    except CommandError as error:
        hear(error)
        assert {file: document.text(file) for file in document.files} == before
        return
    assert command.sentence() is not None
    look_at(document)
    changed = Document.from_texts({file: document.text(file) for file in document.files}, folder="orchard")
    assert changed.files.keys() == document.files.keys()
    document.apply(command.inverse())
    assert {file: document.text(file) for file in document.files} == before


def read_journal(data: bytes) -> None:
    """Take each line for a record, its checksum mended where it has none, and replay what can be."""
    with scratch() as folder:
        session = Session(folder)
        with session.journal.open("wb") as journal:
            for line in io.BytesIO(data):
                body = line.rstrip(b"\n")
                journal.write((body if body.startswith(b'{"crc"') else _signed(body)) + b"\n")
        told = read_session(session)
        if told is None:
            return
        assert isinstance(told.history.unsaved(), list)
        assert told.last >= 0
        assert told.was_saving is None or isinstance(told.was_saving, dict)
        try:
            replayed = replay(told, Document(ORCHARD.snapshot(), {}, []))
        except DocumentError as error:
            hear(error)
            return
        assert 0 <= replayed.index <= len(replayed.steps)
        look_at(replayed.document)


def _signed(body: bytes) -> bytes:
    return b'{"crc":"%08x","record":%b}' % (zlib.crc32(body), body)


def read_recording(data: bytes) -> None:
    """Take the bytes for a recording, or for the head of one."""
    from engine.play.recording import RecordingError, load
    from engine.play.recording.file import MARK
    from tests.engine.play.recording.hostile import written

    with scratch() as folder:
        path = folder / "run.awrec"
        if data.startswith(MARK):
            path.write_bytes(data)
        else:
            head, _, frames = data.partition(b"\x00")
            written(path, zstandard.compress(head), frames)
        try:
            recording = load(path)
            for tick in recording.keyframes.ticks:
                recording.keyframes.at(tick)
        except RecordingError as error:
            hear(error)


def read_state(data: bytes) -> None:
    """Take the bytes for each of the small files that the window keeps of its user."""
    from editor.core.project.lock import read_holder
    from editor.core.project.recents import Recents
    from editor.core.recovery.autosave import MANIFEST, read_version
    from editor.core.settings.settings import Settings

    with scratch() as folder:
        for name in ("settings.json", "recent.json", MANIFEST, "open.lock"):
            (folder / name).write_bytes(data)
        settings = Settings(folder / "settings.json")
        assert settings.appearance.theme
        for recent in Recents(folder).items:
            assert recent.exists in (True, False)
            assert Recents(folder).thumbnail(recent.folder)
        read_version(folder)
        read_holder(folder / "open.lock")


def read_merge(data: bytes) -> None:
    """Merge a scene that somebody else turned into these bytes."""
    try:
        theirs = {**TEXTS, "scenes/orchard": data.decode()}
        ours = {**TEXTS, "scenes/orchard": SCENE.replace("current = 80.0", "current = 75.0")}
        merged = merge(TEXTS, ours, theirs)
    except (UnicodeDecodeError, DocumentError):
        return
    Document.from_texts(merged.texts(), folder="orchard")
    for conflict in merged.conflicts:
        assert conflict.text


def _file_target(name: str, file: str, *samples: str) -> Target:
    texts = [TEXTS[file].encode(), OLD, *((ROOT / "projects" / sample).read_bytes()[:20_000] for sample in samples)]
    return Target(name, lambda data: read_project_file(file, data), tuple(texts))


COMMANDS = (
    {"kind": "set", "path": "scenes/orchard/entities/mira/health/current", "old": 80.0, "new": 70.0},
    {"kind": "set", "path": "project/title", "old": "Orchard", "new": None},
    {"kind": "set", "path": "scenes/orchard/entities/wasp_1/prefab", "old": "wasp", "new": None},
    {"kind": "add_entity", "file": "scenes/orchard", "id": "new", "block": {"name": "New", "body": {}}, "index": 0},
    {"kind": "move_entity", "file": "scenes/orchard", "id": "party", "old": 0, "new": 2},
    {"kind": "write_file", "file": "prefabs/new", "old": None, "new": WASP, "title": ""},
    {"kind": "write_tile", "file": "terrain/orchard/0_0", "old": TILE, "new": None, "title": ""},
    {"kind": "write_tile", "file": "terrain/orchard/1_0", "old": None, "new": TILE, "title": "Raise"},
    {"kind": "compound", "title": "Two", "commands": [{"kind": "write_file", "file": "prefabs/wasp", "old": WASP}]},
)
JOURNAL = "\n".join(
    [
        '{"n":0,"kind":"head","project":"/orchard","title":"Orchard","pid":1,"start":"1","host":"here"}',
        f'{{"n":1,"kind":"base","file":"scenes/orchard","data":{json.dumps(SCENE)}}}',
        f'{{"n":2,"kind":"done","say":"Set","who":"you","time":1.0,"data":{{"command":{json.dumps(COMMANDS[0])}}}}}',
        '{"n":3,"kind":"jumped","to":0}',
        '{"n":4,"kind":"saving","files":{"scenes/orchard":"0"}}',
        '{"n":5,"kind":"saved"}',
        '{"n":6,"kind":"disk","file":"scenes/orchard","digest":"0"}',
    ]
).encode()
HEAD = (
    b'{"project":"yard","scene":"yard","encounter":null,"seed":1,"autopilot":"expert","tick_limit":null,'
    b'"fingerprint":"","ticks":60,"outcome":"running","overrides":{"a.b":1.0},"commands":[[0,[{"kind":"input",'
    b'"move":[0.0,1.0],"aim":[0,0],"buttons":1},{"kind":"spawn","prefab":"foe","count":1}]]],"digests":[[0,"ab"]],'
    b'"keyframes":[[0,{"lanes":1,"rows":1,"spawns":[],"arrays":[["seed","<i8",[1]]]},17]]}\x00'
) + zstandard.compress(bytes(8))
STATE = (
    b'{"appearance":{"theme":"dark","text_size":110},"files":{"trusted_folders":["/a"],"autosave_minutes":5},'
    b'"shortcuts":{"edit.undo":"Ctrl+Z"}}',
    b'[{"folder":"/a/b","title":"B","time":1.5}]',
    b'{"project":"/a","title":"A","time":1.0,"files":["scenes/a"]}',
    b'{"pid":12,"start":"1","host":"here","user":"me","since":1.5}',
)


def read_capture(data: bytes) -> None:
    """Read a capture, sum it up, and write it for other tools as the profiler does."""
    with scratch() as folder:
        path = folder / "a.capture.json"
        path.write_bytes(data)
        try:
            capture = load_capture(path)
        except CaptureError as error:
            hear(error)
            return
        summarize(capture.profiles)
        chrome_trace(capture)
        csv_text(capture)
        assert load_capture(save_capture(capture, path)) == capture


def _capture_files() -> tuple[bytes, ...]:
    with scratch() as folder:
        return tuple(save_capture(noisy(seed, 3 * seed), folder / "a.capture.json").read_bytes() for seed in (1, 2))


CAPTURE = _capture_files()
TARGETS = {
    target.name: target
    for target in (
        _file_target("project", "project", "starter/project.toml"),
        _file_target("scene", "scenes/orchard", "starter/scenes/field.toml", "veilweaver/scenes/echo_grove.toml"),
        _file_target("prefab", "prefabs/wasp", "starter/prefabs/hero.toml"),
        _file_target("encounter", "encounters/harvest", "veilweaver/encounters/tutorial.toml"),
        _file_target("tile", "terrain/orchard/0_0", "veilweaver/terrain/wild_march/-1_-1.toml"),
        Target("command", read_command, tuple(json.dumps(each).encode() for each in COMMANDS)),
        Target("journal", read_journal, (JOURNAL,)),
        Target("recording", read_recording, (HEAD,)),
        Target("capture", read_capture, CAPTURE),
        Target("state", read_state, STATE),
        Target("merge", read_merge, (SCENE.encode(),)),
    )
}
