"""Who is asked for proposals, as the settings say; keys lie in the environment or the key-ring and are never shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from editor.core.settings.models import Assistant
    from engine.llm.client.answer import About
    from engine.llm.client.protocol import LlmClient
    from engine.llm.providers.settings import ProviderSettings
    from engine.llm.scheduler.terms import Budget, Terms

TITLES = {
    "offline": "Offline planner",
    "openai": "OpenAI-compatible server",
    "anthropic": "Anthropic",
}
"""Who can be asked, by the word that the settings keep."""
PACE_S = 0.003
"""The planner's pause between two pieces of its answer: so that it can be read, and cancelled, as it comes [s]."""


class TooDearError(Exception):
    """A wish may take more than the settings allow; the message says how much that is."""


class ClientRefusedError(Exception):
    """Nobody can be asked with these settings; the message says what is missing."""


def why_not_ask(assistant: "Assistant") -> str:
    """Why nobody can be asked with these settings; "" when somebody can. The key itself is looked for when asked."""
    if assistant.client == "offline":
        return ""
    try:
        settings_of(assistant)
    except ClientRefusedError as error:
        return str(error)
    return ""


def about_of(assistant: "Assistant") -> "About | None":
    """Who would answer, without any key; None where the settings name nobody."""
    from engine.llm.client.answer import About

    if assistant.client == "offline":
        return About(TITLES["offline"], "templates", is_local=True, is_offline=True, input_price=0.0, output_price=0.0)
    try:
        found = settings_of(assistant)
    except ClientRefusedError:
        return None
    return About(
        TITLES[assistant.client],
        found.model,
        found.address,
        is_local=found.is_local,
        input_price=found.input_price,
        output_price=found.output_price,
    )


def terms_of(assistant: "Assistant") -> "Terms":
    """How long one answer may take, and how long nothing may be heard of it."""
    from engine.llm.scheduler.terms import Terms

    return Terms("authoring", deadline=float(assistant.seconds), silence=float(assistant.silence))


def limit_of(assistant: "Assistant") -> "Budget":
    """The most that a wish may take. What is asked on this computer costs tokens alone."""
    from engine.llm.scheduler.terms import Budget

    about = about_of(assistant)
    if about is None or about.is_offline:
        return Budget()
    is_free = about.is_local and about.input_price is None and about.output_price is None
    return Budget(assistant.most_tokens or None, None if is_free else assistant.most_cost or None)


def client_of(assistant: "Assistant") -> "LlmClient":
    """Who is asked. It may read the key-ring, which may ask its owner: call it beside the window.

    Raises:
        ClientRefusedError: The settings name nobody, or the key is not where they say.
    """
    if assistant.client == "offline":
        from engine.llm.offline.planner import OfflinePlanner

        return OfflinePlanner(pace=PACE_S)
    from engine.llm.providers.clients import client_of as provided
    from engine.llm.providers.keys import KeyMissingError

    try:
        return provided(settings_of(assistant))
    except KeyMissingError as error:
        raise ClientRefusedError(str(error)) from None


def settings_of(assistant: "Assistant") -> "ProviderSettings":
    """The settings of a provider.

    Raises:
        ClientRefusedError: They are not whole, or can't be used.
    """
    from pydantic import ValidationError

    from engine.llm.providers.settings import ANTHROPIC, KeyPlace, ProviderSettings

    kind = "anthropic" if assistant.client == "anthropic" else "openai"
    address = assistant.address.strip() or (ANTHROPIC if kind == "anthropic" else "")
    if not address:
        raise ClientRefusedError(
            "Settings > Assistant names no address; expected one such as http://127.0.0.1:11434/v1."
        )
    if not assistant.model.strip():
        raise ClientRefusedError("Settings > Assistant names no model; expected its name as the server calls it.")
    name = assistant.key_name.strip()
    try:
        place = KeyPlace(kind=assistant.key_in, name="" if assistant.key_in == "none" else name)
        return ProviderSettings(
            name=TITLES[assistant.client],
            kind=kind,
            address=address,
            model=assistant.model.strip(),
            key=place,
            input_price=assistant.input_price or None,
            output_price=assistant.output_price or None,
        )
    except ValidationError as error:
        # Only what was expected is told, never what stands in the field: somebody may have put a key there.
        told = "; ".join(each["msg"].removeprefix("Value error, ") for each in error.errors(include_input=False))
        raise ClientRefusedError(f"Settings > Assistant can't be used: {told}.") from None
