"""What is known of actions and goals: what they need and give, and what an agent has of them."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import ModuleType
from typing import Any

from editor.ui.fields.note import Note, Said, said, warned
from engine.document.path import words
from engine.schema.fields import FieldSpec
from engine.schema.numbered import read_word

GLYPHS = {"action": "lightning", "goal": "target"}


def is_known(editor: Any) -> bool:
    """Whether the words of planning can be told: not before the compiler is there, and not where code is missing."""
    # These modules bring the compiler with them, a second to import: that is for play and rules to do, not for a form.
    if "engine.world.system" not in sys.modules or editor.document is None:
        return False
    return bool(editor.game) or not (editor.document.folder / "game").is_dir()


def notes_of(editor: Any, ref: str | None) -> Mapping[str, Note]:
    """What can be said of each action or goal, by name; empty for other things, and where nobody can say."""
    if ref not in GLYPHS or not is_known(editor):
        return {}
    return _notes(ref, editor.game)


def remarks_of(editor: Any, component: Any, spec: FieldSpec) -> Mapping[str, Said]:
    """What an agent's actions serve and what brings about its goals; a warning where that is nothing, and why."""
    if spec.ref not in GLYPHS or not is_known(editor):
        return {}
    outlook = _outlook(editor.game)
    if outlook is None:
        return {}
    lists = {field.ref: _names(getattr(component, field.name)) for field in type(component).fields() if field.number}
    return _remarks(spec.ref or "", outlook.of(lists.get("action", ()), lists.get("goal", ())))


@lru_cache(maxsize=256)
def _remarks(ref: str, prospects: Any) -> Mapping[str, Said]:
    """Remembered for each set of actions and goals: costs and weights, which a drag changes, tell nothing here."""
    from engine.ai.goap.reasons.prospect_words import why_never_possible, why_out_of_reach, why_settled, why_useless

    found: dict[str, Said] = {}
    if ref == "action":
        for name in prospects.actions:
            never = why_never_possible(prospects, name)
            useless = "" if never else why_useless(prospects, name)
            if never:
                found[name] = warned("Never possible: {why}.", why=never)
            elif useless:
                found[name] = warned("Of no use to its goals: {why}.", why=useless)
            else:
                found[name] = said("Serves: {goals}.", goals=_listed(prospects.serves[name]))
        return found
    for name in prospects.goals:
        why = why_settled(prospects, name) or why_out_of_reach(prospects, name)
        if why:
            found[name] = warned("Never pursued: {why}.", why=why)
        else:
            found[name] = said("Brought about by: {actions}.", actions=_listed(prospects.helpful(name)))
    return found


def _names(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(read_word(word).name for word in words)


@lru_cache(maxsize=4)
def _outlook(game: tuple[ModuleType, ...]) -> Any:
    """What the words of planning allow; None while they contradict each other, which a rule tells."""
    from engine.rules.minds import outlook_of

    try:
        return outlook_of(game)
    except ValueError:
        return None


@lru_cache(maxsize=8)
def _notes(ref: str, game: tuple[ModuleType, ...]) -> Mapping[str, Note]:
    """Actions or goals that the engine and the project's code declare, found where they are written."""
    from engine.world.registry import kind_of, walk

    modules = (*walk(f"engine.ai.{ref}s"), *game)
    parts = {value.name: value for module in modules for value in vars(module).values() if kind_of(value) == ref}
    make = _action_note if ref == "action" else _goal_note
    return {name: make(parts[name]) for name in sorted(parts)}


def _action_note(action: Any) -> Note:
    needs = said("Needs: {facts}.", facts=_facts(action.needs)) if action.needs else said("Needs nothing.")
    gives = said("Gives: {facts}.", facts=_facts(action.gives))
    own = said("Its own cost: {number}.", number=f"{action.cost:g}")
    return Note(words(action.name), GLYPHS["action"], action.doc, (needs, gives, own), action.cost)


def _goal_note(goal: Any) -> Note:
    wants = said("Wants: {facts}.", facts=_facts(goal.wants))
    when = (
        said("Considered while: {facts}.", facts=_facts(goal.condition))
        if goal.condition
        else said("Always considered.")
    )
    more = [
        said("{amount} while {fact}.", amount=f"{amount:+g}".replace("-", "−"), fact=_facts((condition,)))
        for condition, amount in goal.bonuses
    ]
    own = said("Its own weight: {number}.", number=f"{goal.weight:g}")
    return Note(words(goal.name), GLYPHS["goal"], goal.doc, (wants, when, *more, own), goal.weight)


def _facts(conditions: Iterable[Any]) -> str:
    """`can melee, not too close`: facts as people say them."""
    return ", ".join(str(condition).replace("_", " ") for condition in conditions)


def _listed(names: Iterable[str]) -> str:
    """`attack, heal ally`: names as people say them."""
    return ", ".join(name.replace("_", " ") for name in names)
