"""Files stay short, name no machine and no package index, and what others made is as they made it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

LIMIT = 300
# The files that are longer, with the lines they have now. An entry may get smaller or go; none may be added.
LONGER: dict[str, int] = {}

WRITTEN = {".py", ".html", ".css", ".js", ".sh"}
# One letter of each is in brackets, so that this file does not hold what it looks for.
FORBIDDEN = {
    "an address or option of a package index": re.compile(
        r"\binde[x]-url\b|find-link[s]|/simpl[e]\b/?['\"\s]|pypi[.]org|pythonhoste[d]|registry[.]npmjs", re.IGNORECASE
    ),
    "a path of one machine": re.compile(
        r"(?<![\w.])/(?:wor[k]/(?:main|shared)|roo[t]|op[t]/(?:pypi|wheels)|tm[p]/brief)\b|/hom[e]/\w|[A-Z]:\\User[s]"
    ),
    "both sides of a merge": re.compile(r"^(?:<{7}|>{7}) ", re.MULTILINE),
}
VENDORED = ("bagalau/web/static/vendor", "bagalau/formats/fonts", "tests/browser/vendor")


def _is_vendored(path: Path, root: Path) -> bool:
    return path.relative_to(root).as_posix().startswith(VENDORED)


def _text(path: Path) -> str:
    """The text of a file; of a binary one, what can be read of it."""
    return path.read_text(encoding="utf-8", errors="ignore")


def test_no_file_is_too_long_but_those_known_which_only_shrink(files, root):
    written = [path for path in files if path.suffix in WRITTEN and not _is_vendored(path, root)]
    lengths = {path.relative_to(root).as_posix(): _text(path).count("\n") for path in written}
    longer = {name: lines for name, lines in lengths.items() if lines > LIMIT and "/migrations/" not in name}
    assert longer == LONGER


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_names(what, files, root):
    named = [
        f"{path.relative_to(root)}: {found.group()}"
        for path in files
        if not _is_vendored(path, root)
        for found in FORBIDDEN[what].finditer(_text(path))
    ]
    assert named == []


@pytest.mark.parametrize(
    ("what", "text", "named"),
    [
        ("an address or option of a package index", "--extra-index" + "-url x", True),
        ("an address or option of a package index", "https://host/simpl" + "e/ ", True),
        ("an address or option of a package index", "a simple case, simpler", False),
        ("a path of one machine", "see /work/" + "shared/x", True),
        ("a path of one machine", "the frame/work/mainly", False),
        ("a path of one machine", "GET /works/", False),
    ],
)
def test_such_names_are_recognised(what, text, named):
    assert bool(FORBIDDEN[what].search(text)) == named


def test_the_lock_files_hold_hashes_and_no_address(root):
    for lock in sorted(root.glob("requirements*.lock")):
        text = lock.read_text(encoding="utf-8")
        assert "http" not in text, lock.name
        assert text.count("--hash=sha256:") > len(re.findall(r"^[a-z0-9_.-]+==", text, re.MULTILINE)) > 0, lock.name


@pytest.mark.parametrize("folder", VENDORED)
def test_vendored_files_are_those_of_the_checksum_list(folder, root):
    place = root / folder
    listed = dict(line.split()[::-1] for line in (place / "CHECKSUMS").read_text(encoding="utf-8").splitlines())
    there = [
        path for path in sorted(place.rglob("*")) if path.is_file() and path.name not in {"CHECKSUMS", "README.md"}
    ]
    assert {
        f"./{path.relative_to(place).as_posix()}": hashlib.sha256(path.read_bytes()).hexdigest() for path in there
    } == listed


def test_vendored_styles_and_scripts_ask_no_other_host_for_anything(root):
    for path in sorted((root / VENDORED[0]).glob("*.*s*")):
        text = _text(path)
        assert "sourceMappingURL" not in text, path.name
        assert not re.search(r"@import|url\(\s*[\"']?+(?!data:|#)", text) or path.suffix != ".css", path.name
