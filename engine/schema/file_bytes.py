"""What a project's files are called on disk, and their texts as bytes: those of meshes stand in base64 in the document.

So a mesh is a text like every other file of a project: the history, the journal, merging and saving need not know it.
"""

import base64
import binascii
import pathlib

MESHES = "meshes"
"""The folder of a project that holds its meshes."""
TEXT_SUFFIX, MESH_SUFFIX = ".toml", ".glb"


def suffix_in(folder: str) -> str:
    """How the names of the files of a folder of a project end: "scenes", "meshes"."""
    return MESH_SUFFIX if folder == MESHES else TEXT_SUFFIX


def is_mesh(name: str) -> bool:
    """Whether a file of a project is a mesh, by its name in paths: "meshes/statue"."""
    return name.startswith(f"{MESHES}/")


def named_on_disk(name: str) -> str:
    """A file's name with its ending: "scenes/grove.toml", "meshes/statue.glb"."""
    return f"{name}{suffix_in(name.partition('/')[0])}"


def place_in(folder: pathlib.Path, name: str) -> pathlib.Path:
    """Where a file of a project lies, links not followed."""
    return folder.joinpath(*named_on_disk(name).split("/"))


def text_of(name: str, raw: bytes) -> str:
    """The text of a file's bytes.

    Raises:
        UnicodeDecodeError: It should be a text and is none in UTF-8.
    """
    return base64.b64encode(raw).decode("ascii") if is_mesh(name) else raw.decode("utf-8")


def bytes_of(name: str, text: str) -> bytes:
    """The bytes of a file's text; those of a broken text are the text's own."""
    if is_mesh(name):
        try:
            return base64.b64decode(text, validate=True)
        except (binascii.Error, ValueError):
            return text.encode("utf-8", "surrogatepass")
    return text.encode("utf-8")
