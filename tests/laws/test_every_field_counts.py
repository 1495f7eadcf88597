"""Law: a field that a designer can set does something; one that nothing reads would be a broken promise."""

import re
from pathlib import Path

import pytest

from engine.play.compile.parts import parts_of
from engine.resources import program_folder, samples_folder
from engine.schema.component import Component
from engine.schema.fields import FieldSpec
from engine.schema.files import HEADS
from engine.schema.vocabulary import Vocabulary
from engine.world.project import load_game

GAME = load_game(samples_folder() / "veilweaver")
COMPONENTS = Vocabulary.builtin().extended(GAME).components
FIELDS = [(component, spec) for component in COMPONENTS.values() for spec in component.fields()]
READERS = ("engine/physics", "engine/nav", "engine/ai", "engine/play", "engine/world", "engine/present", "engine/rules")
SHOWN = ("editor/viewport", "engine/llm", "projects")


def sources(*folders: str) -> list[str]:
    paths = [path for folder in folders for path in sorted((program_folder() / folder).rglob("*.py"))]
    return [path.read_text(encoding="utf-8") for path in paths if "components" not in Path(path).parts]


PLAIN = sources(*READERS, *SHOWN)
SHOW = sources("engine/play/hud", "projects", "engine/play/present.py")


def is_read_by_name(component: type[Component], name: str) -> bool:
    """Whether some module knows the component and reads an attribute of that name."""
    knows = re.compile(rf'"{component.component_id}"|\b{component.__name__}\b')
    return any(knows.search(text) and re.search(rf"\.{name}\b", text) for text in PLAIN)


@pytest.mark.parametrize(
    ("component", "spec"), FIELDS, ids=lambda value: getattr(value, "name", None) or value.__name__
)
def test_every_field_of_a_component_is_read(component: type[Component], spec: FieldSpec):
    if not spec.column:
        assert is_read_by_name(component, spec.name)
        return
    parts = parts_of(GAME)
    assert spec.column in parts.columns
    reads = any(spec.column in system.params for system in parts.systems)
    assert reads or any(f'"{spec.column}"' in text for text in SHOW)


@pytest.mark.parametrize("head", HEADS.values(), ids=lambda head: head.__name__)
def test_every_setting_of_a_file_is_read(head):
    everything = [*sources("engine", "editor", "projects")]
    for spec in head.fields():
        word = re.compile(rf'\.{spec.name}\b|"{spec.name}"')
        assert any(word.search(text) for text in everything), spec.name
