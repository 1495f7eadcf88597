"""Writes an answer with llama.cpp, each token allowed by the schema. Runs in the local model's own environment."""

import json
from collections.abc import Callable, Generator, Mapping
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

CONTEXT_TOKENS = 4096
THREADS = 1
Stopped = Callable[[], bool]
Why = Literal["stop", "length", "cancelled"]
"""Why an answer ended."""


class TooLongError(Exception):
    """The question leaves no room for an answer."""


class SchemaError(Exception):
    """No answer can be held to this schema."""


class LocalModel:
    """One model in memory; it answers one question at a time.

    llguidance constrains the tokens, and not llama.cpp's own grammar, which drops the bounds of integers.
    """

    def __init__(self, weights: Path) -> None:
        """`weights` is a GGUF file; loading takes a second or two."""
        # By name, since both lie in the local model's environment alone.
        llama_cpp: Any = import_module("llama_cpp")
        tokenizers: Any = import_module("llguidance.llamacpp")
        self._llama: Any = llama_cpp.Llama(str(weights), n_ctx=CONTEXT_TOKENS, n_threads=THREADS, verbose=False)
        self._end: int = self._llama.token_eos()
        self._vocabulary: Any = tokenizers.lltokenizer_from_vocab(llama_cpp.llama_model_get_vocab(self._llama.model))
        self.name = weights.stem

    def tokens_of(self, messages: list[dict[str, str]]) -> list[int]:
        """A conversation as the model was trained to read it (ChatML)."""
        said = "".join(f"<|im_start|>{each['role']}\n{each['content']}<|im_end|>\n" for each in messages)
        return self._llama.tokenize(f"{said}<|im_start|>assistant\n".encode(), add_bos=False, special=True)

    def answer(
        self,
        question: list[int],
        schema: Mapping[str, Any] | None,
        *,
        most: int,
        temperature: float,
        seed: int | None,
        is_stopped: Stopped,
    ) -> Generator[str, None, Why]:
        """The answer in pieces; its `return` value says why it ended: "stop", "length" or "cancelled".

        Raises:
            TooLongError: The question fills the context.
            SchemaError: llguidance can't constrain to the schema.
        """
        room = CONTEXT_TOKENS - len(question) - 1
        if room < 1:
            raise TooLongError(f"the question has {len(question)} tokens; expected fewer than {CONTEXT_TOKENS}")
        guide = _Guide(self._vocabulary, schema) if schema is not None else None
        if seed is not None:
            self._llama.set_seed(seed)
        written, told = b"", 0
        tokens = self._llama.generate(
            question, temp=temperature, top_k=40, top_p=0.95, logits_processor=[guide] if guide else None
        )
        for count, token in enumerate(tokens):
            if is_stopped():
                return "cancelled"
            if token == self._end or self._llama.detokenize([token], special=True) == b"<|im_end|>":
                return "stop"
            written += self._llama.detokenize([token])
            # A letter may be made of several tokens; it is said when it is whole.
            text = written.decode("utf-8", "ignore")
            if len(text) > told:
                yield text[told:]
                told = len(text)
            if guide is not None and guide.is_whole_after(token):
                return "stop"
            if count + 1 >= min(most, room):
                return "length"
        return "stop"


class _Guide:
    """A processor of logits: whatever the schema forbids next gets no chance."""

    def __init__(self, vocabulary: Any, schema: Mapping[str, Any]) -> None:
        matchers: Any = import_module("llguidance")
        self._masks: Any = import_module("llguidance.numpy")
        try:
            grammar: str = matchers.LLMatcher.grammar_from_json_schema(
                json.dumps(schema), overrides={"whitespace_flexible": False}
            )
        except ValueError as error:
            raise SchemaError(str(error)) from None
        self._matcher: Any = matchers.LLMatcher(vocabulary, grammar, log_level=0)
        if self._matcher.is_error():
            raise SchemaError(self._matcher.get_error())
        self._mask: Any = self._masks.allocate_token_bitmask(1, vocabulary.vocab_size)

    def __call__(self, _tokens: Any, scores: Any) -> Any:
        """Scores of the next token, (vocabulary,) float32; forbidden ones become minus infinity."""
        self._masks.fill_next_token_bitmask(self._matcher, self._mask)
        self._masks.apply_token_bitmask_inplace(scores, self._mask)
        return scores

    def is_whole_after(self, token: int) -> bool:
        """Take in the token that was chosen; whether the answer is whole with it, and nothing more may come."""
        self._matcher.consume_token(token)
        return bool(self._matcher.is_stopped())
