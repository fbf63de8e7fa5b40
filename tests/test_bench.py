"""The benches run: small and once, with no opinion on how quick this machine is."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_the_benches_run_and_give_every_row_a_ratio():
    command = [sys.executable, "-m", "bench", "--quick", "portfolio", "projects", "quality", "exports", "writers"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode in {0, 1}, done.stderr
    titles, *lines = done.stdout.rstrip().splitlines()
    assert titles.split()[:2] == ["what", "measured"]
    columns = [re.split(r"  +", line.strip()) for line in lines]
    named = " ".join(row[0] for row in columns)
    assert all(
        word in named
        for word in ("commitments, deep", "queries", "score of", "memory", "kept, journal whole", "checker on")
    )
    assert all(float(row[3]) > 0 for row in columns)


def test_a_measurement_nobody_knows_is_refused():
    command = [sys.executable, "-m", "bench", "weather"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Known are: reading, portfolio, projects, quality, exports, search, writers." in done.stderr
