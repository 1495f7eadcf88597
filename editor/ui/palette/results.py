"""What the command palette finds: actions with their reasons and settings, entities after an "@", help after a "?"."""

from collections.abc import Callable

from editor.core.editor import Editor
from editor.tr import tr
from editor.ui.palette.fuzzy import Match, match
from editor.ui.palette.result import MOST, Result, Results, Scored
from editor.ui.palette.sources import PaletteSources

OTHER_WORDS = -10.0


def find(
    editor: Editor,
    typed: str,
    run: Callable[[str], None],
    recent: list[str],
    others: PaletteSources | None = None,
) -> Results:
    """Results for what was typed, best first; for nothing typed, the actions used last come first."""
    if typed.startswith("@"):
        return _entities(editor, typed[1:].strip())
    if typed.startswith("?") and others is not None:
        return others.help(typed[1:])
    return _actions(editor, typed, run, recent, [] if others is None else list(others.settings(typed)))


def _actions(
    editor: Editor, typed: str, run: Callable[[str], None], recent: list[str], besides: list[Scored]
) -> Results:
    scored = besides
    shown = [action for action in editor.actions if action.in_palette]
    for action in shown:
        title = tr(editor.actions.title(action.id))
        found = match(typed, title) or _by_other_words(typed, tr(action.words))
        if found is None:
            continue
        enabled, why_not = editor.actions.enabled(action.id)
        score = found.score + (0.0 if enabled else -4.0)
        if action.id in recent:
            score += 3.0 - 0.2 * recent.index(action.id)
        keys = editor.actions.keys(action.id)

        def choose(id_: str = action.id) -> None:
            run(id_)

        line = Result(title, action.icon or "command", tr(action.category), keys, tr(why_not), found.places, choose)
        scored.append((score, line))
    scored.sort(key=lambda item: -item[0])
    return Results([line for _score, line in scored[:MOST]], len(shown), tr("commands"))


def _by_other_words(typed: str, words: str) -> Match | None:
    """What the action is called elsewhere begins with what was typed: it comes after all whose title fits."""
    start = typed.strip().lower()
    is_found = len(start) > 2 and any(word.startswith(start) for word in words.lower().split())
    return Match(OTHER_WORDS, ()) if is_found else None


def _entities(editor: Editor, typed: str) -> Results:
    if not editor.has_scene:
        return Results([], 0, tr("entities"))
    scored: list[tuple[float, Result]] = []
    everything = editor.view.entities
    for entity in everything:
        found = match(typed, entity.name)
        if found is None:
            continue

        def choose(id_: str = entity.id) -> None:
            editor.selection.set([id_])
            editor.tools.frame((id_,))

        place = entity.file.partition("/")[0].rstrip("s").capitalize()
        scored.append((found.score, Result(entity.name, "cube", place, "", "", found.places, choose)))
        if len(scored) > 4 * MOST and not typed:
            break
    scored.sort(key=lambda item: -item[0])
    return Results([line for _score, line in scored[:MOST]], len(everything), tr("entities"))
