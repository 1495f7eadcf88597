"""A word of a list whose number cannot be used."""

import math
from collections.abc import Iterator

from engine.document import EntityView, Finding
from engine.rules.builtin.value_out_of_range import clamped
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.rules.word_lists import word_lists
from engine.schema.fields import FieldSpec
from engine.schema.numbered import read_word, written_word


@rule("word-number", "error", "A number that cannot be read, or lies outside its range")
def word_number(scene: RuleScene) -> Iterator[Finding]:
    """A cost or weight that is no number, or one that planning cannot use: whoever has it cannot be played."""
    for entity, component, spec in word_lists(scene):
        if spec.number:
            words: list[str] = getattr(entity.components[component], spec.name)
            for place, text in enumerate(words):
                yield from _of_word(scene, entity, component, spec, words, place, text)


def _of_word(
    scene: RuleScene, entity: EntityView, component: str, spec: FieldSpec, words: list[str], place: int, text: str
) -> Iterator[Finding]:
    word = read_word(text)
    if word.is_readable and (word.number is None or spec.is_inside(word.number)):
        return
    inside = clamped(spec, word.number) if word.number is not None and not math.isnan(word.number) else None
    told = (
        f'"{text}" gives no {spec.number} that can be read'
        if not word.is_readable
        else (f'the {spec.number} of "{word.name}" is {word.number:g}')
    )
    new = [*words[:place], written_word(word.name, inside), *words[place + 1 :]]
    offer = f"Use {inside:g}" if inside is not None else f"Use its own {spec.number}"
    yield scene.finding(
        f"{entity.name}: {component}.{spec.name}: {told}; it has to be a number, {spec.range_text}. {offer}.",
        entity,
        component,
        spec.name,
        place,
        fix=(scene.set(entity, component, spec.name, new),),
        fix_title=offer,
    )
