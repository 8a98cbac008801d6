"""Chinese at the plain address, English at the same one below `/en`: no cookie, so that every page can be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, quote_plus, urlencode

from flask import Flask, request
from werkzeug.routing import Rule
from werkzeug.utils import redirect

from webapp.outside import from_outside, public_address
from webapp.routes import Routes, needed

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

PREFIX: Final = "/en"


@dataclass(frozen=True, slots=True)
class Asked:
    """Where the site is mounted for the request that is being answered: with its language, and without."""

    root: str
    plain: str
    english: bool


_ASKED: Final[ContextVar[Asked | None]] = ContextVar("asked", default=None)
"""What the entrance says of the request that is being answered; asked a few hundred times for one page."""
_SAFE: Final = "/!$&'()*+,:;=@"
"""What may stand in a path as it is (RFC 3986)."""
_SAFE_IN_QUESTION: Final = "!$'()*,/:;?@"
"""What may stand in a question as it is (https://url.spec.whatwg.org)."""
_ABOUT_THE_WHOLE: Final = frozenset({"_external", "_anchor", "_method", "_scheme"})
"""What may be asked of an address that is not in its route."""
_ONE_ADDRESS: Final = ("static", "pieces.", "api.", "machines.", "tributes.gift", "public.healthz")
"""Endpoints, or what they begin with, that are the same in every language: caches hold them once."""

_ANSWERS: Final = "public.results"
"""Where every question is a page of its own."""


class Entrance:
    """What is asked for below `/en` is handed on as what it asks for, and is to be English.

    The prefix becomes a part of where the site is mounted (SCRIPT_NAME), so that every address
    that `url_for` makes stays in its language by itself.
    """

    def __init__(self, site: WSGIApplication) -> None:
        self._site = site

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        path, plain = environ.get("PATH_INFO", ""), environ.get("SCRIPT_NAME", "")
        mounted = plain + PREFIX
        if path == PREFIX:
            return redirect(f"{mounted}/", 308)(environ, start_response)
        english = path.startswith(f"{PREFIX}/")
        if english:
            environ = {**environ, "SCRIPT_NAME": mounted, "PATH_INFO": path.removeprefix(PREFIX)}
        root = plain.encode("latin-1").decode("utf-8", "replace").rstrip("/")  # as WSGI has it (PEP 3333)
        before = _ASKED.set(Asked(root + PREFIX if english else root, root, english))
        try:
            return self._site(environ, start_response)
        finally:
            _ASKED.reset(before)


class Site(Flask):
    """A Flask whose pages stand in two languages, and whose files and pictures stand at one address."""

    url_map_class = Routes

    def __init__(self, *names: Any, **settings: Any) -> None:
        super().__init__(*names, **settings)
        self.wsgi_app = Entrance(self.wsgi_app)  # type: ignore[method-assign]

    def url_for(self, endpoint: str, **given: Any) -> str:
        """As Flask makes it, but without the language for what is the same in every language.

        Absolute ones are those by which the public reaches the site (`webapp.outside`).
        """
        asked = _ASKED.get()
        if asked is not None and (path := self._path(endpoint, given)) is not None:
            return (asked.plain if is_shared(endpoint) else asked.root) + path
        address = super().url_for(endpoint, **given)
        if asked_in_english() and is_shared(endpoint):
            address = _moved(address, _plain_root())
        return from_outside(address, _plain_root()) if given.get("_external") else address

    def _path(self, endpoint: str, given: dict[str, Any]) -> str | None:
        """What leads there within the site, as its one route has it; None where more is asked than that.

        A page leads to eighty places. To look among all routes for each takes longer than to write their addresses.
        """
        rule = self._only_rules.get(endpoint)
        if rule is None or not _ABOUT_THE_WHOLE.isdisjoint(given):
            return None
        if (path := self._without_values.get(endpoint)) is not None:
            question = urlencode([each for each in given.items() if each[1] is not None], quote_via=_quoted)
            return f"{path}?{question}" if question else path
        written = rule.build({name: value for name, value in given.items() if value is not None})
        return written[1] if written else None

    @cached_property
    def _without_values(self) -> dict[str, str]:
        """What leads to each endpoint whose only route says all."""
        return {name: rule.rule for name, rule in self._only_rules.items() if not rule.arguments}

    @cached_property
    def _only_rules(self) -> dict[str, Rule]:
        """The routes that are the only ones of their endpoints, once all are there."""
        rules = Counter(rule.endpoint for rule in self.url_map.iter_rules())
        return {rule.endpoint: rule for rule in self.url_map.iter_rules() if rules[rule.endpoint] == 1}


@lru_cache(maxsize=1 << 12)
def _quoted(words: str, *how: str) -> str:
    """As part of a question; the ways out of a page of results ask for the same again and again."""
    return quote_plus(words, _SAFE_IN_QUESTION, *how[1:])


def asked_in_english() -> bool:
    """Whether the page that is being made was asked for below `/en`."""
    asked = _ASKED.get()
    return asked is not None and asked.english


def is_shared(endpoint: str) -> bool:
    """Whether what stands there is the same in every language."""
    return endpoint.startswith(_ONE_ADDRESS)


def in_other_language(address: str = "") -> str:
    """An address of this site in the other language; the one that is asked for, question and all, if none is given."""
    root = _plain_root()
    return _moved(address or _asked(), root if asked_in_english() else root + PREFIX)


def without_language(address: str) -> str:
    """An address of this site without its language."""
    return _moved(address, _plain_root())


def canonical() -> str:
    """The absolute address by which the page that is asked for is known."""
    question = urlencode(needed())
    here = quote(request.script_root + request.path, safe=_SAFE) + (f"?{question}" if question else "")
    return from_outside(request.host_url[:-1] + here, _plain_root())


def alternates() -> tuple[tuple[str, str], ...]:
    """The absolute addresses of the page that is asked for, in both languages, and for who reads neither."""
    asked, root = canonical() if request.endpoint != _ANSWERS else request.host_url[:-1] + _asked(), _plain_root()
    chinese, english = (from_outside(_moved(asked, to), root) for to in (root, root + PREFIX))
    return ("zh-Hans", chinese), ("en", english), ("x-default", chinese)


def asked_at(path: str) -> str:
    """The address within this site of a path that is asked the same question."""
    question = quote(request.query_string, safe=_SAFE + "%?")
    return quote(request.script_root + path, safe=_SAFE) + (f"?{question}" if question else "")


def _asked() -> str:
    return asked_at(request.path)


def _plain_root() -> str:
    """Where the site is mounted, without the language."""
    root = request.script_root
    return root.removesuffix(PREFIX) if asked_in_english() else root


def _moved(address: str, root: str) -> str:
    """An address below this request's root as one below `root`; absolute ones keep their host."""
    outside, plain = public_address(), _plain_root()
    if outside and address.startswith(f"{outside}/"):
        within = address.removeprefix(outside).removeprefix(request.script_root.removeprefix(plain))
        return outside + root.removeprefix(plain) + within
    host = request.host_url[:-1] if address.startswith(request.host_url[:-1] + "/") else ""
    return host + root + address.removeprefix(host).removeprefix(request.script_root)
