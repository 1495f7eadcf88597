"""The page of the file format tells all that the vocabulary knows, its examples open, and docs holds it."""

import re
from pathlib import Path

import pytest

from engine.document import Document, view
from engine.schema.files import HEADS
from engine.schema.reference import Example, examples, file_schema, page
from engine.schema.reference.page import COMMAND, anchor
from engine.schema.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[4]
HEAD = 'format = 1\nkind = "scene"\n'
TALREN = '\n[entities.talren]\nname = "Talren"\n'
PAGE = page(Vocabulary.builtin())
EXAMPLES = examples(Vocabulary.builtin())
FENCES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


def planted(folder: Path, example: Example) -> Path:
    """A project in which the example stands, with all that the examples name."""
    texts = {each.file: each.text for each in EXAMPLES if each.text.startswith("format")}
    texts["scenes/echo_grove"] += TALREN
    is_whole = example.text.startswith("format")
    texts[example.file] = example.text if is_whole else f"{HEAD}{TALREN}\n{example.text}"
    for file, text in texts.items():
        path = folder / f"{file}.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def test_the_committed_page_is_the_one_that_the_schema_gives():
    committed = (ROOT / "docs" / "project_format.md").read_text(encoding="utf-8")

    assert committed == PAGE, f"the schema has changed: run `{COMMAND}` and commit the file"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: re.sub(r"\W+", "-", each.text[-40:]))
def test_an_example_opens_without_a_word_and_saves_as_it_is(tmp_path: Path, example: Example):
    document = Document.open(planted(tmp_path, example))

    assert document.load_findings == []
    assert document.unsaved() == ()
    assert [problem.text for each in view(document, "echo_grove").entities for problem in each.problems] == []


def test_every_example_of_the_page_is_one_that_is_tried():
    assert sorted(FENCES) == sorted(f"{each.text.rstrip()}\n" for each in EXAMPLES)


def test_every_field_has_its_row():
    models = [*Vocabulary.builtin().components.values(), *HEADS.values()]

    missing = [
        f"{model.__name__}.{spec.name}"
        for model in models
        for spec in model.fields()
        if f"| `{spec.name}` |" not in PAGE or spec.doc not in PAGE
    ]

    assert not missing


def test_every_link_leads_somewhere():
    headings = [anchor(title) for title in re.findall(r"^#+ (.*)$", PAGE, re.MULTILINE)]

    assert len(headings) == len(set(headings))
    assert set(re.findall(r"\]\(#([^)]*)\)", PAGE)) <= set(headings)


def test_no_table_is_too_wide_to_be_read():
    assert max(map(len, PAGE.splitlines())) <= 240
    assert sum(len(line) > 160 for line in PAGE.splitlines()) < 5


def test_the_schema_resolves_all_that_it_refers_to():
    schema = file_schema(Vocabulary.builtin())

    refers = set(re.findall(r"'\$ref': '#/\$defs/([^']*)'", str(schema)))

    assert refers <= schema["$defs"].keys()
    assert {f"{kind}_file" for kind in (*HEADS, "terrain")} <= refers
    assert set(Vocabulary.builtin().components) <= refers
