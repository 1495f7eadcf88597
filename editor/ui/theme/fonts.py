"""Makes the fonts that ship as packages known to Qt, so that every machine lays out alike.

They are variable fonts. Qt's fontconfig database offers their weights only when fontconfig itself knows the files, so
on Linux a small configuration that includes them is named before the program's first window; elsewhere the files are
loaded as application fonts. Absent fonts leave the next family of the token table.
"""

import html
import importlib.util
import logging
import os
import sys
from pathlib import Path

from platformdirs import user_cache_path
from PySide6.QtGui import QFontDatabase

PACKAGES = ("fontpkg_inter", "fontpkg_jetbrains_mono")
FAMILIES = ("Inter", "JetBrains Mono")
_HEAD = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'


def prepare_fonts() -> None:
    """Tell fontconfig where the fonts are; to be called before QApplication is made, harmless elsewhere."""
    if not sys.platform.startswith("linux") or "FONTCONFIG_FILE" in os.environ:
        return
    folders = [folder for package in PACKAGES if (folder := font_folder(package)) is not None]
    lines = ['<include ignore_missing="yes">/etc/fonts/fonts.conf</include>']
    lines += [f"<dir>{html.escape(str(folder), quote=False)}</dir>" for folder in folders]
    path = user_cache_path("astraweave", appauthor=False) / "fonts.conf"
    text = _HEAD + "\n".join(lines) + "\n</fontconfig>\n"
    try:
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError as error:
        logging.getLogger(__name__).warning("%s cannot be written (%s): the fonts have one weight only", path, error)
        return
    os.environ["FONTCONFIG_FILE"] = str(path)


def load_fonts() -> None:
    """Load the files as application fonts where the system does not know the families; needs QApplication."""
    known = set(QFontDatabase.families())
    for package, family in zip(PACKAGES, FAMILIES, strict=True):
        folder = font_folder(package)
        if family in known or folder is None:
            continue
        for file in sorted(folder.glob("*.ttf")):
            if QFontDatabase.addApplicationFont(str(file)) < 0:
                logging.getLogger(__name__).warning("%s is no font that can be read; another family is used", file)


def font_folder(package: str) -> Path | None:
    """The folder of a font package's files; None when it is not installed."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "files"
    return folder if folder.is_dir() else None
