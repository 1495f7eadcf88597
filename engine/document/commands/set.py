"""Set: give one property another value; None stands for absent, so it also adds and removes components."""

from typing import TYPE_CHECKING, Literal

from engine.document.command import Command
from engine.document.path import Namer, PathField, by_id
from engine.document.wording import cut_words, list_change_words, value_words
from engine.schema.values import Value
from engine.schema.vocabulary import component_words

if TYPE_CHECKING:
    from engine.document.state.draft import Draft

MOST_LETTERS, LEAST_VALUE = 60, 16
"""How long a sentence may get, and how much of a value is always told: a menu is as wide as its longest line."""


class Set(Command):
    """Give one property another value."""

    kind: Literal["set"] = "set"
    path: PathField
    old: Value
    new: Value

    def edit(self, draft: "Draft") -> None:
        """Replace the value, if it is still the old one."""
        draft.set(self.path, self.old, self.new)

    def inverse(self) -> "Set":
        """Give the old value back."""
        # Made of checked parts: checking them once more would be most of the work of a long undo.
        return Set.model_construct(path=self.path, old=self.new, new=self.old)

    def sentence(self, names: Namer = by_id) -> str:
        """Say it as a designer would."""
        path, new = self.path, self.new
        owner = names(path.file, path.entity_id)
        if path.entity_id is not None and len(path.inner) == 1:
            return self._entity_sentence(str(path.inner[0]), owner, names)
        if new is None:
            return f"Reset {path.told(owner)}"
        spec = path.field
        if spec is not None and spec.kind == "refs" and isinstance(new, list) and isinstance(self.old, list):
            return list_change_words(owner, spec, self.old, new)
        is_entity = spec is not None and spec.kind == "ref" and spec.ref == "entity" and isinstance(new, str) and new
        value = names(path.file, str(new)) if is_entity else value_words(new, spec)
        start = f"Set {path.told(owner)} to "
        return start + cut_words(value, max(LEAST_VALUE, MOST_LETTERS - len(start)))

    def _entity_sentence(self, key: str, owner: str, names: Namer) -> str:
        file, new = self.path.file, self.new
        match key:
            case "name":
                return f"Rename {self.old or owner} to {new or owner}"
            case "parent":
                return f"Move {owner} under {names(file, str(new))}" if new else f"Move {owner} to the top"
            case "prefab":
                prefab = names(f"prefabs/{new}", None)
                return f"Make {owner} an instance of {prefab}" if new else f"Unlink {owner} from its prefab"
            case "removed":
                return self._removal_sentence(owner)
            case "hidden":
                return f"Hide {owner}" if new else f"Show {owner}"
            case "locked":
                return f"Lock {owner}" if new else f"Unlock {owner}"
            case "tags":
                tags = ", ".join(map(str, new)) if isinstance(new, list) else ""
                return f"Tag {owner} with {tags}" if tags else f"Remove {owner}'s tags"
            case _:
                what = component_words(key)
                if self.old is None:
                    return f"Add {what} to {owner}"
                return f"Remove {what} from {owner}" if new is None else f"Change {owner}'s {what}"

    def _removal_sentence(self, owner: str) -> str:
        before, after = _texts(self.old), _texts(self.new)
        parts = [f"remove {_component(each)} from" for each in after if each not in before]
        parts += [f"bring {_component(each)} back to" for each in before if each not in after]
        told = " and ".join(parts) or "reorder what is removed from"
        return f"{told[:1].upper()}{told[1:]} {owner}"


def _texts(value: Value) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else []


def _component(identifier: str) -> str:
    """A component, or a part of a prefab, in a sentence: `.tent.flag` is the flag."""
    return component_words(identifier.rpartition(".")[2])
