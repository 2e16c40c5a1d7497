"""A case file to start from: one of each kind of line, with comments that say what it is."""

from __future__ import annotations

import os
from importlib.resources import files

from cityinnov.entity.fields import ID, id_hint
from cityinnov.errors import InputError

__all__ = ["starter", "write_starter"]


def starter(name: str) -> str:
    """The text of a commented case file of this name.

    Raises
    ------
    InputError
        If the name is not an id.

    Examples
    --------
    >>> starter("my-city").splitlines()[4]
    'case: my-city'
    >>> starter("My City")
    Traceback (most recent call last):
    cityinnov.errors.InputError: not the name of a case; found 'My City'; expected kebab-case, e.g. my-city \
(hint: write my-city)
    """
    if not ID.fullmatch(name):
        raise InputError(
            "not the name of a case", found=repr(name[:60]), expected="kebab-case, e.g. my-city", hint=id_hint(name)
        )
    text = files("cityinnov.casefile").joinpath("starter.yaml").read_text(encoding="utf-8")
    return text.replace("case: my-city", f"case: {name}")


def write_starter(name: str, folder: str | os.PathLike[str] = ".") -> str:
    """Write the starter file of this name, `my-city.yaml`, and give its name. A file that is there is never replaced.

    Raises
    ------
    InputError
        If the name is not an id, or there is such a file.
    OSError
        If the file cannot be written.
    """
    text, path = starter(name), os.path.join(folder, f"{name}.yaml")
    try:
        with open(path, "x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise InputError(f"{name}.yaml is there already", hint="name another case, or take that file away") from None
    return f"{name}.yaml"
