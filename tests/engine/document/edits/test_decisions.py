"""Pinned decisions: a file of their own that comes, changes and goes by one entry of the history each."""

import pytest

from engine.document import CommandError, Document, Path, command_from_json
from engine.document.edits.decisions import pin_commands, pins_in, repin_commands, unpin_commands
from engine.document.edits.files import delete_file, rename_file
from engine.document.heads import head_of
from engine.document.merge.result import merge
from engine.schema.files import DecisionFile

PIN = DecisionFile(
    title="Kael: taunt for protect_player",
    scene="orchard",
    entity="kael",
    tick=184,
    facts=["can_taunt", "enemy_seen"],
    pursued="protect_player",
    goal="protect_player",
    action="taunt",
    plan=["taunt"],
)


def pinned(document, pin=PIN):
    command, file = pin_commands(document, pin)
    document.apply(command)
    return file


def test_a_pin_is_a_file_that_says_what_was_decided(document):
    file = pinned(document)
    assert file == "decisions/kael_taunt_for_protect_player"
    assert head_of(document.files[file]).model_dump() == PIN.model_dump()
    assert [node.name for node in pins_in(document)] == [file]


def test_it_is_there_after_saving_and_opening(document, folder):
    file = pinned(document)
    text = document.text(file)
    document.save()
    again = Document.open(folder)
    assert (again.load_findings, again.text(file)) == ([], text)
    assert head_of(again.files[file]).model_dump() == PIN.model_dump()


def test_taking_it_out_and_undoing_gives_every_byte_back(document):
    file = pinned(document)
    text = document.text(file)
    command = unpin_commands(document, file)
    document.apply(command)
    assert file not in document.files
    document.apply(command.inverse())
    assert document.text(file) == text


def test_the_new_decision_is_taken_and_title_and_comments_stay(document):
    file = pinned(document)
    changed = repin_commands(document, file, PIN.model_copy(update={"title": "Other", "action": "", "plan": []}))
    before = document.text(file)
    document.apply(changed)
    head = head_of(document.files[file])
    assert (head.title, head.action, head.plan, head.goal) == (PIN.title, "", [], "protect_player")
    document.apply(changed.inverse())
    assert document.text(file) == before


def test_only_a_pinned_decision_can_be_let_go(document):
    with pytest.raises(CommandError, match="no pinned decision"):
        unpin_commands(document, "scenes/orchard")


@pytest.mark.parametrize("file", ["scenes/orchard", "encounters/harvest"])
def test_it_goes_with_its_scene_or_encounter_and_comes_back_with_it(document, file):
    pin = pinned(document, PIN.model_copy(update={"encounter": "harvest"}))
    text = document.text(pin)
    command = delete_file(document, file)
    document.apply(command)
    assert pin not in document.files
    document.apply(command.inverse())
    assert document.text(pin) == text


def test_it_follows_the_new_name_of_its_scene(document):
    pin = pinned(document)
    document.apply(rename_file(document, "scenes/orchard", "grove"))
    assert head_of(document.files[pin]).scene == "grove"


def test_two_people_meet_only_where_both_changed_the_same_field(document):
    file = pinned(document)
    base = {file: document.text(file)}
    ours = {file: base[file].replace("Kael: taunt for protect_player", "Kael taunts")}
    theirs = {file: base[file].replace('plan = ["taunt"]', 'plan = ["taunt", "attack"]')}
    merged = merge(base, ours, theirs)
    assert merged.conflicts == ()
    assert merged.texts()[file] == ours[file].replace('plan = ["taunt"]', 'plan = ["taunt", "attack"]')
    one, other = ({file: base[file].replace('goal = "protect', f'goal = "{verb}')} for verb in ("leave", "follow"))
    assert [str(conflict.path) for conflict in merge(base, one, other).conflicts] == [f"{file}/goal"]


def test_its_change_is_a_record_that_can_be_played_again(document):
    command, file = pin_commands(document, PIN)
    document.apply(command_from_json(command.to_json()))
    again = repin_commands(document, file, PIN.model_copy(update={"goal": ""}))
    document.apply(command_from_json(again.to_json()))
    assert document.value(Path(file, ("goal",))) is None
    assert again.sentence() == "Take the new decision into Kael: taunt for protect_player"


def test_two_pins_of_one_name_get_files_of_their_own(document):
    assert pinned(document) != pinned(document)
    odd = pinned(document, PIN.model_copy(update={"title": "../../con\u0000 \u202e"}))
    assert odd.startswith("decisions/")
    assert head_of(document.files[odd]).title == "../../con\u0000 \u202e"
