"""The numbers of an encounter that a designer may turn: where each stands, its value, and how far it may go."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from engine.document import EntityView, Path, SceneView
from engine.play.playtest.request import Change
from engine.schema.component import Component
from engine.schema.described import Described
from engine.schema.fields import FieldSpec

SHOWN_ONLY = frozenset({"appearance", "camera", "light", "line", "motes", "prop_scatter", "ribbon"})
"""Components that are seen and heard; no run ends otherwise for them."""
PLACES = frozenset({"transform"})
"""Where a thing stands is no amount: a fifth more of it means nothing."""
HEAD_FIELDS = ("time_limit_s", "echo_start")
"""The numbers at the head of an encounter that its play reads."""
ACTORS = ("player", "agent")
WHOLE, LEFT = "maximum", "current"


@dataclass(frozen=True)
class Property:
    """One number of an encounter, or one that is said in two places, such as the health of whoever begins unhurt."""

    path: str
    """As paths are written: "prefabs/wasp/entities/wasp/health/maximum"."""
    label: str
    value: float
    low: float
    """The least value that may stand there; minus infinity where there is no limit."""
    high: float
    is_whole: bool = False
    unit: str = ""
    step: float = 0.0
    """What one notch of a drag changes; 0 where nobody said."""
    usual: float = 0.0
    """The value of a field that nobody states."""
    also: tuple[str, ...] = ()
    """Paths that always have the same value."""

    @property
    def entity(self) -> str | None:
        """Id of the entity that has it; None for the encounter's own."""
        return Path.parse(self.path).entity_id

    def held(self, value: float) -> float:
        """The nearest value that may stand there."""
        inside = min(max(value, self.low), self.high)
        return float(round(inside)) if self.is_whole else inside

    def changes(self, value: float) -> tuple[Change, ...]:
        """What gives it a value."""
        return tuple(Change(path, value) for path in (self.path, *self.also))


def properties_of(view: SceneView) -> list[Property]:
    """Every number that may change how an encounter ends, each once, the encounter's own first.

    Those of its head; of its entities; of the prefabs that they and their waves use, unless every user says the number
    itself; then of the scene's actors and their prefabs. Numbers that are only seen, places and lists are left out.
    """
    found: dict[str, Property] = {}
    if view.encounter_header is not None and view.encounter_file is not None:
        for name in HEAD_FIELDS:
            spec = view.encounter_header.field(name)
            if spec is not None:
                path = Path(view.encounter_file, (name,))
                found[str(path)] = _property(path, spec, getattr(view.encounter_header, name))
    own = [entity for entity in view.entities if entity.file == view.encounter_file]
    others = [entity for entity in view.entities if entity.file != view.encounter_file]
    actors = [entity for entity in others if any(kind in entity.components for kind in ACTORS)]
    for entities in (own, actors):
        for entity in entities:
            found.update((each.path, each) for each in _of_entity(entity))
        for name, users in _prefabs_used(entities).items():
            prefab = view.prefabs.get(name)
            if prefab is not None:
                found.update((each.path, each) for each in _of_prefab(prefab, users))
    return list(found.values())


def property_at(view: SceneView, paths: Iterable[Path]) -> Property | None:
    """The number that stands at some paths, which must have the same value; None where no run could end otherwise.

    Of whoever begins whole, `current` goes along with `maximum`, though it is none of the paths.
    """
    found = [_at(view, path) for path in paths]
    first = found[0] if found else None
    if first is None or any(each is None or each.value != first.value for each in found):
        return None
    every = [path for each in found if each is not None for path in (each.path, *each.also)]
    return replace(first, also=tuple(every[1:]))


def _at(view: SceneView, path: Path) -> Property | None:
    keys = tuple(map(str, path.inner))
    if path.entity_id is None:
        header = view.encounter_header if path.file == view.encounter_file else None
        spec = header.field(keys[0]) if header is not None and keys[0] in HEAD_FIELDS else None
        return _property(path, spec, getattr(header, keys[0])) if spec is not None else None
    folder, _, name = path.file.partition("/")
    entity = view.prefabs.get(name) if folder == "prefabs" else view.get(path.entity_id)
    if entity is None or entity.path != Path(path.file, path.keys[:-2]) or len(keys) != 2:
        return None
    is_in = entity.file == view.encounter_file or any(kind in entity.components for kind in ACTORS)
    component = dict(_of_play(entity)).get(keys[0]) if is_in or folder == "prefabs" else None
    spec = component.field(keys[1]) if component is not None else None
    if component is None or spec is None or spec.kind not in ("float", "int"):
        return None
    value, left = getattr(component, keys[1]), component.field(LEFT)
    is_whole = keys[1] == WHOLE and left is not None and getattr(component, LEFT) == value
    return _property(path, spec, value, (str(Path(path.file, (*path.keys[:-1], LEFT))),) if is_whole else ())


def limits(spec: FieldSpec) -> tuple[float, float]:
    """The least and the greatest value that a field may hold, infinite where it is open.

    A bound that has to be exceeded gives way by a tenth of a notch, by one where the field holds whole numbers.
    """
    gap = 1.0 if spec.kind == "int" else (spec.step or 0.01) / 10.0
    low = spec.ge if spec.ge is not None else spec.gt + gap if spec.gt is not None else -math.inf
    high = spec.le if spec.le is not None else spec.lt - gap if spec.lt is not None else math.inf
    return low, high


def _of_entity(entity: EntityView) -> Iterator[Property]:
    """What an entity says itself; what its prefab says stands there."""
    for identifier, component in _of_play(entity):
        said = None
        if entity.is_instance:
            said = {spec.name for spec in component.fields() if f"{identifier}.{spec.name}" in entity.overrides}
        yield from _of_component(entity.path / identifier, component, said)


def _of_prefab(prefab: EntityView, users: list[EntityView] | None) -> Iterator[Property]:
    """The numbers of a prefab that reach at least one of its users; None stands for a wave, which says nothing."""
    for identifier, component in _of_play(prefab):
        reaching: set[str] | None = None
        if users is not None:
            mute = [user for user in users if identifier not in user.removed and identifier in user.components]
            reaching = {
                spec.name
                for spec in component.fields()
                if any(f"{identifier}.{spec.name}" not in user.overrides for user in mute)
            }
        yield from _of_component(prefab.path / identifier, component, reaching)


def _of_play(entity: EntityView) -> Iterable[tuple[str, Component]]:
    return ((name, each) for name, each in entity.components.items() if name not in SHOWN_ONLY | PLACES)


def _prefabs_used(entities: list[EntityView]) -> dict[str, list[EntityView] | None]:
    """The prefabs that entities use, with the instances of each; None where a wave uses it as it is."""
    found: dict[str, list[EntityView] | None] = {}
    for entity in entities:
        if entity.prefab is not None and entity.part_of is None:
            users = found.setdefault(entity.prefab, [])
            if users is not None:
                users.append(entity)
        wave = getattr(entity.components.get("spawn_group"), "prefab", "")
        if wave:
            found[wave] = None
    return found


def _of_component(path: Path, component: Described, said: set[str] | None) -> Iterator[Property]:
    """The numbers of a component; with `said` only those. What begins whole is one number in two places."""
    specs = {spec.name: spec for spec in component.fields() if spec.kind in ("float", "int")}
    if said is not None:
        specs = {name: spec for name, spec in specs.items() if name in said}
    values = {name: float(getattr(component, name)) for name in specs}
    is_pair = WHOLE in specs and LEFT in specs and values[WHOLE] == values[LEFT]
    for name, spec in specs.items():
        if is_pair and name == LEFT:
            continue
        also = (str(path / LEFT),) if is_pair and name == WHOLE else ()
        yield _property(path / name, spec, values[name], also)


def label_of(path: Path, spec: FieldSpec) -> str:
    """What a number is called: its path in words, without the unit that stands beside the value."""
    return path.label if spec.unit in ("", "1") else path.label.removesuffix(f" {spec.unit}")


def _property(path: Path, spec: FieldSpec, value: float, also: tuple[str, ...] = ()) -> Property:
    low, high = limits(spec)
    return Property(
        str(path),
        label_of(path, spec),
        float(value),
        low,
        high,
        spec.kind == "int",
        "" if spec.unit == "1" else spec.unit,
        spec.step or 0.0,
        float(spec.default),
        also,
    )
