"""Pages that were made once and are given again, for as long as nothing has changed of what they tell.

A page is kept under its whole address, in one state of the site: the generation of the archive, the index that
serves and the day. Where the state is another, all that was kept is forgotten. What else a page stands on, such as
the flowers at a person's name, the page itself says while it is made (`stand_on`), and it is looked at again each
time. Nothing is kept that one visitor alone may see: no answer to a form, nothing with a cookie or a token in it.

What was kept is given at the door, before Flask: there is nothing to do for it but to see that it still stands.

A page is packed where it is made (`webapp.packing`), and goes so to whoever can unpack it. What carries a token is not:
from the length of a packed page that holds a secret beside what somebody else asked for, the secret can be guessed.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final, cast

from flask import Flask, Response, g, request
from werkzeug.http import parse_etags, quote_etag

import search
from archive.errors import BohaiError
from webapp import packing
from webapp.shelf import Shelf

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

MOST: Final = 64 << 20
"""Bytes of pages that one process keeps; whoever has not been asked for longest goes first."""
_LARGEST: Final = 1 << 20
"""Bytes of the largest page that is kept."""
_EACH: Final = 1_000
"""Bytes that a kept page takes beside its words, about."""
_KINDS: Final = ("text/html", "application/json", "application/ld+json", "application/xml", "text/plain")
"""Pictures are not pages: what they are cut from is no part of the state."""
_MAKING: Final = "bohai.making"
"""Where a request carries what is known of the page that it makes."""
_NOT_OF_THE_PAGE: Final = frozenset({"content-length", "date"})
_OF_THE_FORM: Final = frozenset({"etag", "content-encoding"})

State = tuple[object, ...]
"""What all pages stand on; another state has other pages."""
Address = tuple[str, ...]
Ground = Callable[[], bool]
"""Whether something that a page stands on is still as it was."""


@dataclass(frozen=True, slots=True)
class Form:
    """A page as it goes on its way: its bytes, its ETag, and its other headers."""

    body: bytes
    etag: str
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was sent, plain and, unless it is small, packed, and what else it stands on."""

    plain: Form
    packed: Form | None = None
    grounds: tuple[Ground, ...] = ()

    def stands(self) -> bool:
        """Whether all that it stands on is still so; what cannot be asked is not."""
        try:
            return all(ground() for ground in self.grounds)
        except BohaiError:
            return False

    def size(self) -> int:
        """Bytes that it takes where it is kept, about."""
        return len(self.plain.body) + (len(self.packed.body) if self.packed else 0) + _EACH


@dataclass(slots=True)
class Making:
    """A page that is being made: under what it may be `kept`, what it stands on, and what came of it."""

    state: State
    address: Address
    kept: bool
    unpacks: bool
    grounds: list[Ground] = field(default_factory=list)
    answer: Response | None = None
    etag: str = ""
    body: bytes = b""
    packed: bytes | None = None


class Pages:
    """The pages of one state, `most` bytes of them; may be shared by threads."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._turn = Lock()
        self._state: State = ()
        self._pages: OrderedDict[Address, Page] = OrderedDict()
        self._bytes = 0

    def of(self, state: State, address: Address) -> Page | None:
        """The page at an address, if it was kept in this state and stands."""
        with self._turn:
            if state != self._state:
                self._pages.clear()
                self._state, self._bytes = state, 0
            if (page := self._pages.get(address)) is None:
                return None
            self._pages.move_to_end(address)
        # Outside the turn: whoever looks at a database need not keep the others waiting.
        if page.stands():
            return page
        with self._turn:
            if self._pages.get(address) is page:
                self._drop(address)
        return None

    def keep(self, state: State, address: Address, page: Page) -> None:
        """Keep a page that was begun in `state`; one that others have left behind meanwhile is let go."""
        with self._turn:
            if state != self._state:
                return
            if address in self._pages:
                self._drop(address)
            self._pages[address] = page
            self._bytes += page.size()
            while self._bytes > self._most:
                self._drop(next(iter(self._pages)))

    def _drop(self, address: Address) -> None:
        self._bytes -= self._pages.pop(address).size()


class Front:
    """Stands before a site and gives what is kept; whatever is not, the site makes."""

    def __init__(self, site: WSGIApplication, shelf: Callable[[], Shelf], pages: Pages) -> None:
        self._site, self._shelf, self._pages = site, shelf, pages

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer a request (WSGI)."""
        method = environ["REQUEST_METHOD"]
        state = self._state() if method in ("GET", "HEAD") else None
        if state is None:
            return self._site(environ, start_response)
        address = _address(environ)
        unpacks = packing.unpacks(environ.get("HTTP_ACCEPT_ENCODING", ""))
        page = self._pages.of(state, address)
        if page is None:
            environ[_MAKING] = Making(state, address, method == "GET", unpacks)
            return self._site(environ, start_response)
        form = page.packed if page.packed and unpacks else page.plain
        if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(form.etag):
            start_response("304 NOT MODIFIED", [each for each in form.headers if each[0] != "Content-Type"])
            return []
        start_response("200 OK", [*form.headers, ("Content-Length", str(len(form.body)))])
        return [form.body] if method == "GET" else []

    def _state(self) -> State | None:
        """The state of the site; None where it cannot be told, as the page will say."""
        here = self._shelf()
        try:
            archive = here.open_archive(here.folder)
            return archive.file, archive.generation(), search.edition(here.folder), here.today()
        except BohaiError:
            return None


def install(app: Flask, blueprints: frozenset[str]) -> None:
    """Have `app` keep the pages of these blueprints. Call it after what adds headers to every answer."""
    pages = Pages()
    app.wsgi_app = Front(app.wsgi_app, lambda: cast(Shelf, app.extensions["shelf"]), pages)  # type: ignore[method-assign]  # as Flask asks for it
    app.after_request(lambda answer: _note(answer, blueprints))
    app.teardown_request(lambda error: _keep(pages, error))


def stand_on(ground: Ground) -> None:
    """Say of the page that is being made that it is good for as long as `ground` holds, asked at any time."""
    if (making := _making()) is not None:
        making.grounds.append(ground)


def _making() -> Making | None:
    making: Making | None = request.environ.get(_MAKING)
    return making


def _address(environ: WSGIEnvironment) -> Address:
    return (
        environ["wsgi.url_scheme"],
        environ.get("HTTP_HOST") or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}",
        environ.get("SCRIPT_NAME", ""),
        environ.get("PATH_INFO", ""),
        environ.get("QUERY_STRING", ""),
    )


def _note(answer: Response, blueprints: frozenset[str]) -> Response:
    """Take down a page before anything is made of it that is for this visitor, such as a 304."""
    making = _making()
    if making is None or request.blueprint not in blueprints or answer.status_code != 200 or answer.is_streamed:
        return answer
    control = answer.cache_control
    if answer.mimetype in _KINDS and not control.no_store and not control.private and "csrf_token" not in g:
        making.answer, making.body = answer, answer.get_data()
        answer.add_etag()
        making.etag = answer.get_etag()[0] or ""
        making.packed = packing.pack(making.body)
        if making.packed is not None:
            answer.vary.add(packing.FOR_WHOM)
        if making.packed is not None and making.unpacks:
            answer.set_data(making.packed)
            answer.content_encoding = packing.PACKED
            answer.set_etag(packing.packed_tag(making.etag))
    return answer


def _keep(pages: Pages, error: BaseException | None) -> None:
    """Keep the page once its answer has all its headers, and is seen to be nobody's own."""
    making = _making()
    if making is None or not making.kept or (answer := making.answer) is None or error is not None:
        return
    if len(making.body) > _LARGEST or "Set-Cookie" in answer.headers or set(answer.vary) - {packing.FOR_WHOM}:
        return
    left_out = _NOT_OF_THE_PAGE | _OF_THE_FORM
    headers = tuple((name, words) for name, words in answer.headers if name.lower() not in left_out)
    plain = Form(making.body, making.etag, (*headers, ("ETag", quote_etag(making.etag))))
    packed = None
    if making.packed is not None:
        etag = packing.packed_tag(making.etag)
        own = (("ETag", quote_etag(etag)), ("Content-Encoding", packing.PACKED))
        packed = Form(making.packed, etag, (*headers, *own))
    pages.keep(making.state, making.address, Page(plain, packed, tuple(making.grounds)))
