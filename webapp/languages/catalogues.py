"""The messages of the site in English, as the .po file says them: no compiled copy that could say something else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask_babel import Domain
from markupsafe import Markup

from webapp.languages.addresses import asked_in_english

CHINESE: Final = "zh_Hans"
ENGLISH: Final = "en"
_CATALOGUE: Final = "translations/en/LC_MESSAGES/messages.po"
_AS_WRITTEN: Final = NullTranslations()
"""Messages are Chinese."""
_WANTED: Final[ContextVar[str]] = ContextVar("wanted", default="")
"""The language that is wanted whoever asks, or ""."""


class Catalogues(Domain):  # type: ignore[misc]  # it carries no types
    """The messages for templates."""

    def get_translations(self) -> NullTranslations:
        """Those of the language that is read."""
        return messages()


def reads_english() -> bool:
    """Whether what is being made will be read in English."""
    wanted = _WANTED.get()
    return wanted == ENGLISH if wanted else asked_in_english()


def messages() -> NullTranslations:
    """The messages of the language that is read."""
    return _english() if reads_english() else _AS_WRITTEN


def said(message: str, **given: object) -> Markup:
    """A message as templates say it, `%(name)s` in it standing for what is `given`; the messages are markup."""
    words = _markup(message, reads_english())
    return words % given if given else words


@lru_cache(maxsize=1 << 12)
def _markup(message: str, english: bool) -> Markup:
    return Markup((_english() if english else _AS_WRITTEN).ugettext(message))  # noqa: S704 - our own words


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Have everything be in one language, whoever asks."""
    before = _WANTED.set(language)
    try:
        yield
    finally:
        _WANTED.reset(before)


@cache
def _english() -> Translations:
    compiled = BytesIO()
    with files("webapp").joinpath(_CATALOGUE).open("rb") as written:
        write_mo(compiled, read_po(written, locale=ENGLISH))
    compiled.seek(0)
    return Translations(compiled)
