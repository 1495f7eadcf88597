"""The walk finds what modules declare, in one order, and refuses what contradicts itself."""

from dataclasses import dataclass
from types import ModuleType
from typing import ClassVar

import pytest

from engine.world import base_columns, clock, events
from engine.world.columns import column
from engine.world.registry import RegistryError, collect
from engine.world.system import static, system


@dataclass(frozen=True)
class Action:
    """Stands for an action of planning."""

    part_kind: ClassVar[str] = "action"
    name: str


@dataclass(frozen=True)
class Song:
    """A kind of part that the engine has never heard of."""

    part_kind: ClassVar[str] = "song"
    name: str
    columns: tuple = ()


@system(slot="crowd", writes="velocity", order=2)
def late(velocity):
    """Come late."""


@system(slot="crowd", writes="velocity", order=-2)
def early(velocity):
    """Come early."""


@system(slot="perception", writes="yaw")
def sees(yaw):
    """Come before all of them."""


@static(columns="")
def table(scene, parts):
    """Fill nothing."""
    return {}


def module(**content) -> ModuleType:
    made = ModuleType("made_up")
    vars(made).update(content)
    return made


def test_systems_stand_in_one_order_wherever_they_are_written():
    parts = collect([module(late=late, sees=sees), base_columns, module(early=early)])
    assert [found.name for found in parts.systems] == ["sees", "early", "late"]


def test_one_object_in_two_modules_is_one_part():
    parts = collect([base_columns, module(a=early), module(b=early, t=table), module(t=table)])
    assert ([found.name for found in parts.systems], [found.name for found in parts.statics]) == (["early"], ["table"])


def test_parts_of_any_kind_are_found_and_may_bring_columns():
    tune = column("tune", "row", "f4")
    parts = collect([module(song=Song("lullaby", (tune,)), other=Song("anthem"))])
    assert list(parts.of("song")) == ["anthem", "lullaby"]
    assert "tune" in parts.columns
    assert parts.of("poem") == {}


def test_an_action_brings_the_column_that_holds_its_id():
    parts = collect([module(a=Action("wave"))])
    assert (list(parts.actions), parts.columns["act_wave"].table) == (["wave"], "static")


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(RegistryError, match="the column glow is declared twice"):
        collect([module(a=column("glow", "row", "f4")), module(a=column("glow", "row", "i4"))])


def test_two_events_of_one_number_are_refused():
    with pytest.raises(RegistryError, match=r"event kind 1 \(sneeze\) is already taken"):
        collect([events, module(EVENT_KINDS={"sneeze": 1})])


def test_a_projects_events_have_names():
    parts = collect([events, module(EVENT_KINDS={"sneeze": 64})])
    assert (parts.event_names[64], parts.event_names[1]) == ("sneeze", "damage")


def test_a_written_static_column_is_refused():
    @system(slot="crowd", writes="stone")
    def carves(stone):
        """Write to what nobody may write to."""

    with pytest.raises(RegistryError, match="static columns can't be written: stone"):
        collect([module(a=column("stone", "static", "f4"), s=carves)])


@pytest.mark.parametrize(
    ("declare", "reason"),
    [
        (lambda: column("glow", "rows", "f4"), "expected one of row, lane"),
        (lambda: column("two words", "row", "f4"), "usable as a parameter name"),
    ],
)
def test_a_column_that_can_not_be_is_refused_where_it_is_written(declare, reason):
    with pytest.raises(ValueError, match=reason):
        declare()


def test_a_system_without_its_slot_is_refused_where_it_is_written():
    with pytest.raises(TypeError, match="no slot 'dessert'; expected one of input, perception"):
        system(slot="dessert", writes="")(lambda yaw: None)


def test_a_system_that_writes_what_it_does_not_take_is_refused():
    with pytest.raises(TypeError, match="writes yaw, which are not among its parameters"):
        system(slot="crowd", writes="yaw")(lambda velocity: None)


def test_every_base_column_says_what_it_is():
    for found in collect([base_columns, clock]).columns.values():
        assert found.doc, found.name
