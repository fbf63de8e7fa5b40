"""``bagalau work``: send the mails, remind people, keep the index up, and run the tasks of the queue.

``bagalau serve`` starts one worker beside the pages. More of them, here or on other machines, share the work.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import threading
import time

from bagalau.cli.office import open_office, pending
from bagalau.lib.problems import Problem

AGAIN_AFTER = 5.0  # seconds, after a worker broke down


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("--once", action="store_true", help="do what is due now, and end")
    parser.add_argument("--beside", type=int, metavar="PROCESS", help="end when this process, which started it, ends")


def run(args: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl+C; then the piece that was begun is finished."""
    open_office()
    if pending():
        raise Problem("old-database", "The database is of another version. Run `bagalau serve --prepare` first.")
    from bagalau.reminders.schedule import tasks
    from bagalau.reminders.worker import Worker

    worker = Worker(tasks(), beside=args.beside)
    worker.listen()
    if args.once:
        while worker.turn() and not worker.is_over():
            pass
    else:
        worker.run()
    return 0


class Beside:
    """A worker beside the server: started anew when it breaks down, ended with the server."""

    def __init__(self, parent: int, host: str, port: int) -> None:
        start = "import sys; from bagalau.cli.main import main; sys.exit(main(sys.argv[1:]))"
        self.command = [sys.executable, "-c", start, "work", "--beside", str(parent)]
        self.over = threading.Event()
        # links in mails lead to where the server listens, unless there is a public address
        self.variables = {**os.environ, "BAGALAU_HOST": host, "BAGALAU_PORT": str(port)}
        self.process = self._start()
        threading.Thread(target=self._keep, name="worker", daemon=True).start()

    def _keep(self) -> None:
        """A worker that ends by itself was asked to; one that broke down is started again."""
        while self.process.wait() and not self.over.is_set():
            time.sleep(AGAIN_AFTER)
            if not self.over.is_set():
                self.process = self._start()

    def _start(self) -> subprocess.Popen[bytes]:
        return subprocess.Popen(self.command, env=self.variables)  # noqa: S603 - this program itself

    def end(self) -> None:
        """Ask the worker to end, and wait until it has finished what it is at."""
        self.over.set()
        self.process.terminate()
        self.process.wait()
