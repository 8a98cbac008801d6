"""A desk that is killed in the middle of saving has kept what it said it kept, and nothing by halves."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import urllib.request
from http.cookiejar import CookieJar
from itertools import count
from threading import Thread
from typing import Any
from urllib.parse import urlencode

from archive.staff.values import Role
from archive.store import ArchiveReader
from tests.patience import SECONDS
from tests.webapp.desk.people import NAMES, PASSWORD
from tests.webapp.desk.review.doubtful import LINES, Doubtful

_TOKEN = re.compile(r'name="csrf[_-]token" (?:value|content)="([^"]+)"')


class Hands:
    """Somebody who decides of all names of both pages, again and again, as fast as the desk answers."""

    def __init__(self, address: str, doubtful: Doubtful) -> None:
        self.answered = 0
        self._address = address
        self._ids = [doubtful.id(row, second=second) for second in (False, True) for row in range(1, LINES + 1)]
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        given = {"csrf_token": self._token("/login"), "name": NAMES[Role.REVIEWER], "password": PASSWORD}
        self._open("/login", urlencode(given).encode(), {})

    def decide_on(self) -> None:
        """Until the desk answers no more."""
        token = self._token("/account")
        saw = dict.fromkeys(self._ids, "")
        for id in self._ids:
            saw[id] = json.loads(self._open(f"/review/cell/{id}/name", None, {}))["cell"]["said"]["text"]
        for turn in count():
            lot = [self._decision(id, saw[id], f"王{turn}") for id in self._ids]
            saw = dict.fromkeys(self._ids, f"王{turn}")
            headers = {"Content-Type": "application/json", "X-CSRFToken": token}
            try:
                self._open("/review/decide", json.dumps({"decisions": lot}).encode(), headers)
            except OSError:
                return
            self.answered += 1

    @staticmethod
    def _decision(id: str, saw: str, text: str) -> dict[str, Any]:
        return {"entry": id, "key": "name", "saw_text": saw, "saw_value": saw, "text": text}

    def _token(self, path: str) -> str:
        found = _TOKEN.search(self._open(path, None, {}))
        assert found
        return found[1]

    def _open(self, path: str, data: bytes | None, headers: dict[str, str]) -> str:
        asked = urllib.request.Request(  # noqa: S310 - our own desk
            self._address + path, data, {"Accept": "*/*" if data is None else "application/json", **headers}
        )
        with self._browser.open(asked, timeout=SECONDS) as reply:
            return str(reply.read().decode())


def test_what_was_answered_is_kept_and_a_lot_is_kept_whole_or_not_at_all(doubtful: Doubtful) -> None:
    command = [sys.executable, "-m", "bohai", "--data", str(doubtful.folder.root), "desk", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as desk:  # noqa: S603 - our own command
        assert desk.stdout
        hands = Hands(desk.stdout.readline().strip().rstrip("/"), doubtful)
        work = Thread(target=hands.decide_on)
        work.start()
        while hands.answered < 3:
            assert work.is_alive()
            work.join(0.01)
        desk.send_signal(signal.SIGKILL)
        work.join(60)
    with ArchiveReader.open(doubtful.folder) as archive:
        assert archive.faults() == []
        made = archive.corrections(doubtful.id(row, second=second) for row in range(1, 29) for second in (False, True))
    kept = {len(decisions) for decisions in made.values()}
    assert len(made) == 2 * LINES
    assert kept in ({hands.answered}, {hands.answered + 1}), "the last may be kept and not have been answered"
