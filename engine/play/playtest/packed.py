"""A stage as bytes that another process can play: texts of files, no code and no objects of this program's state."""

import hashlib
import json
import os
import signal
import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from engine.document import Document
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.play.playtest.asked_numbers import PlaytestError
from engine.play.playtest.outcomes import RunOutcome
from engine.play.playtest.playing import Shard, play_seeds
from engine.play.playtest.request import Stage, Variant
from engine.schema.tile import TERRAIN
from engine.schema.vocabulary import Vocabulary
from engine.world.project import FOLDER, load_game

NICENESS = 10
PARENT_LOOKED_AT_S = 2.0
STAGES_KEPT, VARIANTS_KEPT = 4, 16
"""What a worker keeps ready: projects, and compiled variants of them."""


@dataclass(frozen=True)
class PackedStage:
    """What a worker needs to know of a project; its own Python is read where the project lies, and must be the same."""

    folder: str
    scene: str
    encounter: str
    trusted: bool
    texts: bytes
    code: str
    """Digest of the project's Python; empty where it is not run."""

    @property
    def digest(self) -> str:
        """Names the stage: the same for the same texts and code."""
        about = repr((self.folder, self.scene, self.encounter, self.trusted, self.code)).encode()
        return hashlib.blake2b(self.texts, digest_size=16, key=hashlib.sha256(about).digest()).hexdigest()


def packed(stage: Stage) -> PackedStage:
    """A stage as a worker is told of it: only the files that the encounter can rest on."""
    needed = {"project", f"scenes/{stage.scene}", f"encounters/{stage.encounter}"}
    texts = {
        name: node.text
        for name, node in stage.snapshot.files.items()
        if name in needed or name.startswith(("prefabs/", "meshes/", f"{TERRAIN}/{stage.scene}/"))
    }
    data = zlib.compress(json.dumps(texts).encode("utf-8"), 1)
    folder = stage.snapshot.folder.resolve()
    return PackedStage(
        str(folder), stage.scene, stage.encounter, stage.trusted, data, code_of(folder) if stage.trusted else ""
    )


def unpacked(stage: PackedStage) -> Stage:
    """The stage in this process. PlaytestError when the project's Python is not the same here."""
    folder = Path(stage.folder)
    if stage.trusted and code_of(folder) != stage.code:
        raise PlaytestError(
            f"{folder / FOLDER} is missing or other Python than where the playtest was asked for; "
            "expected the same project in the same folder on every machine that plays."
        )
    game = load_game(folder) if stage.trusted else ()
    texts: dict[str, str] = json.loads(zlib.decompress(stage.texts))
    vocabulary = Vocabulary.builtin().extended(game)
    document = Document.from_texts(texts, folder=folder, vocabulary=vocabulary, trusted=stage.trusted)
    return Stage(document.snapshot(), stage.scene, stage.encounter, game, stage.trusted)


def code_of(folder: Path) -> str:
    """Digest of the Python in a project's folder; the same where there is none."""
    total = hashlib.sha256()
    for file in sorted((folder / FOLDER).rglob("*.py")):
        total.update(str(file.relative_to(folder)).encode() + b"\0" + file.read_bytes() + b"\0")
    return total.hexdigest()


def play_packed(stage: PackedStage, shard: Shard, *, own_process: bool) -> list[RunOutcome]:
    """What a worker does: play a shard. In a process of its own it is polite, and leaves Ctrl-C to who started it."""
    if own_process:
        be_polite()
    try:
        return play_seeds(compiled_of(stage, shard.variant), shard.seeds, shard.skill)
    except CompileError as error:  # whose Findings would not outlive the way back
        raise PlaytestError(f"{shard.variant.name}: {error}") from None


_stages: OrderedDict[str, Stage] = OrderedDict()
_variants: OrderedDict[tuple[str, Variant], CompiledScene] = OrderedDict()
_lock = threading.Lock()
_is_polite = False


def compiled_of(packed_stage: PackedStage, variant: Variant) -> CompiledScene:
    """The variant, ready; kept for the next shard of it."""
    name = packed_stage.digest
    with _lock:  # workers of Dask may have threads
        if name not in _stages:
            _stages[name] = unpacked(packed_stage)
            if len(_stages) > STAGES_KEPT:
                _stages.popitem(last=False)
        if (name, variant) not in _variants:
            _variants[name, variant] = _stages[name].compiled(variant)
            if len(_variants) > VARIANTS_KEPT:
                _variants.popitem(last=False)
        return _variants[name, variant]


def be_polite() -> None:
    """Give way to whoever sits before the machine, and don't outlive who asked; once."""
    global _is_polite
    if _is_polite:
        return
    _is_polite = True
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with, args=(os.getppid(),), name="leave-with-parent", daemon=True).start()


def _leave_with(parent: int) -> None:
    """End this process soon after the one that it works for was killed: nobody else would tell it."""
    while os.getppid() == parent:
        threading.Event().wait(PARENT_LOOKED_AT_S)
    os._exit(1)
