"""Values in sentences carry their units as people write them."""

import pytest

from engine.document.wording import value_words
from engine.schema.components.body import Body


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [("acceleration", 32.0, "32 m/s²"), ("speed", 4.5, "4.5 m/s"), ("mass", 75.0, "75 kg")],
)
def test_a_value_is_said_with_its_unit(name, value, expected):
    spec = next(spec for spec in Body.fields() if spec.name == name)

    assert value_words(value, spec) == expected
