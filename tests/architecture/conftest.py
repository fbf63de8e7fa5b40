"""What the tests of the house look at: its own files, as git knows them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_OURS = {".git", ".venv", "var", "__pycache__", "node_modules"}


def _listed() -> list[Path]:
    """Tracked files and those not yet added; outside a git checkout, everything but the environment and the data."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    try:
        names = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("\0")
        return [ROOT / name for name in names if name]
    except (OSError, subprocess.CalledProcessError):
        return [path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts)]


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Every file of the project, sorted."""
    return sorted(path for path in _listed() if path.is_file())


@pytest.fixture(scope="session")
def modules(files: list[Path]) -> dict[Path, ast.Module]:
    """The parsed Python modules of the package, without its tests and migrations."""
    own = [path for path in files if path.suffix == ".py" and path.is_relative_to(ROOT / "bagalau")]
    own = [path for path in own if not {"tests", "migrations"} & set(path.parts)]
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in own}


Find = Callable[[ast.Module], list[int]]


@pytest.fixture
def places(modules: dict[Path, ast.Module]) -> Callable[[Find, Callable[[Path], bool]], list[str]]:
    """``places(find, among)``: ``file:line`` of what ``find`` finds in the modules ``among`` chooses."""

    def search(find: Find, among: Callable[[Path], bool]) -> list[str]:
        chosen = [(path, tree) for path, tree in modules.items() if among(path.relative_to(ROOT))]
        return [f"{path.relative_to(ROOT)}:{line}" for path, tree in chosen for line in find(tree)]

    return search
