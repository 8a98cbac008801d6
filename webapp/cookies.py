"""The signed cookie of a site, in which forms find again what they were handed out with."""

from __future__ import annotations

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface


class Cookies(SecureCookieSessionInterface):
    """A cookie that never goes over an open line where the site is reached by a closed one."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """As the visitor came."""
        return request.is_secure
