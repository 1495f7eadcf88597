"""A number that is called by its name, as a property: `sentinel.health.maximum`, perhaps with a range of its own."""

from dataclasses import replace

from engine.balance.properties import Property, label_of, limits, properties_of
from engine.document import Path, SceneView
from engine.play.playtest.asked_numbers import PlaytestError, changes_of, checked, paths_of

EXPECTED = "expected WHO.COMPONENT.FIELD or WHO.COMPONENT.FIELD=LOW..HIGH, such as sentinel.health.maximum=120..400."


def number_named(view: SceneView, text: str) -> Property:
    """The number that is meant by NAME or NAME=LOW..HIGH, which lets it go no farther than that.

    PlaytestError for a name that means no number, and for a range that its field can't hold or that it lies outside of.
    """
    name, equals, reach = (part.strip() for part in text.partition("="))
    paths, spec = paths_of(view, name)
    known = {each.path: each for each in properties_of(view)}
    found = known.get(str(paths[0])) if len(paths) == 1 else None
    if found is None:
        value = _value(view, paths[0])
        low, high = limits(spec)
        also = tuple(path for path, _ in changes_of(view, name, value) if path != str(paths[0]))
        unit = "" if spec.unit == "1" else spec.unit
        found = Property(
            str(paths[0]), label_of(paths[0], spec), value, low, high, spec.kind == "int", unit, spec.step or 0.0,
            float(spec.default), also,
        )  # fmt: skip
    if not equals:
        return found
    low, high = (checked(spec, each, name) for each in span_of(reach, text, EXPECTED))
    if not low <= found.value <= high:
        raise PlaytestError(f"{name} is {found.value:g}; expected a range that it lies in, not {low:g}..{high:g}.")
    return replace(found, low=float(low), high=float(high))


def span_of(text: str, whole: str, expected: str) -> tuple[float, float]:
    """The two numbers of LOW..HIGH, the lesser first. PlaytestError that quotes the `whole` and says what to say."""
    ends = text.split("..")
    try:
        low, high = map(float, ends)
    except ValueError:
        raise PlaytestError(f'"{whole}" is no range; {expected}') from None
    if not low < high:
        raise PlaytestError(f'"{whole}": nothing lies from {low:g} to {high:g}; expected the greater number last.')
    return low, high


def _value(view: SceneView, path: Path) -> float:
    """What stands at a path, also where nobody says it."""
    if path.entity_id is None:
        return float(getattr(view.encounter_header, str(path.keys[0])))
    entity = view.get(path.entity_id) if path.file in (view.scene_file, view.encounter_file) else None
    entity = entity or view.prefabs[path.file.partition("/")[2]]
    component, field = map(str, path.inner)
    return float(getattr(entity.components[component], field))
