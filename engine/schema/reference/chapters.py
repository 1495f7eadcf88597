"""The chapters of the reference that no table can tell: layout, spelling, prefabs, versions, saving."""

from engine.schema.component import RESERVED_KEYS
from engine.schema.file_bytes import named_on_disk
from engine.schema.files import FOLDERS, FORMAT, HEADS
from engine.schema.limits import DEEPEST, LARGEST_BYTES, MOST_GROWTH, MOST_KEY_PARTS, MOST_TABLES, MOST_WEIGHT
from engine.schema.mesh.faults import MOST_TRIANGLES
from engine.schema.migrations import steps
from engine.schema.reserved import PARTS
from engine.schema.tile import TERRAIN

MIB = 2**20


def layout() -> str:
    """What lies in a project's folder."""
    told = {kind: model.summary().partition(": ")[2] for kind, model in HEADS.items()}
    told["mesh"] = "a shape, as binary glTF 2.0 with all its data inside."
    rows = [f"{named_on_disk(f'{folder}/NAME'):<24}{told[kind]}" for folder, kind in FOLDERS.items()]
    ground = f"{f'{TERRAIN}/SCENE/X_Z.toml':<24}a tile of a scene's ground that was shaped by hand."
    own = "game/                   Python of its own"
    tree = "\n".join(["project.toml            " + told["project"], *rows, ground, own])
    return f"""\
A project is a folder. Only `project.toml` has to be there; a file is named by its folder and its name without
`.toml`, as in `scenes/echo_grove`. Other folders below these, hidden files and files of other kinds are not looked
at.

```text
{tree}
```

**Python.** The modules of `game/` can add components, systems, actions and rules. They run only when the project is
trusted: the samples that ship with the program are, for every other the window asks and the command line needs
`--trust`. Without it the project opens all the same, and what only its code knows is kept as it is (see
[Unknown components](#unknown-components)).

**Meshes.** `meshes/NAME.glb` is what `appearance.mesh = "NAME"` draws, unless the engine has a mesh of that name. Any
program that exports glTF may write it: triangles with transforms, base colours, colours of corners and light given
off are read; textures, skins and compression are not. A mesh has at most {MOST_TRIANGLES:,} triangles.

**Links.** A file, or `game/`, that is a link to a place outside of the project's folder is not followed: it is told and
left alone. So is anything called `.toml` that is no plain file.

**What is not here.** The journal of unsaved changes and the versions that autosave keeps lie in the user's own folders,
never in the project; [recovery.md](recovery.md) says where, and how work comes back after a crash."""


def spelling() -> str:
    """How values are written."""
    own = [key for key in RESERVED_KEYS if key != PARTS]
    return f"""\
Files are [TOML 1.0](https://toml.io/en/v1.0.0) in UTF-8. A byte order mark and CRLF line ends are kept where a file
has them.

**No change, no byte changed.** Opening and saving a file gives the same bytes, comments, order and odd spelling
included. A change rewrites only the statements that it changes; comments stay with the statement or table that they
stand above, or beside.

What the editor itself writes has one spelling:

- The head comes first: `format`, `kind`, `title`, then the other keys by name. Then one block for each entity.
- In a block, {", ".join(f"`{key}`" for key in own)} come first, in this order,
  then the components by id, then the parts of an instance. A component is a table of its own,
  `[entities.ID.COMPONENT]`, with its fields by name.
- A number with a fraction always shows it (`2.0`, not `2`) and is written as short as reads back exactly. A field that
  takes a whole number takes no `2.0`. `nan` and infinities are no values of a field.
- Texts stand in double quotes; keys are quoted only where they have to be. Lists and tables inside a field stand on one
  line.
- A field that is not stated has its default. A component without any field is written as its header alone.

A value of the wrong type is told as a problem, and its default (in a component: the component left out) is used until
it is repaired. A number outside of its range is told too, but kept: ranges say what makes sense, not what can be read.

**Order.** Entities stand in the order of the outliner. Nothing else depends on the order of blocks or keys.

**Limits.** What goes beyond them is refused with the file, the line and the reason, before it can cost memory:

- A file has at most {LARGEST_BYTES // MIB} MiB, enough for some 100,000 entities; a larger one is not saved either. It
  takes at most about {MOST_WEIGHT // MIB} MiB of memory to be read, or {MOST_GROWTH} times its size
  where that is more.
- A file has at most {MOST_TABLES:,} tables.
- A folder has at most 4096 files of its kind, and a scene 65,536 tiles of ground; more are left out, and told.
- A key has at most {MOST_KEY_PARTS} parts; `a.b.c` has three.
- Lists and inline tables lie at most {DEEPEST} deep in each other."""


def identity() -> str:
    """Ids, parents and the order of files."""
    return """\
An entity is a table `[entities.ID]`. Its id has letters, digits, `_` and `-`, at most 80 of them, and stands only once
in a scene and the encounters that take place in it. Everything else refers to entities by id: renaming what people
call it (`name`) breaks nothing. In commands, findings and differences a value is named by its path:
`scenes/echo_grove/entities/kael/health/current`.

`parent` groups entities in the outliner, inside one file. It moves and hides nothing by itself: places are those of the
world."""


def prefabs() -> str:
    """How instances take from their prefab."""
    return """\
A prefab is a file with a root entity: the one that has the file's name, else the first without a parent. An entity
with `prefab = "NAME"` is an instance of it.

- The instance has every component of the root. **Each field that the instance states itself wins**, field by field; the
  others follow the prefab, also when that changes later.
- `name`, `tags`, `hidden` and `locked` are taken from the prefab where the instance doesn't state them; `parent` never.
- A root may itself be an instance: such a prefab is a variant. One that is built from itself is an error, told at each
  instance.
- A list is one value: an instance states all of it or nothing.
- `removed = ["melee"]` takes components of the prefab away. A component that is removed and stated all the same starts
  from its defaults instead of the prefab's values.
- A missing prefab is an error with a repair; what the instance states itself is kept.

**Parts.** A prefab's file may hold further entities; those whose line of parents ends at the root are its parts. An
instance has them all, and stays one block: its part `tent` is called `camp_1.tent`.

- What an instance states differently of a part stands in its block: `[entities.camp_1.parts.tent.health]`. Its path is
  `scenes/echo_grove/entities/camp_1/parts/tent/health/current`.
- A part may be an instance of another prefab: prefabs nest. Parts of it are `camp_1.tent.flag`, and what `camp_1` says
  of them stands in `[entities.camp_1.parts."tent.flag"]`.
- Parts stand as in their prefab's file, moved, turned and sized as the root is. Where an instance states the place of a
  part, it does so in the space of that file.
- `removed = [".tent"]` takes a part away, and all that stands below it. Where a part belongs (`parent`, `prefab`) is
  the prefab's alone.
- A name in a field that refers to entities means, where it is the name of an entity of the prefab's file, the
  instance's own part. Every entity of a scene may refer to a part: `target = "camp_1.tent"`, `parent = "camp_1.tent"`.
- Waves make the root of a prefab, never its parts."""


def unknown() -> str:
    """What happens to components that nobody knows."""
    return """\
A component that neither the engine nor the project's loaded code knows is kept byte for byte and can't be edited. It
has no effect in play. That is how a project stays whole while its code is off."""


def versions() -> str:
    """Formats and the steps between them."""
    listed = "\n".join(f"- {_told(step.__module__)}" for _, step in sorted(steps().items()))
    return f"""\
`format` says which version of this page a file follows; the newest is {FORMAT}. A file that states none has format 0.

Older files are brought up to date while they are read, one step after another; blocks that a step leaves alone keep
their bytes, and comments stay but for those of a value that a step takes away. Nothing is written until the project is
saved; then the old file stays beside the new one as `NAME.toml.bak`. A hint names each older file. The steps:

{listed}

A file of a newer format is refused with the number that it has and the number that this program reads. It stays as it
is, and the rest of the project opens."""


def saving() -> str:
    """What saving does to the folder."""
    return """\
Saving writes the files that have changed and no other. Each is written beside its place, brought to the disk, and then
takes the place of the old one in one step; the old version stays as `NAME.toml.bak`. A crash at any moment leaves the
old file or the new one. A file that another program has changed meanwhile is never written over unasked."""


def merging() -> str:
    """What git is told."""
    return """\
`astraweave merge --install` teaches git to merge these files entity by entity and field by field, so that two people
meet only where they changed the same field, and shaped ground point by point. What it does then stands in
[merging.md](merging.md)."""


def _told(module: str) -> str:
    import importlib

    return (importlib.import_module(module).__doc__ or "").strip().split("\n", 1)[0]
