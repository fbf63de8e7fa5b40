"""The settings of an office: typed, checked, each mistake one sentence that names the variable."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bagalau.config import env
from bagalau.config.env import BadSetting, Environment

SETTINGS_ALONE = "import bagalau.config.settings"


def test_without_variables_everything_has_its_default():
    assert env.load({}) == Environment()
    assert env.load({"BAGALAU_PORT": "", "PATH": "/bin"}) == Environment()


@pytest.mark.parametrize(
    ("name", "text", "field", "value"),
    [
        ("BAGALAU_PORT", "8123", "port", 8123),
        ("BAGALAU_WORKERS", "4", "workers", 4),
        ("BAGALAU_DEBUG", "1", "debug", True),
        ("BAGALAU_DEBUG", "No", "debug", False),
        ("BAGALAU_HOSTS", "a.example, b.example,,", "hosts", ("a.example", "b.example")),
        ("BAGALAU_LANGUAGE", "kk", "language", "kk"),
        ("BAGALAU_ORIGIN", "https://bagalau.example.org", "origin", "https://bagalau.example.org"),
        ("BAGALAU_TIME_ZONE", "Asia/Tbilisi", "time_zone", "Asia/Tbilisi"),
        ("BAGALAU_DATA", "some/../folder", "data", Path("folder").resolve()),
        ("BAGALAU_DATA", "~/office", "data", Path.home() / "office"),
    ],
)
def test_a_variable_is_read_as_its_type(name, text, field, value):
    assert getattr(env.load({name: text}), field) == value


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("BAGALAU_PORT", "http", "a whole number"),
        ("BAGALAU_PORT", "²", "a whole number"),
        ("BAGALAU_PORT", "-1", "a whole number"),
        ("BAGALAU_PORT", "9" * 5000, "a whole number"),
        ("BAGALAU_PORT", "70000", "between 1 and 65535"),
        ("BAGALAU_PORT", "0", "between 1 and 65535"),
        ("BAGALAU_WORKERS", "0", "at least 1"),
        ("BAGALAU_DEBUG", "maybe", "1 or 0"),
        ("BAGALAU_LANGUAGE", "fr", "en, ru or kk"),
        ("BAGALAU_ORIGIN", "bagalau.example.org", "https://"),
        ("BAGALAU_ORIGIN", "https://", "must look like"),
        ("BAGALAU_ORIGIN", "https://a.example:port", "must look like"),
        ("BAGALAU_PROXIES", "yes", "a whole number"),
        ("BAGALAU_TIME_ZONE", "Middle/Earth", "a time zone"),
        ("BAGALAU_TIME_ZONE", "/etc/passwd", "a time zone"),
        ("BAGALAU_TIME_ZONE", "Asia", "a time zone"),
        ("BAGALAU_PROT", "8000", "is not a setting"),
    ],
)
def test_a_bad_variable_is_named_in_one_sentence(name, text, words):
    with pytest.raises(BadSetting) as refused:
        env.load({name: text})
    sentence = str(refused.value)
    assert sentence.startswith(name)
    assert words in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_an_unknown_variable_is_told_which_are_known():
    with pytest.raises(BadSetting, match=r"Known are: BAGALAU_DATA, .*BAGALAU_WORKERS"):
        env.load({"BAGALAU_PROT": "8000"})


def test_without_an_address_the_database_is_a_file_in_the_data_folder(tmp_path):
    found = env.database(Environment(data=tmp_path))
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", tmp_path / "bagalau.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_the_address_of_a_database_is_taken_apart():
    url = "postgresql://us%40er:p%2Fw@db.example:5433/na%20me?sslmode=require"
    found = env.database(Environment(database_url=url))
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["USER"], found["PASSWORD"], found["NAME"]) == ("us@er", "p/w", "na me")
    assert (found["HOST"], found["PORT"], found["OPTIONS"]) == ("db.example", "5433", {"sslmode": "require"})


def test_a_database_may_be_reached_by_a_socket():
    found = env.database(Environment(database_url="postgresql://me@/office?host=/run/pg"))
    assert (found["HOST"], found["PORT"], found["NAME"], found["OPTIONS"]) == ("/run/pg", "", "office", {})


@pytest.mark.parametrize(
    "url",
    ["mysql://a/b", "postgresql://host", "postgresql://host/", "nonsense", "postgresql://h:port/x", "postgres://[/x"],
)
def test_what_is_no_address_of_a_database_is_refused_with_an_example(url):
    with pytest.raises(BadSetting, match=r"BAGALAU_DATABASE_URL must look like postgresql://"):
        env.database(Environment(database_url=url))


def test_without_an_address_mails_are_files(tmp_path):
    assert env.email(Environment(data=tmp_path))["EMAIL_FILE_PATH"] == str(tmp_path / "mail")


def test_the_folder_of_mails_is_for_its_owner_alone_also_where_it_was_made_otherwise(tmp_path):
    for _time in range(2):
        folder = Path(env.email(Environment(data=tmp_path))["EMAIL_FILE_PATH"])
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        folder.chmod(0o755)


@pytest.mark.parametrize(
    ("origin", "host", "trusted"),
    [
        ("https://bagalau.example.org", "bagalau.example.org", "https://bagalau.example.org"),
        ("https://Bagalau.example.org:8443/", "bagalau.example.org", "https://bagalau.example.org:8443"),
        ("https://example.org/bagalau/", "example.org", "https://example.org"),
        ("http://[::1]:8000/x", "[::1]", "http://[::1]:8000"),
    ],
)
def test_of_a_public_address_the_host_is_answered_to_and_the_origin_trusted(origin, host, trusted):
    assert env.public_address(env.load({"BAGALAU_ORIGIN": origin})) == (host, trusted)


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://us%40er:pw@mail.example:587?tls=1", 587, True, False),
        ("smtp://us%40er:pw@mail.example", 25, False, False),
        ("smtps://us%40er:pw@mail.example", 465, False, True),
    ],
)
def test_the_address_of_a_mail_server_is_taken_apart(url, port, tls, ssl):
    found = env.email(Environment(email_url=url))
    assert (found["EMAIL_HOST"], found["EMAIL_HOST_USER"], found["EMAIL_HOST_PASSWORD"]) == (
        "mail.example",
        "us@er",
        "pw",
    )
    assert (found["EMAIL_PORT"], found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (port, tls, ssl)


@pytest.mark.parametrize("url", ["mail.example", "smtp://", "http://mail.example", "smtp://mail.example:port"])
def test_what_is_no_address_of_a_mail_server_is_refused_with_an_example(url):
    with pytest.raises(BadSetting, match=r"BAGALAU_EMAIL_URL must look like smtp://"):
        env.email(Environment(email_url=url))


def test_a_key_is_made_once_and_kept_for_its_owner_alone(tmp_path):
    environment = Environment(data=tmp_path / "new" / "office")
    key = env.secret_key(environment)
    assert len(key) > 50
    assert env.secret_key(environment) == key
    file = environment.data / "secret_key"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in environment.data.iterdir()] == ["secret_key"]


def test_a_key_may_be_given_but_must_be_long(tmp_path):
    assert env.secret_key(Environment(data=tmp_path, secret_key="k" * 32)) == "k" * 32
    with pytest.raises(BadSetting, match="at least 32 characters"):
        env.secret_key(Environment(data=tmp_path, secret_key="short"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_to_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(BadSetting, match=r"cannot be written to\. Make it writable, or set BAGALAU_DATA"):
        env.secret_key(Environment(data=tmp_path / "file" / "office"))


RACE = """
import os, sys, time
from pathlib import Path
from bagalau.config import env
folder = Path(sys.argv[1])
while not (folder / "go").exists():
    time.sleep(0.001)
print(env.secret_key(env.Environment(data=folder / "office")))
"""


def test_processes_that_start_at_once_find_the_same_whole_key(tmp_path):
    command = [sys.executable, "-c", RACE, str(tmp_path)]
    starting = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _turn in range(4)]
    (tmp_path / "go").touch()
    keys = {process.communicate(timeout=60)[0].strip() for process in starting}
    assert keys == {(tmp_path / "office" / "secret_key").read_text()}
    assert len(keys.pop()) > 50
    assert [path.name for path in (tmp_path / "office").iterdir()] == ["secret_key"]


def test_a_bad_setting_ends_the_program_with_one_sentence_and_status_two(tmp_path):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BAGALAU_")}
    variables = {**kept, "BAGALAU_DATA": str(tmp_path), "BAGALAU_PORT": "http"}
    done = subprocess.run(
        [sys.executable, "-c", SETTINGS_ALONE], env=variables, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr == "bagalau: BAGALAU_PORT must be a whole number, not 'http'.\n"
