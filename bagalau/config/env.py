"""The settings an office may change, read once from ``BAGALAU_*`` variables, typed and checked."""

from __future__ import annotations

import os
import secrets
import stat
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]


class BadSetting(Exception):
    """A ``BAGALAU_*`` variable that cannot be used; the message names it and says what is expected."""


@dataclass(frozen=True)
class Environment:
    """Every variable with its default; the field ``data`` is the variable ``BAGALAU_DATA``."""

    data: Path = field(default=ROOT / "var", metadata={"help": "folder of the database, the files and the keys"})
    database_url: str = field(default="", metadata={"help": "postgresql://user:password@host/name; empty: SQLite"})
    secret_key: str = field(default="", metadata={"help": "signing key; empty: made once under the data folder"})
    debug: bool = field(default=False, metadata={"help": "1 shows error details; never on a public address"})
    host: str = field(default="127.0.0.1", metadata={"help": "address to listen on"})
    port: int = field(default=8000, metadata={"help": "port to listen on"})
    workers: int = field(default=2, metadata={"help": "server processes"})
    hosts: tuple[str, ...] = field(default=(), metadata={"help": "host names it answers to, separated by commas"})
    origin: str = field(default="", metadata={"help": "public address, such as https://bagalau.example.org"})
    proxies: int = field(default=0, metadata={"help": "trusted proxies before it that add to X-Forwarded-For"})
    language: str = field(default="en", metadata={"help": "first language of the pages: en, ru or kk"})
    time_zone: str = field(default="Asia/Almaty", metadata={"help": "time zone of the office"})
    email_url: str = field(
        default="", metadata={"help": "smtp://user:password@host:587?tls=1; empty: mail is written to files"}
    )
    email_from: str = field(default="bagalau@localhost", metadata={"help": "sender of mails"})


def load(variables: Mapping[str, str] = os.environ) -> Environment:
    """The environment from variables; raises ``BadSetting`` with one sentence that names the variable."""
    given: dict[str, Any] = {}
    for item in fields(Environment):
        name = f"BAGALAU_{item.name.upper()}"
        if variables.get(name):
            given[item.name] = _parse(name, str(item.type), variables[name])
    known = {f"BAGALAU_{item.name.upper()}" for item in fields(Environment)}
    if unknown := sorted(name for name in variables if name.startswith("BAGALAU_") and name not in known):
        raise BadSetting(f"{unknown[0]} is not a setting of Bagalau. Known are: {', '.join(sorted(known))}.")
    environment = Environment(**given)
    _check(environment)
    return environment


def _check(environment: Environment) -> None:
    if environment.language not in {"en", "ru", "kk"}:
        raise BadSetting("BAGALAU_LANGUAGE must be en, ru or kk.")
    if environment.origin and not environment.origin.startswith(("https://", "http://")):
        raise BadSetting("BAGALAU_ORIGIN must begin with https:// (or http:// on a private network).")
    if environment.origin and not public_address(environment)[0]:
        raise BadSetting("BAGALAU_ORIGIN must look like https://bagalau.example.org.")
    if not 1 <= environment.port <= 65535:
        raise BadSetting(f"BAGALAU_PORT must lie between 1 and 65535, not be {environment.port}.")
    if environment.workers < 1:
        raise BadSetting("BAGALAU_WORKERS must be at least 1.")
    try:
        ZoneInfo(environment.time_zone)
    except (OSError, ValueError, KeyError) as error:  # each is one way of not being a zone
        raise BadSetting(
            f"BAGALAU_TIME_ZONE must name a time zone, such as Asia/Almaty, not {environment.time_zone!r}."
        ) from error


def _parse(name: str, kind: str, text: str) -> Any:
    if kind == "bool":
        if text.lower() not in {"0", "1", "true", "false", "yes", "no"}:
            raise BadSetting(f"{name} must be 1 or 0, not {text!r}.")
        return text.lower() in {"1", "true", "yes"}
    if kind == "int":
        if not (text.isascii() and text.isdigit() and len(text) < 10):
            raise BadSetting(f"{name} must be a whole number, not {text!r}.")
        return int(text)
    if kind == "Path":
        return Path(text).expanduser().resolve()
    if kind.startswith("tuple"):
        return tuple(part.strip() for part in text.split(",") if part.strip())
    return text


def secret_key(environment: Environment) -> str:
    """The given key, or one made once and kept readable by its owner alone."""
    if environment.secret_key:
        if len(environment.secret_key) < 32:
            raise BadSetting("BAGALAU_SECRET_KEY must have at least 32 characters.")
        return environment.secret_key
    path = environment.data / "secret_key"
    try:
        if not path.exists():
            _make_key(path)
        return path.read_text()
    except OSError as error:
        raise _unwritable(environment) from error


def _unwritable(environment: Environment) -> BadSetting:
    return BadSetting(
        f"The folder {environment.data} cannot be written to. Make it writable, or set BAGALAU_DATA to another one."
    )


def _make_key(path: Path) -> None:
    """Write a key whole or not at all: of several processes that start at once, all find the key of the first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".secret_key-")  # for its owner alone
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_urlsafe(50))
        with suppress(FileExistsError):
            os.link(temporary, path)
    finally:
        os.unlink(temporary)


def public_address(environment: Environment) -> tuple[str, str]:
    """The host alone of the public address, and scheme with host and port; both empty if it is no address."""
    url = _url(environment.origin, {"https", "http"})
    if url is None or not url.hostname:
        return "", ""
    host = f"[{url.hostname}]" if ":" in url.hostname else url.hostname
    return host, f"{url.scheme}://{host}{f':{url.port}' if url.port else ''}"


def database(environment: Environment) -> dict[str, Any]:
    """Django's database settings: SQLite tuned for several writers, or PostgreSQL."""
    if not environment.database_url:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": environment.data / "bagalau.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
            },
        }
    url = _url(environment.database_url, {"postgresql", "postgres"})
    if url is None or not url.path.strip("/"):
        raise BadSetting("BAGALAU_DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    query = {key: values[-1] for key, values in parse_qs(url.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(url.path.lstrip("/")),
        "USER": unquote(url.username or query.pop("user", "")),
        "PASSWORD": unquote(url.password or ""),
        "HOST": unquote(url.hostname or query.pop("host", "")),
        "PORT": str(url.port or query.pop("port", "")),
        "OPTIONS": query,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _url(text: str, schemes: set[str]) -> SplitResult | None:
    """An address of one of these schemes in its parts; None if it is none."""
    try:
        url = urlsplit(text)
        return url if url.scheme in schemes and url.port != 0 else None
    except ValueError:  # a port that is no number, a bracket left open
        return None


def email(environment: Environment) -> dict[str, Any]:
    """Django's mail settings: SMTP from a URL, or files under the data folder."""
    if not environment.email_url:
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(_mail_folder(environment)),
        }
    url = _url(environment.email_url, {"smtp", "smtps"})
    if url is None or not url.hostname:
        raise BadSetting("BAGALAU_EMAIL_URL must look like smtp://user:password@host:587?tls=1.")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": url.port or (465 if url.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": parse_qs(url.query).get("tls") == ["1"],
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def _mail_folder(environment: Environment) -> Path:
    """The folder of mails, which hold links that open accounts: for its owner alone."""
    folder = environment.data / "mail"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if stat.S_IMODE(folder.stat().st_mode) != 0o700:
            folder.chmod(0o700)
    except OSError as error:
        raise _unwritable(environment) from error
    return folder
