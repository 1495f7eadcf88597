"""A reference to something that isn't there."""

from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache

from engine.document import EntityView, Finding, Path, Set
from engine.rules.named_parts import asked_of, fits, title_of
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.component import Component
from engine.schema.fields import FieldSpec
from engine.schema.numbered import read_word
from engine.schema.vocabulary import component_words

MANY = 6
"""More names than these are not listed."""
_FILES = {"prefab": "prefabs", "scene": "scenes", "encounter": "encounters"}


@rule("missing-reference", "error", "A reference to something that isn't there")
def missing_reference(scene: RuleScene) -> Iterator[Finding]:
    """A name that leads nowhere: what was to happen with it will not happen."""
    yield from _heads(scene)
    names = _Names(scene)
    for entity in scene.entities:
        yield from _parent(scene, entity)
        yield from _fields(scene, entity, names)
    for prefab in scene.view.prefabs.values():
        yield from _fields(scene, prefab, names, is_prefab=True)


class _Names:
    """What there is to be named in a scene, gathered once for each kind."""

    def __init__(self, scene: RuleScene) -> None:
        self._scene = scene
        self._known: dict[str, frozenset[str] | None] = {}

    def of(self, spec: FieldSpec) -> frozenset[str] | None:
        """The names that a field may hold; None when nobody can say."""
        kind = str(spec.ref)
        if kind not in self._known:
            self._known[kind] = self._gathered(kind)
        return self._known[kind]

    def _gathered(self, kind: str) -> frozenset[str] | None:
        if kind == "entity":
            return frozenset(entity.id for entity in self._scene.entities)
        if kind in _FILES:
            prefix = f"{_FILES[kind]}/"
            files = self._scene.view.snapshot.files
            return frozenset(name[len(prefix) :] for name in files if name.startswith(prefix))
        return self._scene.names(kind)


@cache
def _references(component: type[Component]) -> tuple[tuple[FieldSpec, str], ...]:
    """The fields of a component that name something, each with its key among overrides."""
    found = (spec for spec in component.fields() if spec.kind in ("ref", "refs"))
    return tuple((spec, f"{component.component_id}.{spec.name}") for spec in found)


def _parent(scene: RuleScene, entity: EntityView) -> Iterator[Finding]:
    own = scene.view.snapshot.files[entity.file].entities
    if entity.part_of is not None or entity.parent is None or entity.parent in own:
        return
    above = scene.view.get(entity.parent)
    if above is None or above.file != entity.file:
        yield scene.finding(
            f'{entity.name} stands under "{entity.parent}", which is not in {entity.file}.toml. '
            "Give it another parent, or none.",
            entity,
            "parent",
            fix=(scene.set(entity, "parent", None),),
            fix_title="Move to the top",
        )


def _fields(scene: RuleScene, entity: EntityView, names: _Names, *, is_prefab: bool = False) -> Iterator[Finding]:
    for component in entity.components.values():
        for spec, key in _references(type(component)):
            # Whom a prefab means is known only where it is placed.
            if is_prefab and spec.ref == "entity":
                continue
            if entity.is_instance and key not in entity.overrides:
                continue
            known = names.of(spec)
            if known is not None:
                yield from _field(scene, entity, component, spec, known)


def _field(
    scene: RuleScene, entity: EntityView, component: Component, spec: FieldSpec, known: frozenset[str]
) -> Iterator[Finding]:
    value = getattr(component, spec.name)
    given: list[str] = [value] if spec.kind == "ref" else list(value)
    lost = [each for each in given if each and _name(spec, each) not in known]
    if not lost:
        return
    default = spec.default if isinstance(spec.default, str) and spec.default in known else None
    if spec.ref == "signal":  # written in code and chosen by name, so most often it is a slip of the pen
        default = next(iter(get_close_matches(lost[0], sorted(known), n=1, cutoff=0.6)), None)
    near = _near(spec, given, lost, known) if spec.kind == "refs" else {}
    kept = [near.get(each, each) for each in given if each not in lost or each in near]
    new = (default or "") if spec.kind == "ref" else kept
    part, verb = asked_of(component, spec.name) if spec.ref == "entity" else ("", "")
    called = title_of if spec.ref == "entity" else str
    names = ", ".join(f'"{called(_name(spec, each))}"' for each in lost)
    words = component_words(component.component_id)
    says = f"{entity.name} {verb} {names}" if verb else f'{entity.name}: "{spec.title}" of its {words} names {names}'
    kind = component_words(part) if part else str(spec.ref)
    instead = (
        [f'"{default}"'] if default and spec.kind == "ref" else [f'"{_name(spec, each)}"' for each in near.values()]
    )
    hint = _entities(scene, lost[0], part) if spec.ref == "entity" else _hint(spec, lost[0], known)
    there = f"there are no such {kind}s" if len(lost) > 1 else f"there is no such {kind}"
    yield scene.finding(
        f"{says}, but {there}. Choose one that exists{hint}, or clear it.",
        entity,
        component.component_id,
        spec.name,
        fix=(scene.set(entity, component.component_id, spec.name, new),),
        fix_title=f"Use {', '.join(instead)}" if instead else f"Clear {names}",
    )


def _heads(scene: RuleScene) -> Iterator[Finding]:
    files = scene.view.snapshot.files
    for file in ("project", scene.view.encounter_file):
        node = files.get(file) if file else None
        for key, folder in (("main_scene", "scenes"), ("main_encounter", "encounters"), ("scene", "scenes")):
            name = node.head.data.get(key) if node else None
            if node and isinstance(name, str) and name and f"{folder}/{name}" not in files:
                path = Path(node.name, (key,))
                yield scene.finding(
                    f'{node.name}.toml names {key} "{name}", but there is no readable {folder}/{name}.toml. '
                    "Choose one that exists, or clear it.",
                    path,
                    fix=(Set(path=path, old=name, new=None),),
                    fix_title="Clear it",
                )


def _near(spec: FieldSpec, given: list[str], lost: list[str], known: frozenset[str]) -> dict[str, str]:
    """For each lost word of a list the nearest that exists and is not in the list, with the word's number."""
    free = set(known) - {_name(spec, each) for each in given}
    found: dict[str, str] = {}
    for each in lost:
        name = _name(spec, each)
        close = get_close_matches(name, sorted(free), n=1, cutoff=0.6)
        if close:
            free.discard(close[0])
            found[each] = close[0] + each.lstrip()[len(name) :]
    return found


def _name(spec: FieldSpec, value: str) -> str:
    return read_word(value).name if spec.number else value


def _entities(scene: RuleScene, lost: str, part: str) -> str:
    """The names of those that would do: all where a part is asked for and they are few, else those like the lost."""
    names = {entity.id: entity.name for entity in scene.entities if fits(entity, part)}
    if not part or len(names) > MANY:
        names = {each: names[each] for each in get_close_matches(lost, sorted(names), n=3, cutoff=0.6)}
    return f" ({', '.join(names.values())})" if names else ""


def _hint(spec: FieldSpec, lost: str, known: frozenset[str]) -> str:
    """Some of the names, those like the lost one where there are many."""
    names = sorted(known)
    if len(names) > MANY:
        names = get_close_matches(_name(spec, lost), names, n=3, cutoff=0.6)
    return f" ({', '.join(names)})" if names else ""
