"""The reference of the file format: docs/project_format.md and the JSON schema, both made from the vocabulary."""

from engine.schema.reference.examples import Example, examples
from engine.schema.reference.file_schema import file_schema
from engine.schema.reference.page import page

__all__ = ["Example", "examples", "file_schema", "page"]
