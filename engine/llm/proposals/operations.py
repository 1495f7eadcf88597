"""Operations: the document's commands in words that a model can write; nothing else can be asked for."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeAlias, cast

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from engine.schema.reserved import RESERVED

MOST_LETTERS = 2000
"""Of one text in a proposal."""
LONGEST_ID = 80
PLACES = ("scenes", "encounters", "prefabs")
"""The folders whose files hold what may be changed."""


def as_tuple(value: object) -> object:
    """A list as a tuple, for fields that never change; JSON has no tuples."""
    return tuple(cast("list[object]", value)) if isinstance(value, list) else value


def _text(doc: str, most: int = MOST_LETTERS, **more: Any) -> Any:
    return Field(description=doc, max_length=most, **more)


_NAME = r"^[A-Za-z0-9_-]{1,80}$"
_PART = r"^[A-Za-z0-9_-]{1,80}(\.[A-Za-z0-9_.-]{1,160})?$"
_FILE = rf"^({'|'.join(PLACES)})/[A-Za-z0-9_-]{{1,80}}$"
_KEY = r"^[a-z_][a-z0-9_]{0,63}$"
_FIELD = r"^[a-z_][a-z0-9_]{0,63}(\.[a-z_][a-z0-9_]{0,63})?$"

File: TypeAlias = Annotated[str, Field(description="Where it stands, such as encounters/tutorial.", pattern=_FILE)]
Entity: TypeAlias = Annotated[
    str, Field(description="Id of an entity of that file; of a part of an instance: camp_1.tent.", pattern=_PART)
]
Component: TypeAlias = Annotated[str, Field(description="Id of a component, such as health.", pattern=_KEY)]
Value: TypeAlias = (
    bool
    | Annotated[int, Field(ge=-(2**53), le=2**53)]
    | Annotated[float, Field(allow_inf_nan=False)]
    | Annotated[str, Field(max_length=MOST_LETTERS)]
    | Annotated[list[Annotated[float, Field(allow_inf_nan=False)]], Field(max_length=64)]
    | Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=64)]
)
"""What a field may hold. Numbers keep their kind: 1 is a whole number, true is none."""
Table: TypeAlias = Annotated[dict[str, Value], Field(max_length=64)]
Tags: TypeAlias = Annotated[tuple[Annotated[str, Field(max_length=80)], ...], BeforeValidator(as_tuple)]


class Operation(BaseModel):
    """One change. Nothing beside its fields is taken, and nothing is converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    file: File

    @property
    def target(self) -> str:
        """Id of the entity that is changed; "" for the head of the file."""
        return ""


class Add(Operation):
    """Add an entity: an instance of a prefab, made of components, or both."""

    do: Literal["add"] = "add"
    id: str = Field(description="A new id that no entity has yet.", pattern=_NAME)
    name: str = _text("What people call it.", 200, default="")
    prefab: str = _text("Prefab that it is an instance of; empty for none.", LONGEST_ID, default="")
    parent: str = _text("Id of the entity of the same file that it belongs to; empty for none.", 200, default="")
    tags: Tags = Field(default=(), description="Words to find it by.", max_length=16)
    components: dict[str, Table] = Field(
        default={}, max_length=32, description="Fields by component; of an instance only what differs from its prefab."
    )

    @property
    def target(self) -> str:
        """The new id."""
        return self.id

    def block(self) -> dict[str, Any]:
        """What stands in the file."""
        said: dict[str, Any] = {"name": self.name, "parent": self.parent, "prefab": self.prefab}
        block = {key: said[key] for key in RESERVED if said.get(key)}
        if self.tags:
            block["tags"] = list(self.tags)
        return block | {key: dict(table) for key, table in self.components.items()}


class Change(Operation):
    """Set one field: of an entity, or of a file's own head where `entity` is empty."""

    do: Literal["set"] = "set"
    entity: str = Field(
        default="", description="Id of the entity; empty for the file's own settings.", pattern=rf"{_PART}|^$"
    )
    field: str = Field(
        description="component.field, such as health.current; name, parent or tags; of a file time_limit_s or "
        "terrain.seed.",
        pattern=_FIELD,
    )
    value: Value | None = Field(description="The new value; null takes back what the entity says itself.")

    @property
    def target(self) -> str:
        """Who is changed."""
        return self.entity


class Remove(Operation):
    """Remove an entity and whatever belongs to it."""

    do: Literal["remove"] = "remove"
    entity: Entity

    @property
    def target(self) -> str:
        """Who goes."""
        return self.entity


class AddComponent(Operation):
    """Give an entity a component that it does not have."""

    do: Literal["add_component"] = "add_component"
    entity: Entity
    component: Component
    values: Table = Field(default={}, description="Its fields; those left out have their defaults.")

    @property
    def target(self) -> str:
        """Who gets it."""
        return self.entity


class RemoveComponent(Operation):
    """Take a component from an entity."""

    do: Literal["remove_component"] = "remove_component"
    entity: Entity
    component: Component

    @property
    def target(self) -> str:
        """Who loses it."""
        return self.entity


AnyOperation: TypeAlias = Annotated[Add | Change | Remove | AddComponent | RemoveComponent, Field(discriminator="do")]
OPERATIONS: Mapping[str, type[Operation]] = {
    "add": Add,
    "set": Change,
    "remove": Remove,
    "add_component": AddComponent,
    "remove_component": RemoveComponent,
}
"""Every operation by the word that asks for it."""
