"""A designer's session out of a seed: the same seed makes the same changes to the same project, step by step."""

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

from editor.core.editor import Editor
from engine.document import AddEntity, Command, Compound, Document, MoveEntity, RemoveEntity, Set, WriteFile
from engine.document import Path as At

KINDS = {
    "set": 6,
    "rename": 3,
    "gesture": 4,
    "given_up_gesture": 1,
    "add": 3,
    "remove": 2,
    "move": 1,
    "compound": 2,
    "undo": 4,
    "redo": 2,
    "jump": 1,
    "write_file": 2,
    "save": 3,
}
EXTRA = "encounters/extra_{}"


def digest(document: Document) -> str:
    """One short text for every byte of a project."""
    whole = hashlib.blake2b(digest_size=12)
    for file in sorted(document.files):
        whole.update(f"{file}\0{document.text(file)}\0".encode())
    return whole.hexdigest()


def plant_crowd(folder: Path, count: int = 2000) -> None:
    """Add many entities, with comments here and there, to the first scene of a project."""
    scene = folder / "scenes" / "field.toml"
    blocks = [
        f'\n{"# Stands here for long." if n % 7 == 0 else ""}\n[entities.post_{n}]\nname = "Post {n}"\n'
        f"[entities.post_{n}.transform]\nposition = [{n % 50}.0, 0.0, {n // 50}.0] # metres\n"
        for n in range(count)
    ]
    scene.write_text(scene.read_text(encoding="utf-8") + "".join(blocks), encoding="utf-8")


class SeededEditing:
    """Takes steps in an editor; `tell` hears what begins inside a step: "gesture", "saving"."""

    def __init__(self, editor: Editor, seed: int, tell: Callable[[str], None] = lambda _what: None) -> None:
        self._editor = editor
        self._chance = random.Random(seed)
        self._tell = tell
        self._made = 0

    def step(self) -> str:
        """Do the next thing; gives its kind."""
        kind = self._chance.choices([*KINDS], [*KINDS.values()])[0]
        getattr(self, f"_{kind}")()
        return kind

    @property
    def _document(self) -> Document:
        assert self._editor.document is not None
        return self._editor.document

    def _scene(self) -> str:
        return self._chance.choice(sorted(file for file in self._document.files if not file.startswith("project")))

    def _someone(self) -> tuple[str, str] | None:
        file = self._scene()
        ids = self._document.entities(file)
        return (file, self._chance.choice(ids)) if ids else None

    def _change(self) -> Command | None:
        """Give one entity another name, place or tag, whichever chance takes."""
        someone = self._someone()
        if someone is None:
            return None
        keys, new = self._chance.choice(
            [
                (("name",), f"Called {self._chance.randrange(1000)}"),
                (("name",), None),
                (("transform", "position"), self._place()),
                (("transform",), None),
                (("tags",), [f"tag_{self._chance.randrange(9)}"]),
                (("hidden",), self._chance.choice([True, None])),
            ]
        )
        path = At.entity(*someone, *keys)
        return Set(path=path, old=self._document.value(path), new=new)

    def _place(self) -> list[float]:
        return [round(self._chance.uniform(-20, 20), 3), 0.0, round(self._chance.uniform(-20, 20), 3)]

    def _set(self) -> None:
        command = self._change()
        if command is not None:
            self._editor.run(command)

    def _rename(self) -> None:
        path = At("project", ("title",))
        title = f"Title {self._chance.randrange(1000)}"
        self._editor.run(Set(path=path, old=self._document.value(path), new=title), "assistant")

    def _gesture(self, *, keep: bool = True) -> None:
        targets = [someone for someone in (self._someone() for _ in range(3)) if someone is not None]
        paths = [At.entity(*someone, "transform", "position") for someone in dict.fromkeys(targets)]
        old = [self._document.value(path) for path in paths]
        places = [[self._place() for _ in paths] for _ in range(self._chance.randrange(1, 6))]
        gesture = self._editor.gestures.begin("Move")
        for number, each in enumerate(places):
            gesture.preview([Set(path=path, old=was, new=new) for path, was, new in zip(paths, old, each, strict=True)])
            if number == len(places) // 2:
                self._tell("gesture")
        if keep:
            gesture.commit()
        else:
            gesture.cancel()

    def _given_up_gesture(self) -> None:
        self._gesture(keep=False)

    def _add(self) -> None:
        file = self._chance.choice(sorted(name for name in self._document.files if name.startswith("scenes/")))
        self._made += 1
        block = {"name": f"New {self._made}", "transform": {"position": self._place()}}
        index = self._chance.randrange(len(self._document.entities(file)) + 1)
        self._editor.run(AddEntity(file=file, id=f"new_{self._made}", block=block, index=index))

    def _remove(self) -> None:
        someone = self._someone()
        if someone is not None and not someone[0].startswith("prefabs/"):
            file, who = someone
            index = self._document.entities(file).index(who)
            self._editor.run(RemoveEntity(file=file, id=who, block=self._document.block(file, who), index=index))

    def _move(self) -> None:
        someone = self._someone()
        if someone is not None:
            order = self._document.entities(someone[0])
            new = self._chance.randrange(len(order))
            self._editor.run(MoveEntity(file=someone[0], id=someone[1], old=order.index(someone[1]), new=new))

    def _compound(self) -> None:
        file = "scenes/field"
        ids = self._document.entities(file)
        if file not in self._document.files or not ids:
            return
        chosen = self._chance.sample(ids, self._chance.randrange(1, min(len(ids), 400) + 1))
        paths = [At.entity(file, who, "name") for who in chosen]
        changes = [Set(path=path, old=self._document.value(path), new=f"Many {n}") for n, path in enumerate(paths)]
        self._editor.run(Compound(title=f"Rename {len(changes)} entities", commands=tuple(changes)), "merge")

    def _undo(self) -> None:
        self._editor.undo.undo()

    def _redo(self) -> None:
        self._editor.undo.redo()

    def _jump(self) -> None:
        self._editor.undo.jump(self._chance.randrange(len(self._editor.undo.entries) + 1))

    def _write_file(self) -> None:
        name = EXTRA.format(self._chance.randrange(3))
        old = self._document.text(name) if name in self._document.files else None
        title = f"Extra {self._chance.randrange(1000)}"
        text = f'# By hand.\nformat=1\nkind   = "encounter"\ntitle = "{title}"\nscene = "field"\n'
        new = None if old is not None and self._chance.random() < 0.4 else text
        self._editor.run(WriteFile(file=name, old=old, new=new))

    def _save(self) -> None:
        self._tell("saving")
        self._editor.save()
