"""A list that names one thing twice."""

from collections.abc import Iterator

from engine.document import Finding
from engine.rules.rule import rule
from engine.rules.scene import RuleScene
from engine.rules.word_lists import word_lists
from engine.schema.numbered import read_word


@rule("repeated-word", "warning", "One name twice in a list")
def repeated_word(scene: RuleScene) -> Iterator[Finding]:
    """The same name twice, perhaps with different numbers: only the last one counts, whatever the first says."""
    for entity, component, spec in word_lists(scene):
        words: list[str] = getattr(entity.components[component], spec.name)
        last = {_name(word, numbered=bool(spec.number)): place for place, word in enumerate(words)}
        for place, word in enumerate(words):
            name = _name(word, numbered=bool(spec.number))
            if last[name] == place:
                continue
            counts = words[last[name]]
            differ = f', as "{word}" and "{counts}"' if word != counts else ""
            yield scene.finding(
                f'{entity.name}: {component}.{spec.name} names "{name}" twice{differ}; the last one counts. '
                "Remove the other.",
                entity,
                component,
                spec.name,
                place,
                fix=(scene.set(entity, component, spec.name, [*words[:place], *words[place + 1 :]]),),
                fix_title=f'Keep "{counts}"',
            )


def _name(word: str, *, numbered: bool) -> str:
    return read_word(word).name if numbered else word
