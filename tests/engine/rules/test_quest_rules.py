"""Rules about what is asked and said that have no repair, or need ground to walk on."""

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.document import Document
from engine.rules import check
from tests.engine.document.orchard import plant
from tests.engine.rules.quest_faults import LINE
from tests.engine.rules.test_rules import NAMES, REACH, findings, seen, with_entity

Plant = Callable[..., Document]


@pytest.fixture
def orchard(tmp_path: Path) -> Plant:
    return lambda **texts: Document.open(plant(tmp_path / "orchard", **texts))


def test_what_has_a_body_is_used_from_beside_it(orchard: Plant):
    use = REACH.replace('"reach"', '"use"\nradius = 3.0')
    document = orchard(**with_entity(use))
    beside = check(seen(document), names=NAMES, reachable=lambda _, goal: goal != (0.0, 0.0))
    nowhere = check(seen(document), names=NAMES, reachable=lambda _, goal: abs(goal[0]) + abs(goal[1]) > 4.0)

    assert "unreachable-objective" not in [each.rule for each in beside]
    assert "unreachable-objective" in [each.rule for each in nowhere]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [('text = "Come and see!"', 'text = " "', "Call says nothing."), ('"mira"', '""', "Call: nobody says it.")],
)
def test_a_line_needs_words_and_somebody_who_says_them(orchard: Plant, old: str, new: str, told: str):
    document = orchard(**with_entity(LINE.replace(old, new)))

    (finding,) = findings(document)
    assert finding.rule == "unreadable-line"
    assert told in finding.text
