"""A file with thousands of wrong values is told of in a few lines: nobody reads more, and each costs a search."""

from pathlib import Path as FilePath

from engine.document import Document, view
from engine.document.check import MOST_TOLD
from tests.engine.document.orchard import plant

MANY = 3000


def test_wrong_values_at_the_head_are_told_until_nobody_reads_on(tmp_path: FilePath):
    folder = plant(tmp_path)
    head = "".join(f"wrong_{number} = 1\n" for number in range(MANY))
    (folder / "scenes/large.toml").write_text(f'format = 1\nkind = "scene"\n{head}')

    document = Document.open(folder)

    told = [each.text for each in view(document, "large").problems if each.where and each.where.file == "scenes/large"]
    assert len(told) == MOST_TOLD + 1
    assert told[-1].startswith("2,950 more values at the head of scenes/large.toml are wrong")
    assert document.text("scenes/large").count("wrong_") == MANY


def test_wrong_values_of_a_component_are_told_until_nobody_reads_on(tmp_path: FilePath):
    folder = plant(tmp_path)
    fields = "".join(f"wrong_{number} = 1\n" for number in range(MANY))
    text = f'format = 1\nkind = "scene"\n[entities.thing]\n[entities.thing.health]\n{fields}'
    (folder / "scenes/large.toml").write_text(text)

    told = view(Document.open(folder), "large").entity("thing").problems

    assert len(told) == MOST_TOLD + 1
    assert "up to 2,950 more values of health are wrong" in told[-1].text
