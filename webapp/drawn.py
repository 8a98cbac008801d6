"""What is drawn when it is asked for: pictures, cards, certificates; not again for who has it still."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Final

from flask import Response, request

_MAKING: Final = "1"
"""Counts up whenever the same would be drawn otherwise, so that no visitor keeps the old one."""


def drawn(made_from: tuple[object, ...], draw: Callable[[], bytes], mimetype: str, kept_for: int = 0) -> Response:
    """What `draw` makes of `made_from`; not drawn for who has it already.

    Whoever keeps it asks before showing it again, for what it shows may have been withheld meanwhile; or, where that
    cannot be, after `kept_for` seconds.
    """
    answer = Response(mimetype=mimetype)
    answer.cache_control.public = True
    if kept_for:
        answer.cache_control.max_age = kept_for
    else:
        answer.cache_control.no_cache = True
    answer.set_etag(hashlib.sha256(repr((_MAKING, *made_from)).encode()).hexdigest()[:32])
    answer.make_conditional(request)
    if answer.status_code != 304:
        answer.set_data(draw())
    return answer
