"""What a base class leaves to others is there in each class that stands for it; Qt's own metaclass doesn't ask."""

import importlib
import inspect
import pkgutil
from pathlib import Path

import pytest

import editor
import panels

ROOT = Path(__file__).resolve().parents[2]


def modules_with_promises() -> list[str]:
    return sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for folder in ("engine", "editor", "panels")
        for path in (ROOT / folder).rglob("*.py")
        if "@abstractmethod" in path.read_text(encoding="utf-8")
    )


def heirs(kind: type) -> list[type]:
    """All classes that stand for a class and that nobody else stands for."""
    below = [heir for each in kind.__subclasses__() for heir in (heirs(each) or [each])]
    return [each for each in below if each.__module__.partition(".")[0] in {"engine", "editor", "panels"}]


@pytest.fixture(scope="module", autouse=True)
def everything_is_imported() -> None:
    for package in (editor, panels):
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not found.name.endswith("__main__"):
                importlib.import_module(found.name)


@pytest.mark.parametrize("name", modules_with_promises())
def test_every_class_keeps_the_promises_of_its_base(name: str):
    module = importlib.import_module(name)
    for kind in vars(module).values():
        if not inspect.isclass(kind) or kind.__module__ != name:
            continue
        promised = [each for each, value in vars(kind).items() if getattr(value, "__isabstractmethod__", False)]
        for heir in heirs(kind):
            missing = [each for each in promised if getattr(getattr(heir, each), "__isabstractmethod__", False)]
            assert not missing, f"{heir.__module__}.{heir.__qualname__} lacks {missing}"
