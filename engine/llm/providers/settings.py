"""Which model is asked and where: what a user sets for one provider. It names the place of a key, never the key."""

import re
from ipaddress import ip_address
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Kind = Literal["openai", "anthropic"]
"""Which protocol the address speaks; "openai" is what most servers for local models speak too."""
SchemaBy = Literal["json_schema", "json_object", "prompt"]
"""How an answer is held to a schema: by the protocol's own way, by llama-cpp-python's, or by words alone."""

ADDRESSES: dict[str, str] = {
    "OpenAI": "https://api.openai.com/v1",
    "Ollama": "http://127.0.0.1:11434/v1",
    "llama.cpp": "http://127.0.0.1:8080/v1",
    "vLLM": "http://127.0.0.1:8000/v1",
    "LM Studio": "http://127.0.0.1:1234/v1",
}
"""Where servers that speak like OpenAI are found as they come."""
ANTHROPIC = "https://api.anthropic.com"


class KeyPlace(BaseModel):
    """Where a key lies: the name of an environment variable, or of an entry in the system's key-ring."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Literal["none", "environment", "keyring"] = "none"
    name: str = Field(default="", max_length=200)

    @model_validator(mode="after")
    def _is_named(self) -> "KeyPlace":
        if (self.kind == "none") == bool(self.name):
            raise ValueError("a key in the environment or the key-ring has a name, and no key has none")
        if self.kind == "environment" and not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", self.name):
            raise ValueError("an environment variable is named, by letters, digits and _: not the key itself")
        return self


class ProviderSettings(BaseModel):
    """One model at one address. Prices are US dollars for a million tokens; None where they are unknown."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str = Field(min_length=1, max_length=100)
    kind: Kind = "openai"
    address: str
    model: str = Field(min_length=1, max_length=200)
    key: KeyPlace = KeyPlace(kind="none")
    schema_by: SchemaBy = "json_schema"
    input_price: float | None = Field(default=None, ge=0.0)
    output_price: float | None = Field(default=None, ge=0.0)

    @property
    def is_local(self) -> bool:
        """Whether the address is on this computer."""
        return is_loopback(urlsplit(self.address).hostname or "")

    @field_validator("address")
    @classmethod
    def _is_address(cls, address: str) -> str:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("an address begins with http:// or https:// and names a host")
        if parts.username or parts.password or parts.query or parts.fragment:
            raise ValueError("an address holds no user, password or query: a key lies in the environment or key-ring")
        return address.rstrip("/")

    @model_validator(mode="after")
    def _keeps_its_key(self) -> "ProviderSettings":
        if self.key.kind != "none" and not self.is_local and urlsplit(self.address).scheme != "https":
            raise ValueError("a key travels by https:// alone, or to this computer; this address is http:// elsewhere")
        return self


def is_loopback(host: str) -> bool:
    """Whether a host is this computer."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
