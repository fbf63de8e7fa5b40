"""Files on disk, by content: ``files/ab/cd/abcd…``. A file is there whole or not at all, and only with its row."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.conf import settings

from bagalau.people import journal

_WRITTEN: ContextVar[dict[Path, int] | None] = ContextVar("written", default=None)
"""The files that the running block wrote, with their inodes."""


@contextmanager
def together() -> Iterator[None]:
    """One transaction for rows and files: if the block fails, none of its rows and none of its new files is left.

    A file that somebody else wrote again in the meantime has another inode and stays.
    """
    written: dict[Path, int] = {}
    outer = _WRITTEN.get()
    token = _WRITTEN.set(written)
    try:
        with journal.turn():
            yield
    except BaseException:
        for path, inode in written.items():
            if path.exists() and path.stat().st_ino == inode:
                path.unlink()
        raise
    finally:
        _WRITTEN.reset(token)
    if outer is not None:
        outer.update(written)


def path_of(sha256: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.FILES_FOLDER) / sha256[:2] / sha256[2:4] / sha256


def digest(data: bytes) -> str:
    """The SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def keep(data: bytes) -> str:
    """Store bytes under their SHA-256, which is returned. Call it inside ``together`` and only for bytes that no row
    knows: bytes already there may belong to a block that will fail, so they are written again."""
    sha256 = digest(data)
    path = path_of(sha256)
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        inode = os.stat(temporary).st_ino
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    if (written := _WRITTEN.get()) is not None:
        written[path] = inode
    return sha256
