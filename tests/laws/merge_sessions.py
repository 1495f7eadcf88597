"""Two designers on a very small yard, so that they often meet: commands, and edits of lines by hand."""

from collections.abc import Mapping
from typing import Any

from hypothesis import strategies as st

from engine.document import (
    AddEntity,
    Command,
    CommandError,
    Document,
    DocumentError,
    MoveEntity,
    Path,
    RemoveEntity,
    Set,
)

YARD = """\
# The yard.
format = 1
kind = "scene"
title = "Yard"

[terrain]
seed = 3 # any
size_m = 40.0

# ---- People ----
[entities.party]
name = "Party"

# The smith.
[entities.kael]
name = "Kael"
parent = "party"
tags = ["front", "smith"] # many
[entities.kael.health]
current = 100.0 # well
# The most.
maximum = 100.0
# Nobody knows it.
[entities.kael.forge]
heat = 3 # hot
coal = 7
[entities.kael.agent]
actions = ["attack", "guard"]
goals = ["evade=3.0", "hold_position=1.0"]

[entities.lyra]
parent = "kael"
health = { current = 50.0, maximum = 60.0 } # inline

[entities.gate]
[entities.gate.transform]
position = [
  1.0, # east
  0.0,
  2.0,
]
# the end
"""
FIGHT = 'format = 1\nkind = "encounter"\nscene = "yard"\n\n[entities.rules]\nname = "Rules"\n'
SCENE, ENCOUNTER, OTHER = "scenes/yard", "encounters/fight", "encounters/other"
BASE: Mapping[str, str] = {
    "project": 'format = 1\nkind = "project"\ntitle = "Yard"\n',
    SCENE: YARD,
    ENCOUNTER: FIGHT,
}
Step = tuple[Any, ...]
people = st.sampled_from(["kael", "kael", "kael", "lyra", "party", "gate", "new_1"])
"""Who is changed: most often the same one, since only then two designers meet."""
numbers = st.sampled_from([1.0, 2.0, 140])
VALUES: dict[tuple[str, ...], st.SearchStrategy[Any]] = {
    ("name",): st.none() | st.sampled_from(["A", "B"]),
    ("parent",): st.none() | people,
    ("hidden",): st.none() | st.booleans(),
    ("tags",): st.none() | st.lists(st.sampled_from(["front", "smith", "x", "y"]), max_size=3),
    ("health", "current"): st.none() | numbers,
    ("health", "maximum"): st.none() | numbers,
    ("health",): st.none() | st.just({}) | st.just({"current": 5.0, "armour": 0.5}),
    ("transform", "position"): st.none() | st.just([1.0, 0.0, 3.0]),
    ("agent", "actions"): st.none() | st.lists(st.sampled_from(["attack", "guard", "evade"]), max_size=3, unique=True),
    ("agent", "goals"): st.lists(st.sampled_from(["evade=3.0", "evade=2.0", "regroup=1.0"]), max_size=3, unique=True),
    ("ribbon", "to"): st.none() | people,
    ("player",): st.none() | st.just({}),
}
lines = st.integers(0, 45)
words = st.sampled_from(["one", "two"])


@st.composite
def yard_steps(draw: st.DrawFn) -> list[Step]:
    """A designer's afternoon: values, entities, order, and lines of the scene edited by hand."""
    session: list[Step] = []
    kinds = ["set"] * 5 + ["add", "add", "remove", "move", "relocate", "file", "head"]
    kinds += ["remark", "above", "drop", "forge", "crlf", "end"]
    for kind in draw(st.lists(st.sampled_from(kinds), min_size=2, max_size=6)):
        match kind:
            case "set":
                keys = draw(st.sampled_from(sorted(VALUES)))
                session.append((kind, draw(people), keys, draw(VALUES[keys])))
            case "head":
                session.append((kind, draw(st.sampled_from(["seed", "size_m"])), draw(st.sampled_from([1, 2, None]))))
            case "add" | "move":
                session.append((kind, draw(people), draw(st.integers(0, 5)), draw(st.booleans())))
            case "file":
                session.append((kind, draw(st.sampled_from([ENCOUNTER, ENCOUNTER, OTHER])), draw(words)))
            case "remark" | "above" | "forge":
                session.append((kind, draw(lines), draw(words)))
            case _:
                session.append((kind, draw(people), draw(lines)))
    return session


@st.composite
def value_steps(draw: st.DrawFn) -> list[Step]:
    """Values alone, parents excepted: those of two designers can tie one another."""
    keys = st.sampled_from(sorted(key for key in VALUES if key != ("parent",)))
    chosen = draw(st.lists(st.tuples(people, keys), min_size=2, max_size=6, unique=True))
    return [("set", who, key, draw(VALUES[key])) for who, key in chosen]


def after(session: list[Step], base: Mapping[str, str] = BASE) -> dict[str, str]:
    """The texts after a session; what the document or TOML refuses is left out."""
    texts = dict(base)
    for step in session:
        try:
            edited = _by_file(texts, step) if step[0] == "file" else _edited(texts, step)
            Document.from_texts(edited, folder=".")
        except (CommandError, DocumentError):
            continue
        texts = edited
    return texts


def _by_file(texts: dict[str, str], step: Step) -> dict[str, str]:
    """Delete a file, or create it again with other words in it."""
    kept = {file: text for file, text in texts.items() if file != step[1]}
    return kept if step[1] in texts else {**kept, step[1]: FIGHT.replace("Rules", f"Rules {step[2]}")}


def _edited(texts: dict[str, str], step: Step) -> dict[str, str]:
    return _by_hand(texts, step) if step[0] in _HANDS else _by_command(texts, step)


_HANDS = ("remark", "above", "drop", "forge", "crlf", "end")


def _by_hand(texts: dict[str, str], step: Step) -> dict[str, str]:
    text = texts[SCENE]
    rows = text.splitlines(keepends=True)
    at = step[2 if step[0] == "drop" else 1]
    place = at % len(rows) if isinstance(at, int) else 0
    match step[0]:
        case "remark":
            rows[place] = f"{rows[place].rstrip()} # {step[2]}\n"
        case "above":
            rows.insert(place, f"# above {step[2]}\n")
        case "drop":
            del rows[place]
        case "forge":
            rows = text.replace("heat = 3", f"heat = {place}").splitlines(keepends=True)
        case "crlf":
            rows = text.replace("\r\n", "\n").replace("\n", "\r\n").splitlines(keepends=True)
        case _:
            rows = [text.rstrip()]
    return {**texts, SCENE: "".join(rows)}


def _by_command(texts: dict[str, str], step: Step) -> dict[str, str]:
    document = Document.from_texts(texts, folder=".")
    for command in _commands(document, step):
        document.apply(command)
    return {file: document.text(file) for file in document.files}


def _commands(document: Document, step: Step) -> list[Command]:
    kind, who = step[0], step[1]
    order = document.entities(SCENE)
    if kind == "head":
        path = Path(SCENE, ("terrain", who))
        return [Set(path=path, old=document.value(path), new=step[2])]
    if kind == "add":
        block: dict[str, Any] = {"name": "New", "parent": "kael"} if step[3] else {"health": {"current": 1.0}}
        file = SCENE if step[2] < 4 or ENCOUNTER not in document.files else ENCOUNTER
        return [AddEntity(file=file, id=who, block=block, index=min(step[2], len(document.entities(file))))]
    if who not in order:
        return []
    place = order.index(who)
    remove = RemoveEntity(file=SCENE, id=who, block=document.block(SCENE, who), index=place)
    match kind:
        case "set":
            path = Path.entity(SCENE, who, *step[2])
            return [Set(path=path, old=document.value(path), new=step[3])]
        case "remove":
            return [remove]
        case "move":
            return [MoveEntity(file=SCENE, id=who, old=place, new=step[2] % len(order))]
        case _:
            end = len(document.entities(ENCOUNTER))
            return [remove, AddEntity(file=ENCOUNTER, id=who, block=document.block(SCENE, who), index=end)]
