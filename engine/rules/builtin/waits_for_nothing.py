"""A trigger, an objective or a line that waits for something that it does not name."""

from collections.abc import Iterator, Sequence

from engine.document import EntityView, Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.schema.components.line import Line
from engine.schema.components.objective import Objective
from engine.schema.components.trigger import Trigger
from engine.schema.vocabulary import component_words

Waiting = tuple[EntityView, str, str, str, str]
"""Entity, component, the field that says for what, its value, and what kind of thing that has to be."""


@rule("waits-for-nothing", "error", "A trigger, an objective or a line that waits for nothing")
def waits_for_nothing(scene: RuleScene) -> Iterator[Finding]:
    """What waits for an objective, a trigger or a signal has to name one, or it will never come."""
    for entity, component, field, value, kind in _waiting(scene):
        if kind == "signal":
            names = sorted(scene.names("signal") or ())
            if value:
                continue  # a signal that there is not is another rule's
        else:
            names = [other.id for other in scene.view.with_component(kind)]
            if value in names or (value and scene.view.get(value) is None):
                continue
        named = (
            f"{scene.view.entity(value).name}, which is no {component_words(kind)}"
            if value
            else f"a{_n(kind)} {component_words(kind)} but names none"
        )
        yield scene.finding(
            f"{entity.name}: the {component} waits for {named}, so it never comes. {_hint(names, kind)}",
            entity,
            component,
            field,
            fix=(scene.set(entity, component, field, names[0]),) if len(names) == 1 else (),
            fix_title=f'Wait for "{names[0]}"' if len(names) == 1 else "",
        )


def _waiting(scene: RuleScene) -> Iterator[Waiting]:
    for entity, objective in scene.with_component(Objective):
        if objective.kind == "signal":
            yield entity, "objective", "signal", objective.signal, "signal"
    for entity, trigger in scene.with_component(Trigger):
        if trigger.event in ("objective", "signal"):
            yield entity, "trigger", trigger.event, getattr(trigger, trigger.event), trigger.event
    for entity, line in scene.with_component(Line):
        if line.when == "signal":
            yield entity, "line", "signal", line.signal, "signal"
        elif line.when != "start":
            yield entity, "line", "of", line.of, "spawn_group" if line.when == "wave" else line.when


def _n(kind: str) -> str:
    return "n" if component_words(kind)[0] in "aeiou" else ""


def _hint(names: Sequence[str], kind: str) -> str:
    if not names:
        return f"Add a{_n(kind)} {component_words(kind)}, or let it wait for something else."
    return f"Choose one of {', '.join(names[:6])}{', ...' if len(names) > 6 else ''}."
