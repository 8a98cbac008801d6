"""The archivists of the tests, one of each role, and how they sit down at a desk."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from archive.folder import DataFolder
from archive.staff import accounts
from archive.staff.values import Role

PASSWORD: Final = "七里堡 灯火 访雪夜归 舟"  # noqa: S105 - of nobody
NAMES: Final[Mapping[Role, str]] = {Role.REVIEWER: "周敏", Role.EDITOR: "李梅", Role.ADMINISTRATOR: "赵兰"}
_TOKEN = re.compile(r'name="csrf[_-]token" (?:value|content)="([^"]+)"')


def staff(folder: DataFolder) -> None:
    """Add one account of each role."""
    for role, name in NAMES.items():
        accounts.add(folder, name, role, PASSWORD)


@dataclass
class Archivist:
    """Somebody at a browser that keeps cookies, fills in forms and sends what scripts send."""

    client: FlaskClient
    name: str

    def logs_in(self, password: str = PASSWORD, next: str = "/") -> TestResponse:
        """Fill in the form at the entrance."""
        return self.submits("/login", on="/login", name=self.name, password=password, next=next)

    def sees(self, address: str, status: int = 200) -> str:
        """The words of a page, without its markup's white space."""
        answer = self.client.get(address)
        assert answer.status_code == status, answer.text
        return " ".join(answer.text.split())

    def token(self, on: str = "/account") -> str:
        """What a page carries against forgery."""
        found = _TOKEN.search(self.client.get(on).text)
        assert found, f"{on} carries no token"
        return found[1]

    def submits(self, address: str, on: str = "/account", **given: Any) -> TestResponse:
        """Send a form as it stands on the page `on`."""
        return self.client.post(address, data={"csrf_token": self.token(on), **given})

    def sends(self, address: str, data: object) -> TestResponse:
        """Send JSON as the desk's scripts do."""
        headers = {"Accept": "application/json", "X-CSRFToken": self.token()}
        return self.client.post(address, json=data, headers=headers)

    def asks(self, address: str) -> TestResponse:
        """Ask for JSON as the desk's scripts do."""
        return self.client.get(address, headers={"Accept": "application/json"})


def sits_down(app: Flask, role: Role) -> Archivist:
    """The archivist of that role, logged in at the desk."""
    archivist = Archivist(app.test_client(), NAMES[role])
    assert archivist.logs_in().status_code == 303
    return archivist
