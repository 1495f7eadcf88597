"""Merges three states of a project, entity by entity and field by field, and tells what can't be merged in words."""

from engine.document.merge.conflict import Conflict, Side
from engine.document.merge.result import Merge, merge, merge_commands

__all__ = ["Conflict", "Merge", "Side", "merge", "merge_commands"]
