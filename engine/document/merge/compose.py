"""Makes the merged texts of all files, given who holds in each conflict."""

from collections.abc import Mapping
from typing import TypeVar

from engine.document.merge.blocks import Version, merged_text
from engine.document.merge.comments import merged_lead
from engine.document.merge.conflict import SIDES, Conflict, Judge, Side, Trio
from engine.document.merge.decide import Decider
from engine.document.merge.outcome import FileOutcome, Outcome, is_equal
from engine.document.merge.references import kept_prefabs
from engine.document.merge.relocate import moved_entities
from engine.document.merge.sides import CRLF, LF, Sheet, read_sheet
from engine.document.merge.structure import put_in_order
from engine.document.order import merged_order
from engine.document.path import words
from engine.schema.file_bytes import is_mesh
from engine.schema.tile import scene_of_tile
from engine.schema.vocabulary import Vocabulary

T = TypeVar("T", str, bool)
Texts = Mapping[str, str]
Sheets = dict[str, Trio[Sheet]]


def read_sides(base: Texts, ours: Texts, theirs: Texts) -> Sheets:
    """All files of all sides but tiles of ground and meshes, each text read once.

    Raises:
        DocumentError: The first text that is broken, with side, file and line; not one that is the same on all sides.
    """
    sheets: Sheets = {}
    for file in sorted(file for file in {*base, *ours, *theirs} if scene_of_tile(file) is None and not is_mesh(file)):
        known: dict[str | None, Sheet] = {}
        texts = Trio(base.get(file), ours.get(file), theirs.get(file))
        if texts.ours == texts.theirs == texts.base:
            continue
        for side, text in zip(SIDES, texts, strict=True):
            if text not in known:
                origin = known.get(texts.base)
                known[text] = read_sheet(file, text, side, origin.node if origin is not None else None)
        sheets[file] = texts.map(known.__getitem__)
    return sheets


def compose(
    sheets: Sheets, vocabulary: Vocabulary, choices: Mapping[str, Side]
) -> tuple[dict[str, str | None], tuple[Conflict, ...]]:
    """The text of each changed file (None: deleted), and every conflict on the way there."""
    judge = Judge(choices)
    decider = Decider(vocabulary, judge)
    result: dict[str, str | None] = dict.fromkeys(sheets)
    present = {
        file: kept for file, trio in sheets.items() if (kept := _present(file, trio, judge, decider)) is not None
    }
    moves, contests = moved_entities({file: _told(kept, sheets[file]) for file, kept in present.items()})
    files = {file: decider.file(file, trio, moves.get(file, {})) for file, trio in present.items()}
    for file, side in kept_prefabs(files, sheets, decider).items():
        chosen = sheets[file].of(side)
        files[file] = decider.file(file, Trio(chosen, chosen, chosen), {})
    put_in_order(files, contests, decider)
    for file, outcome in files.items():
        result[file] = _written(outcome, decider)
    return result, tuple(judge.conflicts.values())


def _present(file: str, sheets: Trio[Sheet], judge: Judge, decider: Decider) -> Trio[Sheet] | None:
    """The sheets to merge; None where the file is gone. A deleted file that the other side changed is a conflict."""
    base, ours, theirs = (sheet.text for sheet in sheets)
    if ours is not None and theirs is not None:
        return sheets
    if base is None:
        return sheets
    kept: Side = "ours" if ours is not None else "theirs"
    if (ours is None and theirs is None) or sheets.of(kept).text == base:
        return None
    node = sheets.of(kept).node
    title = node.title
    other = decider.words.files(sheets.base.node, node)
    text = (
        f"{title} ({file}.toml): you changed the file ({other}), the other side deleted it."
        if kept == "ours"
        else f"{title} ({file}.toml): you deleted the file, the other side changed it ({other})."
    )
    side = judge.settle(Conflict(file, None, None, "file", base, ours, theirs, title or words(file), "", text, file))
    chosen = sheets.of(side)
    return Trio(chosen, chosen, chosen) if chosen.text is not None else None


def _told(kept: Trio[Sheet], sheets: Trio[Sheet]) -> Trio[Sheet]:
    """What tells who moved: of a file that is kept though one side deleted it, that this side has nobody in it."""
    if sheets.base.text is None or (sheets.ours.text is not None and sheets.theirs.text is not None):
        return kept
    deleted = sheets.ours if sheets.ours.text is None else sheets.theirs
    return Trio(sheets.base, *(deleted if sheet is deleted else kept.base for sheet in sheets[1:]))


def _written(outcome: FileOutcome, decider: Decider) -> str:
    base, ours, theirs = outcome.sheets
    for sheet, other in ((ours, theirs), (theirs, ours)):
        if sheet.text is not None and other.text in (sheet.text, base.text) and _is_as_in(outcome, sheet):
            return sheet.text
    alive = outcome.alive()
    placed = merged_order(outcome.sheets.map(lambda sheet: sheet.node.order), alive)
    parts = [_block(None, outcome.head, outcome.name, decider)]
    parts += [_block(identifier, outcome.entities[identifier], outcome.name, decider) for identifier in placed]
    parts.append(merged_lead(outcome.sheets.map(lambda sheet: sheet.node.tail)))
    text = "".join(part if not part or part.endswith(LF) else part + LF for part in parts)
    if not _picked(outcome.sheets.map(lambda sheet: sheet.is_ended), outcome.sheets):
        text = text.removesuffix(LF)
    newline = _picked(outcome.sheets.map(lambda sheet: sheet.newline), outcome.sheets)
    return text.replace(LF, CRLF) if newline == CRLF else text


def _is_as_in(outcome: FileOutcome, sheet: Sheet) -> bool:
    """Whether a file is as a side has it; the other files may have had a say."""
    own = sheet.node.entities
    return is_equal(outcome.head.block, sheet.node.head) and all(
        is_equal(each.block, own.get(key)) and (each.data is None) is (key not in own)
        for key, each in outcome.entities.items()
    )


def _block(identifier: str | None, outcome: Outcome, file: str, decider: Decider) -> str:
    if outcome.block is not None:
        return outcome.block.text(LF)
    versions = outcome.trio.map(lambda block: Version(block.data, block.text(LF)) if block else Version())
    shape = decider.shape(file, is_head=identifier is None)
    return merged_text(identifier, versions, outcome.data or {}, shape.is_opaque)


def _picked(values: Trio[T], sheets: Trio[Sheet]) -> T:
    """The value that a side changed, by rule and not by side where both did; absent files don't count."""
    there = sheets.map(lambda sheet: sheet.text is not None)
    if not there.theirs or not there.ours:
        return values.ours if there.ours else values.theirs
    alone = values.changed_once() if there.base else None
    return alone if alone is not None else max(values.ours, values.theirs)
