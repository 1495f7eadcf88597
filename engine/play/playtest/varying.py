"""What `--vary` says: a number and the values that it takes, each a variant of its own."""

import math
import re

from engine.document import SceneView
from engine.play.playtest.asked_numbers import PlaytestError, changes_of, checked, paths_of
from engine.play.playtest.request import AS_IT_IS, Change, Variant
from engine.schema.fields import FieldSpec

USUAL_VALUES, MOST_VALUES = 5, 1000
EXPECTED = "expected NAME=LOW..HIGH:COUNT or NAME=VALUE,VALUE, such as sentinel.health.maximum=120..400:5."
_RANGE = re.compile(r"(?P<low>[^:]+?)\.\.(?P<high>[^:]+?)(?::(?P<count>\d+))?\Z")


def variants_of(scene: SceneView, asked: list[str]) -> tuple[Variant, ...]:
    """The encounter as it is, then each number at each of its values, alone. PlaytestError for what can't be meant."""
    found: dict[str, Variant] = {AS_IT_IS: Variant()}
    for text in asked:
        name, equals, values = (part.strip() for part in text.partition("="))
        if not equals or not name or not values:
            raise PlaytestError(f'"{text}" can\'t be varied; {EXPECTED}')
        _, spec = paths_of(scene, name)
        for value in _values(values, spec, text):
            number = checked(spec, value, name)
            title = f"{name} = {number:.12g}"
            found[title] = Variant(title, tuple(Change(*each) for each in changes_of(scene, name, number)))
    return tuple(found.values())


def _values(text: str, spec: FieldSpec, whole: str) -> list[float]:
    """The values of LOW..HIGH:COUNT, evenly spaced, or those that are listed; of whole numbers each once."""
    spaced = _RANGE.match(text)
    try:
        if spaced is None:
            return [float(part) for part in text.split(",")]
        low, high = float(spaced["low"]), float(spaced["high"])
    except ValueError:
        raise PlaytestError(f'"{whole}" can\'t be varied; {EXPECTED}') from None
    count = int(spaced["count"] or USUAL_VALUES)
    if not 2 <= count <= MOST_VALUES:
        raise PlaytestError(f'"{whole}" asks for {count} values; expected 2 to {MOST_VALUES}.')
    if not (math.isfinite(low) and math.isfinite(high)):
        raise PlaytestError(f'"{whole}" can\'t be varied; {EXPECTED}')
    values = [low + (high - low) * step / (count - 1) for step in range(count)]
    return list(dict.fromkeys(map(round, values))) if spec.kind == "int" else values
