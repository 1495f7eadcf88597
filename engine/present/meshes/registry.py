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
_OWN: dict[str, MeshSpec] = {}
"""The meshes of the project that is shown."""


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

    def __init__(self) -> None:
        self.revision = 0
        """Grows whenever the project's meshes become others."""
        self._owner: object = None

    def __getitem__(self, name: str) -> Callable[[], Mesh]:
        return (_SPECS.get(name) or _OWN[name]).build

    def __iter__(self) -> Iterator[str]:
        return iter(sorted({*_SPECS, *_OWN}))

    def __len__(self) -> int:
        return len(_SPECS.keys() | _OWN.keys())

    def spec(self, name: str) -> MeshSpec:
        """How the mesh is made and drawn; a project's own never stands for one of the engine's."""
        return _SPECS.get(name) or _OWN.get(name) or _SPECS["marker"]

    def is_built_in(self, name: str) -> bool:
        """Whether the engine makes a mesh of that name."""
        return name in _SPECS

    def own(self) -> Mapping[str, MeshSpec]:
        """The meshes of the project that is shown."""
        return dict(_OWN)

    def show(self, own: Mapping[str, MeshSpec], owner: object) -> None:
        """Take over the meshes of a project in the place of those of the last one."""
        self._owner = owner
        if own.keys() == _OWN.keys() and all(own[name] is _OWN[name] for name in own):
            return
        _OWN.clear()
        _OWN.update(own)
        self.revision += 1

    def lend(self, own: Mapping[str, MeshSpec], owner: object) -> None:
        """Take over what is not known yet: who draws an older state of a project changes no mesh of the newest."""
        self.show({**own, **_OWN} if owner == self._owner else own, owner)
