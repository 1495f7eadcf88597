"""A proposal: what a model answered, as frozen values; hunks that can be taken or left, each with its reason."""

from __future__ import annotations

import hashlib
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from engine.llm.proposals.operations import AnyOperation, as_tuple

MOST_HUNKS = 24
MOST_OPERATIONS = 64
"""Of one hunk."""


class Hunk(BaseModel):
    """Changes that make sense together, and why."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    id: str = Field(description="A short name for it, unlike the others.", pattern=r"^[a-z0-9][a-z0-9_-]{0,39}$")
    why: str = Field(description="What it is for, in a sentence for a designer.", min_length=1, max_length=600)
    operations: Annotated[tuple[AnyOperation, ...], BeforeValidator(as_tuple)] = Field(
        min_length=1, max_length=MOST_OPERATIONS, description="Made in this order, all or none."
    )


class Proposal(BaseModel):
    """Changes to a project, in hunks; or, with none, the reason why the wish can't be fulfilled."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    title: str = Field(description="What it does, in a few words.", min_length=1, max_length=120)
    summary: str = Field(description="What changes for the player, in a few sentences.", max_length=1200)
    cannot: str = Field(
        default="", max_length=1200, description="Why the wish can't be fulfilled; empty where it can. Then no hunks."
    )
    hunks: Annotated[tuple[Hunk, ...], BeforeValidator(as_tuple)] = Field(
        max_length=MOST_HUNKS, description="What to change; none where it can't be done."
    )

    @model_validator(mode="after")
    def _is_one_answer(self) -> Proposal:
        if bool(self.cannot) == bool(self.hunks):
            raise ValueError("either hunks or the reason why it can't be done has to be given, and not both")
        ids = [hunk.id for hunk in self.hunks]
        twice = sorted({each for each in ids if ids.count(each) > 1})
        if twice:
            raise ValueError(f"each hunk has an id of its own, but more than one is called {', '.join(twice)}")
        return self

    @property
    def is_refusal(self) -> bool:
        """Whether the model says that it can't be done."""
        return bool(self.cannot)

    @property
    def digest(self) -> str:
        """What names its content: the same for the same title, words and operations."""
        return hashlib.blake2b(self.model_dump_json().encode(), digest_size=6).hexdigest()

    def hunk(self, identifier: str) -> Hunk:
        """A hunk by its id; KeyError when there is none."""
        for hunk in self.hunks:
            if hunk.id == identifier:
                return hunk
        raise KeyError(identifier)
