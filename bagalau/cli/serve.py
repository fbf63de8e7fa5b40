"""``bagalau serve``: make what is missing, say where the pages are, and serve them with granian, a worker beside."""

from __future__ import annotations

import argparse
import errno
import hashlib
import os
import socket
import sys
from collections.abc import Collection
from ipaddress import ip_address
from pathlib import Path

from bagalau.cli.work import Beside
from bagalau.lib.problems import Problem


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--host", help="address to listen on (BAGALAU_HOST)")
    parser.add_argument("--port", type=int, help="port to listen on (BAGALAU_PORT)")
    parser.add_argument("--workers", type=int, help="server processes (BAGALAU_WORKERS)")
    parser.add_argument("--empty", action="store_true", help="do not load the example office where nobody is yet")
    parser.add_argument("--alone", action="store_true", help="without the worker, which then runs as `bagalau work`")
    parser.add_argument("--prepare", action="store_true", help="make what is missing, but do not serve")


def run(args: argparse.Namespace) -> int:
    """Prepare and serve until interrupted."""
    from django.conf import settings

    environment = settings.ENVIRONMENT
    host, port = args.host or environment.host, args.port or environment.port
    public = [*environment.hosts, *filter(None, [environment.origin])]
    writable(environment.data)
    if not args.prepare:
        free(host, port)
    if prepare():
        begin(example=not args.empty and is_private(host, public))
    if args.prepare:
        return 0
    from bagalau.portal.example import SIGN_INS, is_loaded

    print(f"\nBagalau is at http://{host}:{port}/   (Ctrl+C stops it)", flush=True)
    if is_loaded():
        print("Sign in as one of the example office:")
        for line in SIGN_INS:
            print(f"  {line}", flush=True)
    worker = None if args.alone else Beside(os.getpid(), host, port)
    try:
        return _serve(host, port, args.workers or environment.workers)
    finally:
        if worker is not None:
            worker.end()


def is_private(host: str, public: Collection[str]) -> bool:
    """Whether only this machine can reach the pages: everybody knows the passwords of the example office.

    ``host`` is listened on; ``public`` are the addresses and host names that others may know it by.
    """
    try:
        loopback = host == "localhost" or ip_address(host).is_loopback
    except ValueError:  # the name of a machine
        loopback = False
    return loopback and not public


def begin(*, example: bool) -> None:
    """Fill an office in which nobody is yet, or say how to."""
    if not example:
        print('Nobody is here yet. Begin with: bagalau found you@example.org --name "Your Name"', flush=True)
        return
    from bagalau.portal.example import load

    print("Reading the documents of the example office …", flush=True)
    load(say=lambda line: print(f"  {line}", flush=True))


def writable(folder: Path) -> None:
    """Refuse a data folder that cannot be written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Problem(
            "unwritable",
            f"The folder {folder} cannot be written to. Make it writable, or set BAGALAU_DATA to another one.",
        ) from error


def free(host: str, port: int) -> None:
    """Refuse a port on which something listens already, or where nothing can."""
    if not 1 <= port <= 65535:
        raise Problem("bad-port", f"There is no port {port}: take one between 1 and 65535.")
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                another = f"BAGALAU_PORT={port + 1 if port < 65535 else port - 1} make run"
                sentence = f"Port {port} on {host} is taken. Stop what uses it, or take another: {another}"
                raise Problem("port-busy", sentence) from error
            raise Problem("bad-address", f"Nothing can listen on {host}, port {port}: {error.strerror}.") from error


def prepare() -> bool:
    """Bring database, texts and static files up to date; whether nobody is there yet. Quick if nothing changed."""
    import django

    from bagalau.web.messages import compile_all

    compile_all()
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from bagalau.cli.office import pending, tables_of
    from bagalau.people.models import Person

    tables_of(connection)  # refuses a database that cannot be opened
    if pending():
        call_command("migrate", verbosity=0, interactive=False)
    _collect_static()
    return not Person.objects.exists()


def _collect_static() -> None:
    """Copy and compress the static files, unless they are the same as last time."""
    from django.conf import settings
    from django.core.management import call_command

    sources = Path(__file__).resolve().parents[1] / "web" / "static"
    names = sorted(path for path in sources.rglob("*") if path.is_file())
    state = "\n".join(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}" for path in names)
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    digest = hashlib.sha256(state.encode()).hexdigest()
    if stamp.exists() and stamp.read_text() == digest:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(digest)


def _serve(host: str, port: int, workers: int) -> int:
    from granian.constants import Interfaces
    from granian.log import LogLevels
    from granian.server import Server

    sys.stdout.flush()
    Server(
        "bagalau.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=1,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()
    return 0
