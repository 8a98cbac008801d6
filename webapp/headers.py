"""What every request must carry, a host that can be one, and what every answer does.

That is a policy that lets nothing in from outside, and a name for its content.
"""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from flask import Flask, Response, abort, request

_POLICY: Final = "; ".join(
    (
        "default-src 'self'",
        "script-src 'self'",  # files of the site's own, nothing inline; JSON-LD is data and is not executed
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)
_ALWAYS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def install(app: Flask) -> None:
    """Have every answer of `app` carry the headers, and none be made for a host that cannot be one."""
    app.before_request(_know_the_host)
    app.after_request(_add)


def _know_the_host() -> None:
    """Whole addresses are made of the host; werkzeug gives none where what was sent is no name of a host."""
    if not request.host:
        abort(400)


def name_the_file(response: Response, plain: str, name: str) -> None:
    """Have a browser that keeps the answer call it `name`, in any characters, or else `plain`, in ASCII.

    A header carries no characters beyond Latin-1, and is safe with ASCII alone; the rest is written as RFC 8187 has it.
    """
    in_full = f"UTF-8''{quote(name, safe='')}"
    response.headers.set("Content-Disposition", "inline", filename=plain, **{"filename*": in_full})


def _add(response: Response) -> Response:
    for name, value in _ALWAYS.items():
        response.headers.setdefault(name, value)
    if response.status_code == 200 and not response.is_streamed and request.method in ("GET", "HEAD"):
        if not response.get_etag()[0]:
            response.add_etag()
        response.headers.setdefault("Cache-Control", "no-cache")
        response.make_conditional(request)
    return response
