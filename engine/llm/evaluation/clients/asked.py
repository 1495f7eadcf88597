"""What a question is about."""

from dataclasses import dataclass

from engine.llm.evaluation.field import Field
from engine.llm.evaluation.running.ground import Ground


@dataclass(frozen=True)
class Asked:
    """A variant of a scenario."""

    ground: Ground
    variant: int

    @property
    def field(self) -> Field:
        """Its world before the first tick."""
        return self.ground.field(self.variant)
