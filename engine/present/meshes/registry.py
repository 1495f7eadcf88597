"""How a mesh enters the registry: `@mesh(name)` above its builder function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from engine.present.meshes.builder import Mesh


@dataclass(frozen=True)
class MeshSpec:
    """A mesh by name.

    far: the mesh that stands for it in the distance ("" none); speck: the one still farther away; dot: the one farthest
    away; moving: its shadow is cast each frame instead of baked; foliage: drawn from both sides and lit like the
    ground; rim: how strong its rim light is, 0..1; shadow_radius [m]: how far it darkens the ground at its foot.
    """

    name: str
    build: Callable[[], Mesh]
    far: str = ""
    moving: bool = False
    foliage: bool = False
    rim: float = 0.0
    fill: bool = False
    shadow_radius: float = 0.0
    speck: str = ""
    dot: str = ""

    @cached_property
    def mesh(self) -> Mesh:
        """The built mesh, built once."""
        return self.build()


_SPECS: dict[str, MeshSpec] = {}


def mesh(
    name: str,
    *,
    far: str = "",
    moving: bool = False,
    foliage: bool = False,
    rim: float = 0.0,
    fill: bool = False,
    shadow_radius: float = 0.0,
    speck: str = "",
    dot: str = "",
) -> Callable[[Callable[[], Mesh]], Callable[[], Mesh]]:
    """Register the decorated builder under `name` (see MeshSpec); ValueError when the name is taken."""

    def register(build: Callable[[], Mesh]) -> Callable[[], Mesh]:
        if name in _SPECS and _SPECS[name].build.__module__ != build.__module__:
            raise ValueError(f'mesh "{name}" is made in {_SPECS[name].build.__module__} and in {build.__module__}')
        _SPECS[name] = MeshSpec(name, build, far, moving, foliage, rim, fill, shadow_radius, speck, dot)
        return build

    return register


class MeshRegistry(Mapping[str, Callable[[], Mesh]]):
    """Name -> builder; `spec(name)` tells how the mesh is drawn, with the marker for names nobody makes."""

    def __getitem__(self, name: str) -> Callable[[], Mesh]:
        return _SPECS[name].build

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(_SPECS))

    def __len__(self) -> int:
        return len(_SPECS)

    def spec(self, name: str) -> MeshSpec:
        """How the mesh is made and drawn."""
        return _SPECS.get(name) or _SPECS["marker"]
