"""Takes a text apart that differs from a known one in few places, so that only those places are parsed again."""

from engine.document.state.node import Block, FileNode
from engine.schema.text import FormatError, ParsedText, parse_text

LOOKAHEAD = 40
"""How many blocks of the known text may be missing or changed in a row before all of the text is parsed."""


def resplit(known: FileNode, text: str) -> FileNode | None:
    """The node of a text that shares its unchanged blocks with a known node; None where that can't be told.

    Why it is right: a piece between known blocks is taken only if it is a whole text in TOML by itself, and a block
    begins with a header. So the pieces together say what each says alone, unless an id comes twice, which is refused.

    Args:
        known: The node of a text in blocks, each ended by a newline.
        text: A text of the same file, ended by a newline.
    """
    if known.loose is not None or not known.entities:
        return None
    pieces = _Pieces(known, text)
    return pieces.node() if pieces.take_apart() else None


class _Pieces:
    def __init__(self, known: FileNode, text: str) -> None:
        self._known = known
        self._text = text
        self._blocks = [(block, block.text("\n")) for block in known.entities.values()]
        self._head: Block | None = None
        self._entities: dict[str, Block] = {}
        self._tail = ""
        self._count = 0

    def take_apart(self) -> bool:
        """Walk through the text; False where it can't be followed."""
        head = self._known.head.text("\n")
        position = 0
        if self._text.startswith(head) and self._text.startswith(self._blocks[0][1], len(head)):
            self._head = self._known.head
            position = len(head)
        index = 0
        while index < len(self._blocks):
            block, its_text = self._blocks[index]
            if self._head is not None and self._text.startswith(its_text, position):
                self._add(block)
                position += len(its_text)
                index += 1
                continue
            found = self._next_known(position, index)
            if found is None:
                break
            index, end = found
            position = end
        else:
            if self._text[position:] == self._known.tail:
                self._tail = self._known.tail
                return self._is_sound()
        if len(self._text) - position > len(self._text) // 2:
            return False
        rest = _parsed(self._text[position:])
        if rest is None or (self._head is not None and rest.head):
            return False
        self._take(rest)
        self._tail = rest.tail
        return self._is_sound()

    def node(self) -> FileNode:
        """What was found."""
        head = self._head if self._head is not None else self._known.head
        return FileNode(self._known.name, head, self._entities, tail=self._tail)

    def _next_known(self, position: int, index: int) -> tuple[int, int] | None:
        """The next known block that follows a whole piece of text: its index, and where it begins."""
        for later in range(index, min(index + LOOKAHEAD, len(self._blocks))):
            place = self._text.find(self._blocks[later][1], position)
            if place > position and self._text[place - 1] == "\n":
                piece = _parsed(self._text[position:place])
                if piece is not None and not piece.tail and (self._head is None or not piece.head):
                    self._take(piece)
                    return later, place
        return None

    def _take(self, piece: ParsedText) -> None:
        if self._head is None:
            self._head = Block(piece.head, text=piece.head_text)
        for key, block in piece.blocks.items():
            self._add(Block(block.data, key, text=block.text))

    def _add(self, block: Block) -> None:
        self._count += 1
        self._entities[block.identifier or ""] = block

    def _is_sound(self) -> bool:
        """Whether no id came twice."""
        return self._count == len(self._entities)


def _parsed(piece: str) -> ParsedText | None:
    try:
        parsed = parse_text(piece)
    except FormatError:
        return None
    return parsed if parsed.is_blockwise else None
