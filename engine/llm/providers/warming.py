"""What asking a provider imports, imported beforehand: a running game gives a question less time than that may take."""

from importlib import import_module

from engine.llm.providers.settings import Kind

ALWAYS = ("pydantic_ai.direct", "engine.llm.providers.failures", "engine.llm.providers.talk")
OWN: dict[Kind, tuple[str, ...]] = {
    "openai": ("pydantic_ai.models.openai", "pydantic_ai.providers.openai_compatible"),
    "anthropic": ("pydantic_ai.models.anthropic", "pydantic_ai.providers.anthropic"),
}


def warm_up(kind: Kind) -> None:
    """Import what the first question to a provider of this kind needs; call it beside the window."""
    for name in (*ALWAYS, *OWN[kind]):
        import_module(name)
