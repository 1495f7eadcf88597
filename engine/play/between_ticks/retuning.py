"""A compiled scene whose agents think with other actions, costs and goals than their components say."""

from engine.ai.goap.domain import DomainError, nearest
from engine.ai.goap.minds import AgentError, mind_of_rows, minds
from engine.ai.goap.retuning import ask_anew, mind_columns, put_minds
from engine.document import Finding
from engine.play.agent_words import AgentWords, agents_of, packed, unpacked, words_by_entity
from engine.play.compile.compiled import CompiledScene, CompileError
from engine.schema.numbered import Words
from engine.world.world import World


def retuned(compiled: CompiledScene, agents: AgentWords) -> CompiledScene:
    """The scene in which these agents think with these words, and all others as they did.

    CompileError, with a Finding that names entity, word and the nearest name, when one of them can't be understood.
    """
    try:
        unpacked(packed(agents))
    except ValueError as error:
        raise CompileError([Finding("retune", "error", f"Agents can't be told what to think: {error}.")]) from error
    return with_minds(compiled, agents_of(words_by_entity(compiled.minds) | words_by_entity(agents)))


def with_minds(compiled: CompiledScene, agents: AgentWords) -> CompiledScene:
    """The scene in which these agents think with these words, and all others as their components say."""
    own = compiled.own_words
    words: dict[str, Words] = {}
    for entity, said in words_by_entity(agents).items():
        if entity not in own:
            raise CompileError([_stranger(compiled, entity)])
        if said != own[entity]:
            words[entity] = said
    changed = agents_of(words)
    if changed == compiled.minds:
        return compiled
    try:
        mind, profile_of = mind_of_rows(compiled.mind.domain, compiled.roster, words)
        tables = mind_columns(mind, compiled.parts.columns)
    except AgentError as error:
        raise CompileError(error.findings) from error
    except DomainError as error:  # more matters on the way to a goal than a search holds
        raise CompileError([Finding("retune", "error", f"Agents can't be told what to think: {error}")]) from error
    return compiled.thinking(changed, mind, tables, profile_of)


def minds_known(compiled: CompiledScene, agents: AgentWords) -> AgentWords:
    """Those of these agents that a scene has, for a run that comes to it from another."""
    own = compiled.own_words
    return agents_of({entity: words for entity, words in words_by_entity(agents).items() if entity in own})


def thinking_as(compiled: CompiledScene, base: CompiledScene) -> CompiledScene:
    """A scene with the minds of the one that it was populated from."""
    tables = {name: base.statics[name] for name in minds.columns if name in base.statics}
    return compiled.thinking(base.minds, base.mind, tables, base.rows["agent_profile"][: len(base.roster)])


def think_as(world: World, before: CompiledScene, after: CompiledScene) -> None:
    """Let a world that runs as `before` go on as `after`, which differs from it in its minds only."""
    profiles = [scene.rows["agent_profile"][: len(scene.roster)] for scene in (before, after)]
    put_minds(world, {name: after.statics[name] for name in minds.columns if name in after.statics}, profiles[1])
    ask_anew(world, before.mind, profiles[0], after.mind, profiles[1])


def _stranger(compiled: CompiledScene, entity: str) -> Finding:
    if compiled.row_of(entity) is None:
        who = nearest(entity, compiled.own_words)
        text = f'"{entity}" can\'t be told what to think: nobody who plays is called that; {who}'
        return Finding("retune", "error", text, None, None)
    text = f'"{entity}" can\'t be told what to think: it had no agent component when play began. Play anew with one.'
    return Finding("retune", "error", text, None, entity)
