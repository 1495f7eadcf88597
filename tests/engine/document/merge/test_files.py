"""Whole files in a merge: what only one side changed keeps its bytes, and how a file ends is merged like the rest."""

import pytest

from engine.document import Document, DocumentError
from engine.document.merge import merge, merge_commands
from tests.engine.document.merge.test_merge import BASE, SCENES, changed
from tests.engine.document.orchard import SCENE

HALL = "scenes/hall"
LOOSE = 'kind = "scene" # kind\nformat = 1\nentities = { a = { name = "A" } } # all\n'
TORN = 'format = 1\nkind = "scene"\n[entities.a]\n[entities.b]\n[entities.a.health]\ncurrent = 1.0'
OLD = 'title = "Yard"\n\n[entities.a]\n[entities.a.transform]\nyaw = 90.0\n'


@pytest.mark.parametrize("text", [LOOSE, TORN, OLD, TORN.replace("\n", "\r\n"), TORN + "\r\n# end"])
@pytest.mark.parametrize("before", [None, OLD, SCENE])
def test_a_file_that_one_side_changed_is_as_that_side_has_it(text: str, before: str | None):
    base = BASE if before is None else {**BASE, HALL: before}
    other = {**base, HALL: text}

    for sides in ((base, other), (other, base), (other, other)):
        merged = merge(base, *sides)
        assert (merged.conflicts, merged.texts()) == ((), other)


@pytest.mark.parametrize("title", ["Bee", "Yellowjacket"])
def test_a_file_that_one_side_deleted_and_the_other_changed_is_asked_about(title: str):
    deleted = {file: text for file, text in BASE.items() if file != "prefabs/wasp"}
    renamed = changed(('title = "Wasp"', f'title = "{title}"'), file="prefabs/wasp")

    (one,), (other,) = merge(BASE, deleted, renamed).conflicts, merge(BASE, renamed, deleted).conflicts

    assert one.text == (
        f"{title} (prefabs/wasp.toml): you deleted the file, the other side changed it (its settings changed)."
    )
    assert other.text == (
        f"{title} (prefabs/wasp.toml): you changed the file (its settings changed), the other side deleted it."
    )


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_ends_that_one_side_made_usual_stay_so(side: str):
    odd = SCENE.removesuffix("\n").replace("\n", "\r\n")
    base = {**BASE, SCENES: odd}
    one, two = BASE, {**BASE, SCENES: odd.replace("80.0", "90.0")}

    merged = merge(base, one, two) if side == "ours" else merge(base, two, one)

    assert (merged.conflicts, merged.texts()[SCENES]) == ((), SCENE.replace("80.0", "90.0"))


def test_a_file_that_both_added_ends_as_either_ends_it():
    head = 'format = 1\nkind = "scene"\n'
    texts = f'{head}\n[entities.a]\nname = "A"', f'{head}\n[entities.b]\nname = "B"\n'
    one, two = ({**BASE, HALL: text} for text in texts)
    both = f'{head}\n[entities.a]\nname = "A"\n\n[entities.b]\nname = "B"\n'

    for sides in ((one, two), (two, one)):
        assert merge(BASE, *sides).texts()[HALL] == both


@pytest.mark.parametrize("kind", ["prefab", "zone"])
@pytest.mark.parametrize("side", ["your side", "the other side"])
def test_a_kind_that_does_not_fit_the_folder_is_told_though_little_else_changed(kind: str, side: str):
    wrong = changed(('kind = "scene"', f'kind = "{kind}"'))
    sides = (wrong, BASE) if side == "your side" else (BASE, wrong)

    with pytest.raises(DocumentError, match=rf"scenes/orchard\.toml, line 1: {side} can't be read: kind is '{kind}'"):
        merge(BASE, *sides)


def test_a_format_of_the_future_is_told_though_little_else_changed():
    with pytest.raises(DocumentError, match=r"the other side can't be read: .*format 99"):
        merge(BASE, BASE, changed(("format = 1", "format = 99")))


@pytest.mark.parametrize("new", ["90.0", "140.0"])
def test_the_changes_of_one_side_are_its_own(new: str):
    other = changed(("current = 80.0", f"current = {new}"))
    said = [f"Set Mira's health to {float(new):g} hp"]

    for sides, told in (((other, BASE), (said, [])), ((BASE, other), ([], said)), ((other, other), (said, said))):
        merged = merge(BASE, *sides)
        assert ([each.sentence() for each in merged.our_changes], [e.sentence() for e in merged.their_changes]) == told


@pytest.mark.parametrize("new", ["90.0", "140.0"])
def test_only_files_that_differ_are_written_in_the_document(new: str):
    document = Document.from_texts(BASE, folder=".")
    goal = changed(("current = 80.0", f"current = {new}"))

    command = merge_commands(document, goal, "Merge")

    assert command is not None
    assert [each.file for each in command.commands] == [SCENES]  # type: ignore[attr-defined]


CAMP = 'format = 1\nkind = "prefab"\n\n[entities.camp]\nname = "Camp"\n\n[entities.tent]\nparent = "camp"\n'
INSTANCE = '\n[entities.camp_1]\nprefab = "camp"\n[entities.camp_1.parts.tent.health]\ncurrent = 1.0\n'


def test_what_both_say_of_a_part_is_told_by_its_name():
    base = {**BASE, "prefabs/camp": CAMP, SCENES: SCENE + INSTANCE}
    one, two = ({**base, SCENES: SCENE + INSTANCE.replace("1.0", new)} for new in ("2.0", "3.0"))

    merged = merge(base, one, two)

    (conflict,) = merged.conflicts
    assert conflict.text == "Camp 1's tent's health: you set 2 hp, the other side 3 hp (it was 1 hp)."
    assert (conflict.title, conflict.label, conflict.entity) == ("Camp 1's tent", "Health", "camp_1.tent")
    assert merged.texts({conflict.key: "theirs"}) == two


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_a_file_that_is_kept_though_deleted_ends_as_it_was(side: str, end: str):
    other_newline = "\r\n" if end == "\r\n" else "\n"
    text = BASE["prefabs/wasp"].replace('title = "Wasp"', 'title = "Bee"').removesuffix("\n")
    kept = {**BASE, "prefabs/wasp": text.replace("\n", other_newline) + end}
    deleted = {file: text for file, text in BASE.items() if file != "prefabs/wasp"}

    merged = merge(BASE, kept, deleted) if side == "ours" else merge(BASE, deleted, kept)

    (conflict,) = merged.conflicts
    assert merged.texts({conflict.key: side}) == kept
