"""Laws of the document: undo gives back every byte, commands survive JSON, saving is stable, worlds stay the same."""

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.document import AddEntity, Command, Compound, MoveEntity, Path, RemoveEntity, Set
from tests.engine.document.orchard import HARVEST, SCENE, WASP
from tests.laws.document_checks import check_digest, check_json, check_redo, check_replay, check_save, check_undo
from tests.laws.document_sessions import ODD, Step, commands_of, law, opened, perform, steps


@law
@given(steps(), st.booleans())
def test_undo_gives_back_every_byte(session: list[Step], read_between: bool):
    with opened() as document:
        check_undo(document, commands_of(session), read_between=read_between)


@law
@given(steps())
def test_redo_gives_the_same_bytes_again(session: list[Step]):
    with opened() as document:
        check_redo(document, commands_of(session))


@law
@given(steps())
def test_commands_survive_json(session: list[Step]):
    check_json(commands_of(session))


@law
@given(steps())
def test_commands_from_json_lead_to_the_same_document(session: list[Step]):
    with opened() as document, opened() as other:
        check_replay(document, other, commands_of(session))


@law
@given(steps())
def test_save_load_save_is_stable(session: list[Step]):
    with opened() as document:
        check_save(document, commands_of(session))


@settings(law, max_examples=15)
@given(steps())
def test_worlds_are_the_same_after_undo_and_after_opening_again(session: list[Step]):
    with opened() as document:
        check_digest(document, commands_of(session))


@law
@given(steps(whole_files=False))
def test_blocks_that_nobody_touched_keep_their_bytes(session: list[Step]):
    with opened() as document:
        touched = {path.entity_id for command in perform(document, session) for path in paths_of(command)}

        for file, text in (("scenes/orchard", SCENE), ("prefabs/wasp", WASP), ("encounters/harvest", HARVEST)):
            for block in text.split("\n\n")[1:]:
                identifier = block.partition("[entities.")[2].partition("]")[0]
                if identifier and identifier not in touched and "# the end" not in block:
                    assert block.rstrip("\n") in document.text(file)


def paths_of(command: Command) -> list[Path]:
    if isinstance(command, Compound):
        return [path for part in command.commands for path in paths_of(part)]
    if isinstance(command, Set):
        return [command.path]
    assert isinstance(command, AddEntity | RemoveEntity | MoveEntity)
    return [Path.entity(command.file, command.id)]


def test_opening_alone_changes_no_byte():
    with opened() as document:
        assert document.unsaved() == ()
        assert document.save() == []
        assert document.text("scenes/orchard") == SCENE
        assert document.text("prefabs/odd") == ODD
