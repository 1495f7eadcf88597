"""The base of everything that stands in a file: strict, frozen, and able to describe its own fields."""

from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from engine.schema.fields import FieldSpec, field_spec


class Described(BaseModel):
    """A part of a file whose fields know their units, ranges and defaults."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, allow_inf_nan=False)

    @classmethod
    def fields(cls) -> tuple[FieldSpec, ...]:
        """The fields in the order in which they were written."""
        return _fields_of(cls)

    @classmethod
    def field(cls, name: str) -> FieldSpec | None:
        """One field by name; None when there is none."""
        return next((spec for spec in _fields_of(cls) if spec.name == name), None)

    def ruled_out_by(self, spec: FieldSpec) -> FieldSpec | None:
        """The field whose choice leaves another one without meaning; None while that one counts."""
        return next((self.field(key) for key, words in spec.only if getattr(self, key) not in words), None)

    @classmethod
    def summary(cls) -> str:
        """The first sentence of what the class says about itself."""
        return (cls.__doc__ or "").strip().split("\n", 1)[0]

    def stated(self) -> dict[str, Any]:
        """The values that differ from nothing being said: every field that was given, as plain TOML values."""
        return self.model_dump(mode="json", exclude_unset=True, exclude_none=True)


@cache
def _fields_of(cls: type[Described]) -> tuple[FieldSpec, ...]:
    found: list[FieldSpec] = []
    for name, info in cls.model_fields.items():
        try:
            found.append(field_spec(name, info))
        except TypeError as error:
            raise TypeError(f"{cls.__qualname__}.{name}: {error}") from None
    return tuple(found)
