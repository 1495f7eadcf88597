"""The vocabulary is complete: every component and head says all that forms, files, rules and readers need."""

import sys
import types
from typing import Literal

import pytest
from pydantic import ValidationError

from engine.document.check import check_table
from engine.schema.component import Component
from engine.schema.described import Described
from engine.schema.fields import Color, FieldSpec, Vec3, prop
from engine.schema.files import HEADS
from engine.schema.vocabulary import Vocabulary, VocabularyError

COMPONENTS = Vocabulary.builtin().components
UNITS = {"1", "m", "m/s", "m/s2", "s", "deg", "kg", "hp"}


def all_models() -> list[type[Described]]:
    heads = list(HEADS.values())
    inner = [type(spec.default) for head in heads for spec in head.fields() if spec.kind == "table"]
    return [*COMPONENTS.values(), *heads, *inner]


def all_fields() -> list[tuple[str, FieldSpec]]:
    return [(f"{model.__name__}.{spec.name}", spec) for model in all_models() for spec in model.fields()]


@pytest.mark.parametrize(("name", "spec"), all_fields(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_field_says_what_it_is(name: str, spec: FieldSpec):
    assert spec.doc.endswith("."), f"{name} needs one sentence"
    assert spec.title
    if spec.is_numeric:
        assert spec.unit in UNITS, f"{name} needs a unit"
    if spec.kind == "enum":
        assert spec.default in spec.choices


@pytest.mark.parametrize(("name", "spec"), all_fields(), ids=lambda value: value if isinstance(value, str) else "")
def test_every_default_lies_in_its_range(name: str, spec: FieldSpec):
    values = spec.default if isinstance(spec.default, tuple) else (spec.default,)

    if spec.is_numeric:
        assert all(spec.is_inside(value) for value in values), name


@pytest.mark.parametrize("model", all_models(), ids=lambda model: model.__name__)
def test_defaults_written_out_validate(model: type[Described]):
    written = model().model_dump(mode="json")

    found, problems = check_table(model, written)

    assert problems == []
    assert found == model()


@pytest.mark.parametrize("component", COMPONENTS.values(), ids=lambda component: component.component_id)
def test_every_component_introduces_itself(component: type[Component]):
    assert component.summary().endswith(".")
    assert component.icon
    assert component.__module__ == f"engine.schema.components.{component.component_id}"
    assert sys.modules[component.__module__].__doc__


def test_every_engine_component_of_the_contract_is_there():
    assert set(COMPONENTS) >= {
        *("transform", "appearance", "body", "health", "team", "melee", "ranged", "area_attack", "poise"),
        *("perception", "agent", "player", "support", "obstacle", "barrier", "spawn_group", "trigger"),
        *("objective", "victory", "defeat", "light", "prop_scatter", "camera"),
    }


def test_the_schema_of_an_entity_knows_ranges_units_and_nothing_else():
    schema = Vocabulary.builtin().json_schema()

    armour = schema["$defs"]["health"]["properties"]["armour"]
    assert (armour["minimum"], armour["maximum"], armour["unit"]) == (0.0, 1.0, "1")
    assert schema["properties"]["health"] == {"$ref": "#/$defs/health"}
    assert schema["additionalProperties"] is False
    assert schema["$defs"]["health"]["additionalProperties"] is False


def test_the_schema_of_a_component_lists_its_choices():
    side = Vocabulary.builtin().component_schema("team")["properties"]["side"]

    assert side["enum"] == ["party", "hostile", "neutral"]


def module_with(name: str, source: str) -> types.ModuleType:
    module = types.ModuleType(name)
    exec(source, vars(module))
    return module


def test_a_project_adds_components_by_one_file():
    module = module_with(
        "orchard_game",
        "from engine.schema.component import Component\n"
        "from engine.schema.components.health import Health\n"
        "from engine.schema.fields import prop\n"
        "class Basket(Component, id='basket', icon='mdi6.basket'):\n"
        "    'Holds apples.'\n"
        "    apples: int = prop(3, unit='1', ge=0, doc='How many.')\n",
    )

    extended = Vocabulary.builtin().extended([module])

    assert extended.components["basket"](apples=7).stated() == {"apples": 7}
    assert extended.modules == (module,)
    assert "basket" not in Vocabulary.builtin().components


def test_two_components_of_one_id_are_refused():
    module = module_with(
        "rival_game",
        "from engine.schema.component import Component\n"
        "class Health(Component, id='health', icon='mdi6.heart'):\n    'Another health.'\n",
    )

    with pytest.raises(VocabularyError, match=r'two components are called "health".*rival_game.Health'):
        Vocabulary.builtin().extended([module])


@pytest.mark.parametrize("identifier", ["", "has space", "name", "prefab"])
def test_an_id_that_no_file_could_hold_is_refused(identifier: str):
    with pytest.raises(TypeError, match="a component needs an id"):
        type("Bad", (Component,), {"__module__": __name__, "__doc__": "Bad."}, id=identifier)


def test_a_field_of_unknown_type_is_refused():
    fields = {"__module__": __name__, "__annotations__": {"when": bytes}, "when": prop(b"", doc="When.")}

    with pytest.raises(TypeError, match="a field can't be of type"):
        type("Odd", (Component,), fields, id="odd")


class Sample(Component, id="sample"):
    """Everything that a field can be."""

    speed: float = prop(1.0, unit="m/s", gt=0.0, le=9.0, doc="Speed.")
    count: int = prop(1, unit="1", ge=1, doc="Count.")
    on: bool = prop(False, doc="On.")
    label: str = prop("", doc="Label.")
    mode: Literal["a", "b"] = prop("a", doc="Mode.")
    place: Vec3 = prop((0.0, 0.0, 0.0), unit="m", doc="Place.")
    colour: Color = prop("#ffffff", doc="Colour.")
    friend: str = prop("", ref="entity", doc="Friend.")
    friends: list[str] = prop([], ref="entity", doc="Friends.")
    words: list[str] = prop([], doc="Words.")
    spare: float | None = prop(None, unit="m", doc="Spare.")


def test_fields_know_their_kind():
    kinds = {spec.name: spec.kind for spec in Sample.fields()}

    assert kinds == {
        "speed": "float",
        "count": "int",
        "on": "bool",
        "label": "text",
        "mode": "enum",
        "place": "vec3",
        "colour": "color",
        "friend": "ref",
        "friends": "refs",
        "words": "texts",
        "spare": "float",
    }


def test_a_range_is_told_but_not_enforced():
    speed = Sample.field("speed")

    assert Sample(speed=99.0).speed == 99.0
    assert speed is not None
    assert speed.range_text == "more than 0 m/s and at most 9 m/s"
    assert [speed.is_inside(value) for value in (0.0, 0.1, 9.0, 9.1)] == [False, True, True, False]


@pytest.mark.parametrize(
    "table",
    [
        {"speed": "fast"},
        {"speed": True},
        {"speed": float("nan")},
        {"count": 1.0},
        {"on": 1},
        {"mode": "c"},
        {"place": [1, 2]},
        {"place": [1, 2, "3"]},
        {"colour": "red"},
        {"friends": "all"},
        {"nonsense": 1},
    ],
    ids=str,
)
def test_a_wrong_type_is_refused(table: dict[str, object]):
    with pytest.raises(ValidationError):
        Sample.model_validate(table)


def test_whole_numbers_serve_where_numbers_are_wanted():
    sample = Sample.model_validate({"speed": 2, "place": [1, 2.5, 3]})

    assert (sample.speed, sample.place) == (2.0, (1.0, 2.5, 3.0))
