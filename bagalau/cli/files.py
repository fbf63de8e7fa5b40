"""Reading a file from disk, with a sentence for everything that can be wrong with it."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from bagalau.formats.read import MAX_BYTES
from bagalau.lib.problems import Problem


def bytes_of(path: Path) -> bytes:
    """The bytes of a file; a ``Problem`` if there is none, it may not be read, or it is too large."""
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise Problem("no-file", f"{path} is a folder. Name the files in it.")
        if not stat.S_ISREG(state.st_mode):
            raise Problem("no-file", f"{path} is a device or a pipe. Name a file.")
        _refuse_too_large(path, state.st_size)
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)  # it may have grown, and some files do not tell their size
    except FileNotFoundError as error:
        raise Problem("no-file", f"There is no file {path}.") from error
    except PermissionError as error:
        raise Problem("no-file", f"The file {path} may not be read. Change its permissions.") from error
    except OSError as error:
        raise Problem("no-file", f"The file {path} cannot be read: {error.strerror}.") from error
    _refuse_too_large(path, len(data))
    return data


def _refuse_too_large(path: Path, size: int) -> None:
    if size > MAX_BYTES:
        raise Problem(
            "too-large",
            f"{path.name} has {size / 2**20:.0f} MB; at most {MAX_BYTES // 2**20} MB are read. Split it.",
            status=413,
        )


def name_of(path: Path) -> str:
    """The name of a file as text; bytes of it that are no UTF-8 become replacement characters."""
    return os.fsencode(path.name).decode(errors="replace")
