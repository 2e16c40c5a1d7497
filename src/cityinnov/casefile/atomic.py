"""Writing a file so that it is either the old one or the new one, never half of each."""

from __future__ import annotations

import os
import secrets
import shutil

__all__ = ["write_atomically"]


def write_atomically(path: str | os.PathLike[str], data: bytes) -> None:
    """Replace a file's content, or leave the file as it was.

    The new content goes to a temporary file in the same directory, is forced to
    disk, and takes the old file's place in one step. A symbolic link is followed
    and stays a link; the permissions of an existing file are kept.

    Raises
    ------
    OSError
        If the directory cannot be written to or the disk is full; the old file is intact then.
    """
    target = os.path.realpath(path)
    directory, name = os.path.split(target)
    temporary = os.path.join(directory, f".{name[:100]}.{secrets.token_hex(8)}.tmp")
    # Made like any new file, so that it gets the permissions a new file gets here.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if os.path.exists(target):
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        os.unlink(temporary)
        raise
    _synchronise(directory)


def _synchronise(directory: str) -> None:
    """Force the renaming itself to disk; a system without directory handles has no need of it."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    descriptor = os.open(directory, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
