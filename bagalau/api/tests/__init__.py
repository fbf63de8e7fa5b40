"""A program that asks the interface, for tests."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, cast

from django.http import HttpResponse
from django.test import Client

ROOT = "/api/v1"


@dataclass
class Program:
    """Asks with a token, or without one; sends and gets JSON."""

    secret: str = ""
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def __call__(self, method: str, path: str, sent: Any = None, **headers: str) -> HttpResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret:
            named.setdefault("Authorization", f"Bearer {self.secret}")
        body = {"data": json.dumps(sent), "content_type": "application/json"} if sent is not None else {}
        address = path if path.startswith(ROOT) else f"{ROOT}{path}"
        response: Any = self.client.generic(method.upper(), address, headers=named, **body)  # type: ignore[arg-type]
        return cast("HttpResponse", response)

    def get(self, path: str, **headers: str) -> HttpResponse:
        return self("get", path, **headers)

    def post(self, path: str, sent: Any, **headers: str) -> HttpResponse:
        return self("post", path, sent, **headers)


def said(response: HttpResponse) -> Any:
    """What an answer says."""
    return json.loads(response.content)


def refusal(response: HttpResponse) -> tuple[int, str]:
    """How something was refused: by which status and code. The shape is checked on the way."""
    shown = said(response)
    assert set(shown) == {"code", "sentence", "details"}, shown
    assert shown["sentence"].endswith("."), shown
    return response.status_code, shown["code"]
