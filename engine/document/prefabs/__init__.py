"""Prefabs and their instances: what comes from where, and the changes between them as commands."""

from engine.document.prefabs.apply import apply_all, apply_component, apply_to_prefab, why_not_apply
from engine.document.prefabs.chain import Level, origin, source, without
from engine.document.prefabs.create import create_prefab, make_variant
from engine.document.prefabs.edits import PLACE
from engine.document.prefabs.groups import create_group_prefab, prefab_of
from engine.document.prefabs.naming import prefab_name, why_not_named
from engine.document.prefabs.parts import add_to_prefab, apply_removal, missing_parts, restore_part, why_not_add
from engine.document.prefabs.pointing import builds_on, why_not_inside
from engine.document.prefabs.revert import (
    remove_component,
    restore_component,
    revert,
    revert_all,
    revert_component,
)
from engine.document.prefabs.unpack import unpack, unpack_level
from engine.document.prefabs.usage import (
    Instance,
    Override,
    family_of,
    followers,
    instance_count,
    instances_of,
    spawners,
    who_does_without,
    who_overrides,
    who_says_of_parts,
)

__all__ = [
    "PLACE",
    "Instance",
    "Level",
    "Override",
    "add_to_prefab",
    "apply_all",
    "apply_component",
    "apply_removal",
    "apply_to_prefab",
    "builds_on",
    "create_group_prefab",
    "create_prefab",
    "family_of",
    "followers",
    "instance_count",
    "instances_of",
    "make_variant",
    "missing_parts",
    "origin",
    "prefab_name",
    "prefab_of",
    "remove_component",
    "restore_component",
    "restore_part",
    "revert",
    "revert_all",
    "revert_component",
    "source",
    "spawners",
    "unpack",
    "unpack_level",
    "who_does_without",
    "who_overrides",
    "who_says_of_parts",
    "why_not_add",
    "why_not_apply",
    "why_not_inside",
    "why_not_named",
    "without",
]
