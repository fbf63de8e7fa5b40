"""Reading a file from disk, with a sentence for everything that can be wrong with it."""

from __future__ import annotations

from pathlib import Path

from bagalau.formats.read import MAX_BYTES
from bagalau.lib.problems import Problem


def bytes_of(path: Path) -> bytes:
    """The bytes of a file; a ``Problem`` if there is none, it may not be read, or it is too large."""
    try:
        if path.is_dir():
            raise Problem("no-file", f"{path} is a folder. Name the files in it.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise Problem(
                "too-large",
                f"{path.name} has {size / 2**20:.0f} MB; at most {MAX_BYTES // 2**20} MB are read. Split it.",
                status=413,
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise Problem("no-file", f"There is no file {path}.") from error
    except PermissionError as error:
        raise Problem("no-file", f"The file {path} may not be read. Change its permissions.") from error
    except OSError as error:
        raise Problem("no-file", f"The file {path} cannot be read: {error.strerror}.") from error
