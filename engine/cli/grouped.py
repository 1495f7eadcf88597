"""A verb that has verbs of its own, one of which is meant where none is named."""

from typing import Any

import typer
from typer.core import TyperGroup


class WithDefault(TyperGroup):
    """`astraweave bench physics.` is `astraweave bench run physics.`."""

    default = "run"

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the default verb ahead of words that begin with no verb."""
        if not args or (args[0] not in self.commands and args[0] != "--help"):
            args = [self.default, *args]
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Tell of the default verb as if it were the program itself, and then of the others."""
        default = self.commands.get(self.default)
        if default is not None:
            with ctx.__class__(default, info_name=ctx.info_name, parent=ctx.parent) as own:
                default.format_help(own, formatter)
        super().format_help(ctx, formatter)


def group_of(app: typer.Typer, name: str, doc: str) -> typer.Typer:
    """A group below a program, whose verb `run` is the one by default."""
    group = typer.Typer(cls=WithDefault, help=doc, pretty_exceptions_enable=False)
    app.add_typer(group, name=name)
    return group
