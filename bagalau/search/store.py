"""Where the index lies, and up to which line of the journal it knows the record.

``DATA/search/state.json`` names the folder of the index in use with the last line that is in it, and is replaced at
once: whoever reads sees the old index with its line or the new one with its own. A lock lets one process write.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import tantivy
from django.conf import settings

from bagalau.search.schema import VERSION, schema

HEAP, BIG_HEAP = 32 * 2**20, 128 * 2**20
"""Bytes that the engine may use while it brings a few records in, and while it builds everything anew."""


@dataclass(frozen=True)
class State:
    """The index in use: its folder, the version of its schema, and the number and digest of its last journal line."""

    folder: str
    schema: int
    number: int
    digest: str


def home() -> Path:
    return Path(settings.DATA_FOLDER) / "search"


def _state_file() -> Path:
    return home() / "state.json"


def state() -> State | None:
    """The state of the index in use; None if there is none that this version can read."""
    try:
        found = State(**json.loads(_state_file().read_text("utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return found if found.schema == VERSION and (home() / found.folder).is_dir() else None


def save(new: State) -> None:
    """Let everybody use an index as far as its line; what is no longer used is taken away."""
    _write(_state_file(), asdict(new))
    _building_file().unlink(missing_ok=True)
    _sweep(new.folder)


def _write(path: Path, data: dict[str, object]) -> None:
    """Write a file whole or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".")
    with os.fdopen(handle, "w") as file:
        json.dump(data, file)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def _sweep(*used: str) -> None:
    for path in home().glob("index-*"):
        if path.name not in used:
            shutil.rmtree(path, ignore_errors=True)


@dataclass(frozen=True)
class Building:
    """An index that is being built: the state it will have, and the last root that is in it ("": none)."""

    state: State
    kind: str
    key: int


def _building_file() -> Path:
    return home() / "building.json"


def building() -> Building | None:
    """The index that is being built; None if none is, or none that this version can go on with."""
    try:
        data = json.loads(_building_file().read_text("utf-8"))
        found = Building(State(**data.pop("state")), **data)
        readable = tantivy.Index.exists(str(home() / found.state.folder))
    except (OSError, ValueError, TypeError):
        return None
    return found if readable and found.state.schema == VERSION else None


def begin(number: int, digest: str) -> Building:
    """Begin an index, which nobody uses until it is saved."""
    now = state()
    _sweep(now.folder if now else "")
    folder = tempfile.mkdtemp(dir=home(), prefix="index-")
    tantivy.Index(schema(), path=folder)
    made = Building(State(Path(folder).name, VERSION, number, digest), "", 0)
    remember(made)
    return made


def remember(made: Building) -> None:
    """Write down how far an index is that is being built."""
    _write(_building_file(), asdict(made))


def forget_building() -> None:
    """Begin from the beginning the next time."""
    _building_file().unlink(missing_ok=True)


@contextmanager
def writing(*, wait: bool = False) -> Iterator[bool]:
    """Hold the right to write, if nobody else does (or once nobody does); whether it is held."""
    home().mkdir(parents=True, exist_ok=True)
    with (home() / "lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True  # closing the file lets go


@dataclass
class Opened:
    """The index that this process has open, with the moment of the state it was opened by."""

    stamp: tuple[int, int, str]
    folder: str
    index: tantivy.Index
    searcher: tantivy.Searcher
    state: State
    ours: bool | None = None  # whether it is of this database, once somebody asked


_OPEN: dict[str, Opened] = {}


def opened() -> Opened | None:
    """The index in use, as of its last commit; None if there is none. One that cannot be read is given up, so that
    whoever writes next builds it anew."""
    for _attempt in (1, 2):  # it may be replaced between two looks
        try:
            found = _state_file().stat()
            return _opened((found.st_ino, found.st_mtime_ns, str(home())))
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            forget()
    drop()
    return None


def _opened(stamp: tuple[int, int, str]) -> Opened | None:
    known = _OPEN.get("")
    if known and known.stamp == stamp:
        return known
    now = state()
    if now is None:
        return None
    folder = str(home() / now.folder)
    index = known.index if known and known.folder == folder else tantivy.Index.open(folder)
    index.config_reader("manual")
    index.reload()
    _OPEN[""] = Opened(stamp, folder, index, index.searcher(), now)
    return _OPEN[""]


def forget() -> None:
    """Close what is open."""
    _OPEN.clear()


def drop() -> None:
    """Take the state away: the index counts as missing from now on, and is built anew by the next who writes."""
    with suppress(OSError):
        _state_file().unlink()
    forget()
