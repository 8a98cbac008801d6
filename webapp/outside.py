"""Where the public reaches the site, whatever address a request came by."""

from __future__ import annotations

from typing import Final, cast
from urllib.parse import urlsplit

from flask import Flask, current_app, request

from archive.errors import UsageError

_KEY: Final = "outside"


def checked_address(address: str) -> str:
    """An address of a site without a stroke at its end; raises UsageError if it is none."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(
            "it is no address of a site",
            where=address,
            remedy="write one like https://example.org with --public-address",
        )
    return address.rstrip("/")


def install(app: Flask, address: str) -> None:
    """Have what leads to `app` from outside lead to `address`; "": to where each request came. Raises UsageError."""
    app.extensions[_KEY] = checked_address(address) if address else ""


def public_address() -> str:
    """The address that was given to the running site, "" if none was."""
    return cast(str, current_app.extensions.get(_KEY, ""))


def from_outside(address: str, mounted: str) -> str:
    """An absolute address of this site, as it is reached by the public; `mounted` is where requests find the site."""
    outside, here = public_address(), request.host_url[:-1] + mounted
    return outside + address.removeprefix(here) if outside and address.startswith(f"{here}/") else address
