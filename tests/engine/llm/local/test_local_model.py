"""Plans by a real model on this computer, over HTTP and held to their schema. It says nothing of their quality."""

import asyncio
import json
import logging
import time
from contextlib import aclosing

import pytest

from engine.llm.client.answer import Answer
from engine.llm.client.request import Message, Request
from engine.llm.guard.plan import PlanBody
from engine.llm.guard.registry import ActionRegistry
from engine.llm.local.process import LocalModelMissingError, environment, local_model, weights_in
from engine.llm.providers.clients import client_of

PLANS = 200
NAMES = ("kael", "lyra", "echo_sentinel", "rift_stalker_1")
ORDERS = (
    "hold the line",
    "get behind the sentinel",
    "fall back to the anchor",
    "draw its eyes away",
    "help who is down",
)
TOOLS = ("move_to", "attack", "block", "retreat", "wait", "regroup", "heal", "mark_target")


def test_without_it_the_way_to_get_it_is_told(tmp_path):
    with pytest.raises(LocalModelMissingError, match="run `make local-llm` first"), local_model(tmp_path):
        pass


def is_built():
    try:
        return bool(weights_in(environment()))
    except LocalModelMissingError:
        return False


def short(schema, most_calls=2):
    """The registry's schema with names out of a list and whole numbers: so small a model would spell for ever."""

    def named(node):
        if isinstance(node, dict) and node.get("type") == "number":
            return {**node, "type": "integer", "minimum": max(1, int(node["minimum"]))}
        if isinstance(node, dict):
            return {"enum": list(NAMES)} if "ref" in node else {key: named(each) for key, each in node.items()}
        return [named(each) for each in node] if isinstance(node, list) else node

    found = named(schema)
    found["properties"]["world"] = {"const": "now"}
    found["properties"]["calls"]["maxItems"] = most_calls
    return found


def asking(number, schema):
    told = f"Order {number}: {ORDERS[number % len(ORDERS)]}. Tools: {', '.join(TOOLS)}. Agents: {', '.join(NAMES)}."
    messages = (Message("system", "Answer with a plan as JSON."), Message("user", told))
    return Request(messages, schema=schema, max_tokens=400, temperature=0.7, seed=number)


def check(text, registry):
    """A plan as the guard's first steps read it: every name known, every number within its range."""
    plan = PlanBody.model_validate_json(text)
    for call in plan.calls:
        registry.tools[call.tool].parameters.model_validate(call.arguments)


slow = [
    pytest.mark.slow,
    pytest.mark.timeout(1800),
    pytest.mark.skipif(not is_built(), reason="needs `make local-llm`"),
]


@pytest.fixture(scope="module")
def settings():
    logging.getLogger("httpx2").setLevel(logging.WARNING)  # a line for each question says nothing
    with local_model() as found:
        yield found


class TestTheModel:
    """What the inference engine behind the provider shows."""

    pytestmark = slow

    def test_every_plan_is_valid_by_its_schema(self, settings):
        registry = ActionRegistry.found()
        schema = short(registry.plan_schema(TOOLS))

        async def play():
            client, took, answers = client_of(settings), [], []
            for number in range(PLANS):
                began = time.perf_counter()
                answers.append(await client.complete(asking(number, schema)))
                took.append(time.perf_counter() - began)
            await client.close()
            return answers, sorted(took)

        answers, took = asyncio.run(play())
        for answer in answers:
            check(answer.text, registry)
        assert len({answer.text for answer in answers}) > PLANS // 4, "it writes, it does not recite"
        tokens = sum(answer.usage.output_tokens or 0 for answer in answers)
        told = "%d plans, all valid: %d tokens, median %.2f s a plan, %.0f tokens/s"
        logging.getLogger(__name__).info(told, PLANS, tokens, took[PLANS // 2], tokens / sum(took))

    def test_pieces_make_the_answer_and_the_same_seed_says_the_same(self, settings):
        schema = short(ActionRegistry.found().plan_schema(TOOLS))

        async def both():
            client = client_of(settings)
            whole = await client.complete(asking(3, schema))
            pieces, last = [], None
            async with aclosing(client.stream(asking(3, schema))) as stream:
                async for each in stream:
                    if isinstance(each, Answer):
                        last = each
                    else:
                        pieces.append(each.text)
            await client.close()
            return whole, pieces, last

        whole, pieces, last = asyncio.run(both())
        assert len([piece for piece in pieces if piece]) > 10
        assert "".join(pieces) == last.text == whole.text
        json.loads(whole.text)

    def test_who_hangs_up_frees_the_model_for_the_next(self, settings):
        async def leave_and_ask():
            client = client_of(settings)
            long = Request((Message("user", "Tell a long story of a bridge."),), max_tokens=1000, seed=1)
            async with aclosing(client.stream(long)) as stream:
                async for each in stream:
                    if each.text:
                        break
            began = time.perf_counter()
            short = await client.complete(Request((Message("user", "Say yes."),), max_tokens=1, seed=1))
            left = time.perf_counter()
            whole = await client.complete(long)
            await client.close()
            return short, whole, left - began, time.perf_counter() - left

        short, whole, after_leaving, written = asyncio.run(leave_and_ask())
        assert short.stop == "length"
        assert (whole.usage.output_tokens or 0) > 200
        assert after_leaving < written / 2, "the story was not written on for nobody"

    def test_what_it_cannot_do_is_refused_in_words(self, settings):
        from engine.llm.client.errors import RefusedError

        async def too_much():
            client = client_of(settings)
            try:
                await client.complete(Request((Message("user", "bridge " * 5000),)))
            finally:
                await client.close()

        with pytest.raises(RefusedError, match="tokens"):
            asyncio.run(too_much())
