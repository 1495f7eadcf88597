"""Components: what an entity is made of; one class, one file, one place for everything that is known about it."""

from typing import Any, ClassVar

from pydantic import ValidationError

from engine.schema.described import Described
from engine.schema.reserved import RESERVED

RESERVED_KEYS = tuple(RESERVED)
"""Keys of an entity block that are no components; `RESERVED` describes them."""


class Component(Described):
    """Base of all components: `class Health(Component, id="health", icon="heart", row=True)`."""

    component_id: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    row: ClassVar[bool] = False
    """Whether an entity that has it becomes a row of the running world."""
    by_hand: ClassVar[bool] = True
    """Whether people and models may write it; where not, only the program itself does."""

    def __init_subclass__(
        cls, *, id: str = "", icon: str = "", row: bool = False, by_hand: bool = True, **kwargs: Any
    ) -> None:
        super().__init_subclass__(**kwargs)
        cls.component_id = id
        cls.icon = icon
        cls.row = row
        cls.by_hand = by_hand

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Refuse a component that couldn't be written to a file.

        Raises:
            TypeError: No id, a reserved id, a field of a type that files and forms don't know, or a wrong default.
        """
        identifier = cls.component_id
        if not identifier.isidentifier() or identifier in RESERVED:
            raise TypeError(
                f'{cls.__module__}.{cls.__qualname__}: a component needs an id such as id="health", '
                f"a plain name other than {', '.join(RESERVED)}; found {identifier!r}"
            )
        defaults = {spec.name: spec.default for spec in cls.fields()}
        try:
            cls.model_validate(defaults)
        except ValidationError as error:
            name = str(error.errors()[0]["loc"][0])
            field = cls.field(name)
            expected = field.expected if field else "another value"
            raise TypeError(
                f"{cls.__qualname__}.{name}: the default is {defaults.get(name)!r}; expected {expected}"
            ) from None

    @classmethod
    def component_title(cls) -> str:
        """The component's name for people, "Loose body": pydantic's `title=` where the class has one, else its id."""
        return cls.model_config.get("title") or cls.component_id.replace("_", " ").capitalize()
