"""Puts the page together: contents, chapters, and a table and an example for everything that the vocabulary knows."""

from collections.abc import Iterable

from engine.schema.component import RESERVED_KEYS, Component
from engine.schema.files import FOLDERS, HEADS
from engine.schema.reference import chapters, ground
from engine.schema.reference.examples import (
    Example,
    component_example,
    entity_example,
    head_example,
    opaque_example,
    parts_example,
    prefab_example,
)
from engine.schema.reference.tables import HEADER, escaped, field_table, inner_tables
from engine.schema.vocabulary import Vocabulary

COMMAND = "astraweave reference --output docs/project_format.md"
KIND_WORDS = {
    "array": "list of texts", "boolean": "`true` or `false`", "string": "text", "object": "tables",
}  # fmt: skip
DEFAULTS = {"name": "the id in words", "tags": "none", "hidden": "`false`", "locked": "`false`"}


def page(vocabulary: Vocabulary, project: str = "") -> str:
    """The whole reference in Markdown.

    Args:
        vocabulary: The components to tell of: the engine's, and a project's own where there are any.
        project: Title of the project whose own components are among them.
    """
    own = {key: value for key, value in vocabulary.components.items() if key not in Vocabulary.builtin().components}
    engine = [value for key, value in vocabulary.components.items() if key not in own]
    parts = [
        ("A project's folder", chapters.layout()),
        ("How files are written", chapters.spelling()),
        *((_file_title(kind), _head(kind)) for kind in HEADS),
        ("Ground files", _ground()),
        ("Entities", "\n\n".join([chapters.identity(), _reserved(), _fenced(entity_example())])),
        ("Components", _components(engine)),
        *([(f"Components of {project or 'the project'}", _components(own.values()))] if own else []),
        ("Unknown components", f"{chapters.unknown()}\n\n{_fenced(opaque_example())}"),
        ("Prefabs", "\n\n".join([chapters.prefabs(), *map(_fenced, (*prefab_example(), *parts_example()))])),
        ("Versions", chapters.versions()),
        ("Saving", chapters.saving()),
        ("Merging", chapters.merging()),
    ]
    contents = "\n".join(f"- [{title}](#{anchor(title)})" for title, _ in parts)
    body = "\n\n".join(f"## {title}\n\n{text}" for title, text in parts)
    return f"""\
# The format of a project

<!-- Made from engine/schema; write it anew with: {COMMAND} -->

What stands in the files of an AstraWeave project, field by field. The same as a JSON schema:
`astraweave reference --json`. With a project's folder, `astraweave reference PROJECT` also tells of its own components.

{contents}

{body}
"""


def anchor(title: str) -> str:
    """The anchor that GitHub gives to a heading."""
    kept = "".join(letter for letter in title.lower() if letter.isalnum() or letter in " -_")
    return kept.replace(" ", "-")


def _file_title(kind: str) -> str:
    return f"{kind.capitalize()} files"


def _head(kind: str) -> str:
    model = HEADS[kind]
    folder = next((name for name, each in FOLDERS.items() if each == kind), "")
    parts = [f"`{folder}/NAME.toml`" if folder else "`project.toml`", field_table(model)]
    for name, inner in inner_tables(model):
        parts += [f"**`[{name}]`**: {inner.summary()}", field_table(inner)]
    parts.append("Every field stated:")
    return "\n\n".join([*parts, _fenced(head_example(kind))])


def _ground() -> str:
    text, example = ground.chapter()
    return f"{text}\n\nA mound, its top of rock:\n\n{_fenced(example)}"


def _reserved() -> str:
    schema = Vocabulary.builtin().json_schema()["properties"]
    rows = [
        f"| `{key}` | {KIND_WORDS[schema[key]['type']]} | {DEFAULTS.get(key, '–')} "
        f"| {escaped(schema[key]['description'])} |"
        for key in RESERVED_KEYS
    ]
    return "\n".join([HEADER, *rows, "", "These keys stand in the entity's own table; every other key is a component."])


def _components(components: Iterable[type[Component]]) -> str:
    each = list(components)
    listed = "\n".join(f"- [{one.component_title()}](#{anchor(_component_title(one))})" for one in each)
    return "\n\n".join([listed, *map(_component, each)])


def _component_title(component: type[Component]) -> str:
    return f"{component.component_title()}: {component.component_id}"


def _component(component: type[Component]) -> str:
    parts = [f"### {component.component_title()}: `{component.component_id}`", component.summary()]
    parts.append(field_table(component))
    for name, inner in inner_tables(component):
        parts += [f"**`{name}`**: {inner.summary()}", field_table(inner)]
    return "\n\n".join([*parts, _fenced(component_example(component))])


def _fenced(example: Example) -> str:
    return f"```toml\n{example.text.rstrip()}\n```"
