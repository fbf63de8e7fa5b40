"""Where the shared reading contract stands beside the checkout, its documents are read without a wrong field."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score_reading.py"


@pytest.mark.skipif(not SCORER.exists(), reason="the shared reading contract is not on this machine")
def test_the_documents_of_the_contract_are_read_without_a_wrong_field():
    command = f"{sys.executable} -c 'from bagalau.cli.main import main; raise SystemExit(main())' read --json"
    run = subprocess.run(
        [sys.executable, str(SCORER), "--command", command, "--show", str(SHARED / "reading")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
