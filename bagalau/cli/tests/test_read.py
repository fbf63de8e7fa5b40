"""``bagalau read``: the record of a document, or one sentence that says why not."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import zipfile

import pytest

from bagalau.cli.main import main
from bagalau.evaluations.tests.making import ERC_PAGE, SAMPLES, paper
from bagalau.formats.read.limits import MAX_BYTES
from bagalau.formats.tests.files import archive

PAGE = SAMPLES / f"{ERC_PAGE}.txt"


def test_a_document_is_shown_as_lines(capsys):
    assert main(["read", str(PAGE)]) == 0
    out = capsys.readouterr().out
    assert out.startswith("Evaluation")
    assert "Title: Mid-term review of the Blue Orchard programme, phase II" in out
    assert "Recommendations 1 › Key actions 1 › Due date: 2020-12" in out
    assert "Doubtful places: " in out
    assert "line " in out


def test_a_document_is_shown_as_json_with_its_doubts(capsys):
    assert main(["read", "--json", str(PAGE)]) == 0
    record = json.loads(capsys.readouterr().out)
    assert (record["kind"], record["system"], record["budget"]) == ("evaluation", "undp-erc", 40000)
    assert {"code", "path", "line", "text"} <= set(record["warnings"][0])
    assert record["unread"] == []
    assert "spans" not in record


def test_with_spans_every_value_says_where_it_stands(capsys):
    assert main(["read", "--json", "--spans", str(PAGE)]) == 0
    record = json.loads(capsys.readouterr().out)
    ((start, end),) = record["spans"]["completed"][:1]
    assert PAGE.read_text()[start:end] == "03/2020"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_document_is_read_in_the_encoding_it_has(tmp_path, capsys, encoding):
    path = tmp_path / "page.txt"
    path.write_bytes(paper(ERC_PAGE).decode().encode(encoding))
    assert main(["read", "--json", str(path)]) == 0
    assert json.loads(capsys.readouterr().out)["documents"][1]["title"].startswith("Annexe B été")


def test_a_document_in_the_old_cyrillic_encoding_is_read(tmp_path, capsys):
    text = paper(
        ERC_PAGE, ("Annexe B été", "Annexe B"), ("Roads.", "Дороги в сёлах плохие, и зимой по ним не проехать.")
    )
    path = tmp_path / "page.txt"
    path.write_bytes(text.decode().replace("•", "-").encode("cp1251"))
    assert main(["read", "--json", str(path)]) == 0
    assert "Дороги в сёлах" in json.loads(capsys.readouterr().out)["findings"][0]["text"]


def bomb() -> bytes:
    """A DOCX of some kilobytes that would unpack to gigabytes."""
    file = io.BytesIO()
    made = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
    with made, made.open("word/document.xml", "w", force_zip64=True) as part:
        for _turn in range(300):
            part.write(b" " * 2**20)
    return file.getvalue()


BAD = {
    "empty file": (b"", "This file is empty"),
    "binary": (bytes(range(256)) * 20, "text|binary|kind"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(40), "picture"),
    "letter": (b"Dear grandmother,\n\nall is well.\n", "no document of a kind that can be read"),
    "broken pdf": (b"%PDF-1.7\n1 0 obj\n<<", "PDF"),
    "broken docx": (archive({"word/document.xml": "<w:document"}), "DOCX|Word|document"),
    "sheet": (archive({"xl/workbook.xml": "<x/>"}), "spreadsheet"),
    "zip bomb": (bomb(), "unpack|large|more"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_read_is_one_sentence_and_status_two(tmp_path, capsys, name):
    data, words = BAD[name]
    path = tmp_path / name
    path.write_bytes(data)
    assert main(["read", str(path)]) == 2
    heard = capsys.readouterr()
    assert heard.out == ""
    assert heard.err.startswith("bagalau: ")
    assert heard.err.count("\n") == 1
    assert any(word in heard.err for word in words.split("|")), heard.err


def test_a_file_that_is_too_large_is_not_even_opened(tmp_path, capsys):
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(60 * 2**20)
    assert path.stat().st_size > MAX_BYTES
    assert main(["read", str(path)]) == 2
    assert "60 MB; at most 50 MB are read" in capsys.readouterr().err


def test_what_is_no_file_is_said(tmp_path, capsys):
    assert main(["read", str(tmp_path / "nothing.txt")]) == 2
    assert "There is no file" in capsys.readouterr().err
    assert main(["read", str(tmp_path)]) == 2
    assert "is a folder" in capsys.readouterr().err


def test_a_device_is_refused_and_not_read_without_end(capsys):
    assert main(["read", "/dev/zero"]) == 2
    assert capsys.readouterr().err == "bagalau: /dev/zero is a device or a pipe. Name a file.\n"


def test_a_file_whose_name_is_no_text_is_read_or_refused_without_a_trace(tmp_path):
    named = os.fsencode(tmp_path) + b"/\xcf\xe8.txt"
    command = [sys.executable, "-c", "import sys; from bagalau.cli.main import main; sys.exit(main(sys.argv[1:]))"]
    for data, status in ((PAGE.read_bytes(), 0), (b"Dear grandmother,\n", 2), (b"", 2)):
        with open(named, "wb") as file:
            file.write(data)
        done = subprocess.run([*command, "read", named], capture_output=True, check=False)
        assert (done.returncode, b"Traceback" in done.stderr) == (status, False)


def test_an_unknown_command_is_answered_with_the_known_ones(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["reed"])
    assert ended.value.code == 2
    assert "read, import" in capsys.readouterr().err.replace("'", "")


def test_the_program_itself_ends_with_the_status_and_without_a_trace(tmp_path):
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear grandmother,\n")
    start = "import sys; from bagalau.cli.main import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", start, "read", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("bagalau: This is no document of a kind")
    assert "Traceback" not in done.stderr


def test_reading_starts_neither_the_framework_nor_a_database(tmp_path):
    look = "import sys; from bagalau.cli.main import main; main(sys.argv[1:]); sys.exit('django.conf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look, "read", str(PAGE)], capture_output=True, check=False)
    assert done.returncode == 0
