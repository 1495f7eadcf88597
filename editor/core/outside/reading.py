"""What a job finds out about changes made outside: it reads the disk, merges texts, and makes the result's nodes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from engine.collection import collection_paused
from engine.document import Command, Compound, Document, Snapshot, WriteFile
from engine.document.diff import diff
from engine.document.disk.files import DiskFile
from engine.document.disk.foreign import Foreign, find_foreign
from engine.document.disk.reading import read_text
from engine.document.merge import Merge, Side, merge
from engine.document.state.node import FileNode
from engine.schema.vocabulary import Vocabulary

Texts = dict[str, str]


@dataclass(frozen=True)
class Question:
    """What a job needs to know, taken from the document at one moment."""

    folder: FilePath
    known: Mapping[str, DiskFile]
    vanished: Mapping[str, str]
    """Texts of files that are gone from the disk and may come back."""
    snapshot: Snapshot

    @classmethod
    def about(cls, document: Document, vanished: Mapping[str, str]) -> "Question":
        """The question as it stands now."""
        return cls(document.folder, document.disk_files(), dict(vanished), document.snapshot())


@dataclass(frozen=True)
class Answer:
    """What the disk holds that the document doesn't know, and how both go together."""

    revision: int
    found: Mapping[str, Foreign] = field(default_factory=dict[str, Foreign])
    is_folder_gone: bool = False
    texts: Mapping[str, str] = field(default_factory=dict[str, str])
    """The whole texts of changed and new files as the disk holds them."""
    merge: Merge | None = None
    """How own and outside changes go together, where both changed the same files; else what is on disk is taken."""
    changes: tuple[Command, ...] = ()
    """What was done outside."""
    result: "Result | None" = None

    @property
    def vanished(self) -> tuple[str, ...]:
        """Files that were on the disk and no longer are."""
        return tuple(name for name, each in self.found.items() if each.has_vanished)

    @property
    def broken(self) -> dict[str, str]:
        """What keeps which files from being used."""
        return {name: each.problem for name, each in self.found.items() if each.problem}


@dataclass(frozen=True)
class Result:
    """Where the document goes: one command, and the nodes that it needs, so that nothing is parsed where it is run."""

    writes: tuple[WriteFile, ...]
    nodes: Mapping[str, FileNode]

    def command(self, title: str) -> Command | None:
        """The writes as one command; None when the document is there already."""
        if not self.writes:
            return None
        if len(self.writes) == 1:
            return self.writes[0].model_copy(update={"title": title})
        return Compound(title=title, commands=self.writes)


def look(question: Question) -> Answer:
    """Read what changed and put it together with the document."""
    with collection_paused():
        return _look(question)


def _look(question: Question) -> Answer:
    snapshot = question.snapshot
    if not question.folder.is_dir():
        gone = {name: Foreign(name, None) for name in question.known}
        return Answer(snapshot.revision, gone, is_folder_gone=True)
    found, _ = find_foreign(question.folder, question.known, {})
    texts = {name: each.text for name, each in found.items() if each.text is not None and not each.problem}
    if not texts:
        return Answer(snapshot.revision, found)
    base = {**question.vanished, **{name: file.text for name, file in question.known.items()}}
    ours = texts_of(snapshot)
    if all(ours.get(name) == base.get(name) for name in texts):
        nodes = {name: read_text(name, text).node for name, text in texts.items()}
        after = Snapshot({**snapshot.files, **nodes}, snapshot.vocabulary, snapshot.folder)
        changes = tuple(diff(snapshot, after, list(texts)))
        return Answer(snapshot.revision, found, False, texts, None, changes, result_of(ours, {**ours, **texts}, nodes))
    merged = merge(base, ours, {**base, **texts}, vocabulary=snapshot.vocabulary)
    result = None
    if not merged.conflicts:
        wanted = merged.texts({})
        result = _resolved(merged, {**wanted, **_spelt(snapshot, wanted, texts)}, ours)
    return Answer(snapshot.revision, found, False, texts, merged, merged.their_changes, result)


def merged_again(merged: Merge, now: Mapping[str, str], origin: str, vocabulary: Vocabulary) -> Merge:
    """A merge with the document as it is now, where it has changed since."""
    is_recovery = origin == "recovery"
    held = merged.theirs if is_recovery else merged.ours
    scope = _scope(merged)
    # A file that git left with its marks in it is no file of the document; its own side stays as git knows it.
    current = {name: now.get(name, held.get(name) if origin == "git" else None) for name in scope}
    mine = {name: text for name, text in current.items() if text is not None}
    if mine == dict(held):
        return merged
    ours, theirs = (merged.ours, mine) if is_recovery else (mine, merged.theirs)
    return merge(merged.base, ours, theirs, vocabulary=vocabulary)


def resolved(merged: Merge, choices: Mapping[str, Side], now: Mapping[str, str]) -> Result:
    """Where the document goes from the texts that it has now when each conflict ends as chosen."""
    return _resolved(merged, merged.texts(choices), now)


def _resolved(merged: Merge, wanted: Texts, now: Mapping[str, str]) -> Result:
    scope = _scope(merged)
    others = {name: text for name, text in now.items() if name not in scope}
    return result_of(now, {**others, **wanted}, {})


def _spelt(snapshot: Snapshot, wanted: Texts, disk: Texts) -> Texts:
    """The disk's texts of those files that say the same there in other words: nothing of them is left to be saved."""
    equal: Texts = {}
    for name, text in disk.items():
        merged = wanted.get(name)
        if merged is None or merged == text:
            continue
        ours, theirs = (
            Snapshot({**snapshot.files, name: read_text(name, each).node}, snapshot.vocabulary, snapshot.folder)
            for each in (merged, text)
        )
        if not diff(ours, theirs, [name]):
            equal[name] = text
    return equal


def result_of(now: Mapping[str, str], wanted: Mapping[str, str], nodes: Mapping[str, FileNode]) -> Result:
    """The writes that lead from the texts of now to the wanted ones, and their nodes with their texts at hand."""
    names = [name for name in dict.fromkeys([*wanted, *now]) if wanted.get(name) != now.get(name)]
    writes = tuple(WriteFile(file=name, old=now.get(name), new=wanted.get(name)) for name in names)
    made: dict[str, FileNode] = {}
    for write in writes:
        if write.new is not None:
            made[write.file] = nodes.get(write.file) or read_text(write.file, write.new).node
            assert made[write.file].text is not None
    return Result(writes, made)


def texts_of(snapshot: Snapshot) -> Texts:
    """The text of every file of a state."""
    return {name: node.text for name, node in snapshot.files.items()}


def _scope(merged: Merge) -> set[str]:
    return {*merged.base, *merged.ours, *merged.theirs}
