"""A case file as text: plain data, and the place of every part of it."""

from __future__ import annotations

import os
from functools import cached_property
from typing import cast

from attrs import frozen

from cityinnov.casefile.file_text import FileText, decode, read_file
from cityinnov.casefile.node import Mapping, Plain, descend, plain_data
from cityinnov.casefile.problem import Path, Problem
from cityinnov.casefile.read_json import json_nodes, looks_like_json, read_json
from cityinnov.casefile.read_yaml import read_yaml
from cityinnov.progress import Progress

__all__ = ["Document", "parse_document", "read_document"]


@frozen(eq=False)
class Document:
    r"""A case file that has been read.

    Parameters
    ----------
    file : FileText
        Its bytes and text.
    data : dict
        What it says, as dictionaries, lists, texts, numbers, truth values and None.
    is_json : bool
        Whether it is JSON; otherwise YAML.
    folder : str, optional
        Where the file stands, and long lists beside it.

    Examples
    --------
    >>> document = parse_document("case: hefei\ncities:\n  hefei: {country: CN}\n", name="hefei.yaml")
    >>> document.data
    {'case': 'hefei', 'cities': {'hefei': {'country': 'CN'}}}
    >>> document.position(("cities", "hefei", "country"))
    (3, 20)
    >>> document.key_position(("cities", "hefei", "country"))
    (3, 11)
    """

    file: FileText
    data: dict[str, Plain]
    is_json: bool
    folder: str | None = None
    _yaml_root: Mapping | None = None

    @property
    def name(self) -> str:
        """The file's name, as messages show it."""
        return self.file.name

    @property
    def raw(self) -> bytes:
        """The file's bytes."""
        return self.file.raw

    @property
    def text(self) -> str:
        """The file's text, without a byte order mark."""
        return self.file.text

    @cached_property
    def root(self) -> Mapping:
        """The tree of what stands where."""
        return self._yaml_root or json_nodes(self.text)

    def position(self, path: Path) -> tuple[int, int]:
        """Return line and column, from 1, of the value at a path, or of its nearest existing ancestor."""
        _, node, _ = descend(self.root, path)
        return self.file.position(node.start)

    def key_position(self, path: Path) -> tuple[int, int]:
        """Return line and column, from 1, of the key that leads to a value; for a list item, of the item."""
        entry, node, _ = descend(self.root, path)
        return self.file.position(entry.key.start if entry else node.start)

    def problem(
        self,
        path: Path,
        message: str,
        *,
        at_key: bool = False,
        found: str | None = None,
        expected: str | None = None,
        hint: str | None = None,
    ) -> Problem:
        """Say what is wrong at a path: with its value, or (`at_key`) with its key."""
        line, column = self.key_position(path) if at_key else self.position(path)
        return Problem(path, message, line, column, found=found, expected=expected, hint=hint)


def read_document(path: str | os.PathLike[str], progress: Progress | None = None) -> Document:
    """Read a case file; `progress` is told of the characters of YAML that have been read.

    Raises
    ------
    CaseFileError
        With every problem that keeps it from being read.
    """
    return _document(read_file(path), os.path.dirname(os.path.abspath(path)), progress)


def parse_document(content: str | bytes, name: str = "case.yaml", folder: str | None = None) -> Document:
    """Read the content of a case file; a name that ends in `.json` makes it JSON.

    Lists beside the file are looked for in the folder.

    Raises
    ------
    CaseFileError
        With every problem that keeps it from being read.
    """
    return _document(decode(content, name), folder)


def _document(file: FileText, folder: str | None, progress: Progress | None = None) -> Document:
    if looks_like_json(file):
        return Document(file, read_json(file), is_json=True, folder=folder)
    root = read_yaml(file, progress)
    return Document(file, cast("dict[str, Plain]", plain_data(root)), is_json=False, folder=folder, yaml_root=root)
