"""What one side deletes while the other begins to refer to it is asked about, whoever did which; nothing else is."""

import pytest

from engine.document import Document
from engine.document.merge import merge
from tests.engine.document.merge.test_merge import BASE, SCENES, WASP_1, changed

HIDDEN = "hidden = true"
TIED = (HIDDEN, f'{HIDDEN}\n[entities.wasp_2.ribbon]\nto = "wasp_1"')
TIES = "[entities.wasp_2.ribbon]"
WALL = 'name = "Wall"'


def without_wasp(texts: dict[str, str]) -> dict[str, str]:
    return {file: text for file, text in texts.items() if file != "prefabs/wasp"}


@pytest.mark.parametrize(
    ("is_ours", "said"),
    [
        (True, "Wasp 1: you deleted it, the other side made Wasp 2 refer to it."),
        (False, "Wasp 1: you made Wasp 2 refer to it, the other side deleted it."),
    ],
)
def test_what_is_referred_to_stays_with_the_side_that_refers(is_ours: bool, said: str):
    deleted, tied = changed((WASP_1, "")), changed(TIED)
    merged = merge(BASE, *((deleted, tied) if is_ours else (tied, deleted)))

    (conflict,) = merged.conflicts
    assert (conflict.text, conflict.kind, conflict.title) == (said, "removed", "Wasp 1")
    assert merged.texts() == merged.texts({conflict.key: "ours"})
    referring, deleting = ("theirs", "ours") if is_ours else ("ours", "theirs")
    assert merged.texts({conflict.key: referring}) == tied
    gone = merged.texts({conflict.key: deleting})[SCENES]
    assert ("entities.wasp_1" in gone, TIES in gone) == (False, True)


def test_what_is_referred_to_beside_others_is_asked_about():
    base = changed((HIDDEN, f'{HIDDEN}\n[entities.wasp_2.line]\nspeaker = "mira"'))
    ours = {**base, SCENES: base[SCENES].replace(WASP_1, "")}
    theirs = {**base, SCENES: base[SCENES].replace('"mira"\n', '"mira"\nof = "wasp_1"\n')}

    (conflict,) = merge(base, ours, theirs).conflicts

    assert conflict.text == "Wasp 1: you deleted it, the other side made Wasp 2 refer to it."


def test_two_who_begin_to_refer_to_it_are_one_question():
    tied = changed(TIED, (WALL, f'{WALL}\n[entities.wall.ribbon]\nto = "wasp_1"'))
    (conflict,) = merge(BASE, changed((WASP_1, "")), tied).conflicts
    assert conflict.text == "Wasp 1: you deleted it, the other side made Wasp 2 refer to it."


@pytest.mark.parametrize("is_ours", [True, False])
def test_who_deletes_what_he_begins_to_refer_to_is_not_asked(is_ours: bool):
    """What he made of it himself is no clash with the other side."""
    own, other = changed((WASP_1, ""), TIED), changed((WALL, 'name = "Hedge"'))
    merged = merge(BASE, *((own, other) if is_ours else (other, own)))

    assert (merged.conflicts, merged.texts()) == ((), changed((WASP_1, ""), TIED, (WALL, 'name = "Hedge"')))


@pytest.mark.parametrize("is_ours", [True, False])
def test_what_was_referred_to_before_or_is_deleted_by_both_is_not_asked_about(is_ours: bool):
    tied = changed(TIED)
    renamed = {**tied, SCENES: tied[SCENES].replace(HIDDEN, f'{HIDDEN}\nname = "Queen"')}
    less = {**tied, SCENES: tied[SCENES].replace(WASP_1, "")}
    both = {**renamed, SCENES: renamed[SCENES].replace(WASP_1, "")}
    sides = (less, renamed) if is_ours else (renamed, less)
    assert (merge(tied, *sides).conflicts, merge(tied, *sides).texts()) == ((), both)

    sides = (changed((WASP_1, "")), changed((WASP_1, ""), TIED))
    merged = merge(BASE, *(sides if is_ours else sides[::-1]))
    assert (merged.conflicts, merged.texts()) == ((), sides[1])


@pytest.mark.parametrize(
    ("is_ours", "said"),
    [
        (True, "Wasp (prefabs/wasp.toml): you deleted the prefab, the other side made Wall an instance of it."),
        (False, "Wasp (prefabs/wasp.toml): you made Wall an instance of it, the other side deleted the prefab."),
    ],
)
def test_a_prefab_stays_with_the_side_that_uses_it(is_ours: bool, said: str):
    deleted, used = without_wasp(BASE), changed((WALL, f'{WALL}\nprefab = "wasp"'))
    merged = merge(BASE, *((deleted, used) if is_ours else (used, deleted)))

    (conflict,) = merged.conflicts
    assert (conflict.text, conflict.kind, conflict.key) == (said, "file", "prefabs/wasp")
    using, deleting = ("theirs", "ours") if is_ours else ("ours", "theirs")
    assert merged.texts({conflict.key: using}) == merged.texts({conflict.key: "base"}) == used
    assert merged.texts({conflict.key: deleting}) == without_wasp(used)
    assert merged.texts() == merged.texts({conflict.key: "ours"})


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_new_instance_of_a_prefab_that_stays_goes_unasked(is_ours: bool):
    """Also where the prefab was changed."""
    used = changed((WALL, f'{WALL}\nprefab = "wasp"'))
    used = {**used, "prefabs/wasp": used["prefabs/wasp"].replace('title = "Wasp"', 'title = "Bee"')}

    merged = merge(BASE, *((used, BASE) if is_ours else (BASE, used)))

    assert (merged.conflicts, merged.texts()) == ((), used)


def test_a_prefab_that_was_deleted_and_changed_and_used_is_one_question():
    used = changed(('name = "Party"', 'name = "Guild"'), (WALL, f'{WALL}\nprefab = "wasp"'))
    used = {**used, "prefabs/wasp": used["prefabs/wasp"].replace('title = "Wasp"', 'title = "Yellowjacket"')}

    merged = merge(BASE, without_wasp(BASE), used)

    assert [each.text for each in merged.conflicts] == [
        "Yellowjacket (prefabs/wasp.toml): you deleted the file, the other side changed it (its settings changed)."
    ]
    assert merged.texts({"prefabs/wasp": "theirs"}) == used


def test_a_new_instance_among_other_changes_keeps_its_prefab():
    used = changed(('name = "Party"', 'name = "Guild"'), ("# the end", '[entities.wasp_9]\nprefab = "wasp"\n# the end'))

    merged = merge(BASE, without_wasp(BASE), used)

    assert [each.key for each in merged.conflicts] == ["prefabs/wasp"]
    assert merged.texts({"prefabs/wasp": "theirs"}) == used


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_prefab_that_both_deleted_or_that_its_deleter_uses_anew_goes_unasked(is_ours: bool):
    used = changed((WALL, f'{WALL}\nprefab = "wasp"'))
    new = changed(("# the end", '[entities.wasp_9]\nprefab = "wasp"\n# the end'))
    for one, two, wanted in ((BASE, used, used), (new, BASE, new)):
        sides = without_wasp(one), two if one is new else without_wasp(two)
        merged = merge(BASE, *(sides if is_ours else sides[::-1]))
        assert (merged.conflicts, merged.texts()) == ((), without_wasp(wanted))


@pytest.mark.parametrize("is_ours", [True, False])
def test_a_prefab_that_nobody_else_begins_to_use_goes_unasked(is_ours: bool):
    """Its instances of before are the deleter's to know, and so are those that the deleter made."""
    deleted = without_wasp(changed((WALL, f'{WALL}\nprefab = "wasp"')))
    other = changed((HIDDEN, f'{HIDDEN}\nname = "Queen"'))
    merged = merge(BASE, *((deleted, other) if is_ours else (other, deleted)))

    wanted = without_wasp(changed((WALL, f'{WALL}\nprefab = "wasp"'), (HIDDEN, f'{HIDDEN}\nname = "Queen"')))
    document = Document.from_texts(merged.texts(), folder=".")
    assert (merged.conflicts, merged.texts().keys()) == ((), wanted.keys())
    assert document.block(SCENES, "wasp_2")["name"] == "Queen"
    assert document.block(SCENES, "wall")["prefab"] == "wasp"
