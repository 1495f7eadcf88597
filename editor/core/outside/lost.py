"""What is missing or unusable on disk while the document still has it: vanished or broken files, a vanished folder."""

from editor.core.outside import words
from editor.core.outside.reading import Answer
from editor.core.outside.words import Notice
from engine.document import Document, Finding


class Lost:
    """Remembers what the disk lacks, says it once, and keeps what a file was, in case it comes back."""

    def __init__(self) -> None:
        self.vanished: dict[str, str] = {}
        """The last known texts of files that are gone from the disk."""
        self.broken: dict[str, str] = {}
        """What keeps which files from being used."""
        self.garbled: frozenset[str] = frozenset()
        """Those of them that can be read, but make no sense."""
        self.is_folder_gone = False

    def take(self, document: Document, answer: Answer) -> list[Notice]:
        """Take in what a look found; gives what the user should be told."""
        told: list[Notice] = []
        for name, problem in answer.broken.items():
            if self.broken.get(name) != problem and name in document.files:
                told.append(words.broken(name, problem))
        self.broken = answer.broken
        self.garbled = frozenset(name for name in answer.broken if answer.found[name].text is not None)
        known = document.on_disk()
        gone = [name for name in answer.vanished if name in document.files]
        self.vanished.update({name: known[name] for name in gone})
        for name in answer.vanished:
            document.accept_disk(name, None)
        if answer.is_folder_gone and not self.is_folder_gone:
            told.append(words.folder_vanished(str(document.folder)))
        elif gone and not answer.is_folder_gone:
            told.append(words.vanished(gone))
        self.is_folder_gone = answer.is_folder_gone
        return told

    def saved(self, document: Document) -> None:
        """The disk holds again what was saved."""
        self.is_folder_gone = self.is_folder_gone and not document.folder.is_dir()
        self.forget(document.on_disk())

    def forget(self, files: "dict[str, str]") -> None:
        """These files are on the disk again."""
        for name in files:
            self.vanished.pop(name, None)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is missing."""
        return not (self.vanished or self.broken or self.is_folder_gone)

    def findings(self, document: Document) -> list[Finding]:
        """The lines of Problems about it."""
        if self.is_folder_gone:
            return [words.folder_finding(str(document.folder))]
        # Who deleted it here too misses nothing any more.
        self.vanished = {name: text for name, text in self.vanished.items() if name in document.files}
        listed = [words.broken_finding(name, text, name in document.files) for name, text in self.broken.items()]
        return [*listed, *(words.vanished_finding(name, document.text(name)) for name in self.vanished)]
