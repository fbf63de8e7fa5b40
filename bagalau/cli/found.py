"""``bagalau found MAIL --name NAME``: the first person of an empty office, who then invites the others."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass

from bagalau.cli.office import open_office
from bagalau.lib.problems import Problem


def arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("email", metavar="MAIL", help="the mail address to sign in with")
    parser.add_argument("--name", required=True, help="the name of the person")


def run(args: argparse.Namespace) -> int:
    """Ask for a password and make the person; refused once there is anybody."""
    open_office()
    from django.core.exceptions import ValidationError

    try:
        found(args.email.strip().lower(), args.name, password())
    except ValidationError as error:
        raise Problem("invalid", " ".join(error.messages)) from error
    print(f"{args.name} administers this office now. Sign in as {args.email.strip().lower()}.")
    return 0


def found(email: str, name: str, password: str) -> None:
    """Make the person with a password that the pages would take, too."""
    from django.contrib.auth.password_validation import validate_password

    from bagalau.people.actions import PersonFields, found_office
    from bagalau.people.models import Person

    validate_password(password, Person(email=email, name=name))
    found_office(PersonFields(name, email), password)


def password() -> str:
    """The password as typed twice without being shown, or the first line of what is piped in."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    typed = getpass("Password (at least 10 characters): ")
    if getpass("Once more: ") != typed:
        raise Problem("passwords-differ", "The two passwords differ. Nothing was made.")
    return typed
