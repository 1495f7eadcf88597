"""Format 0 to 1: files say their kind, and a facing given as one angle becomes a rotation about three axes."""

from typing import Any, cast

FROM = 0


def migrate(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    """State the kind, and turn `transform.yaw` [deg] into `transform.rotation` [0, yaw, 0]."""
    moved = {**data, "kind": data.get("kind", kind)}
    entities = data.get("entities")
    if isinstance(entities, dict):
        blocks = cast("dict[str, Any]", entities)
        moved["entities"] = {identifier: _turned(block) for identifier, block in blocks.items()}
    return moved


def _turned(block: Any) -> Any:
    if not isinstance(block, dict):
        return block
    entity = cast("dict[str, Any]", block)
    transform = entity.get("transform")
    if not isinstance(transform, dict) or "yaw" not in transform:
        return entity
    fields = dict(cast("dict[str, Any]", transform))
    yaw = fields.pop("yaw")
    fields.setdefault("rotation", [0.0, yaw, 0.0])
    return {**entity, "transform": fields}
