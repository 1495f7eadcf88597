"""Trees of Rust that tests audit."""

from pathlib import Path

PACKAGE = '[package]\nname = "{name}"\nversion = "0.1.0"\nedition = "2021"\n'


def write_tree(root: Path, files: dict[str, str]) -> Path:
    """Write files by their name; folders are made."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def write_crate(root: Path, name: str, files: dict[str, str]) -> Path:
    """The same, with the manifest of a package of that name."""
    return write_tree(root, {"Cargo.toml": PACKAGE.format(name=name), **files})
