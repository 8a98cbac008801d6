"""What the desk says when something cannot be done: a page to people, one line of JSON to scripts."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from archive.errors import BohaiError, RecordRefused, UsageError
from archive.staff.limits import TooSoon
from webapp.desk.access import wants_json
from webapp.desk.contexts import RefusalPage

_SAID: Final = {
    400: ("这次提交没有收下", "内容不完整或不合要求，请检查后再试。"),
    401: ("请先登录", "登录已失效，请重新登录；未保存的内容还在页面上。"),
    403: ("您的账户不能做这件事", "需要更高的权限，请找管理员。"),
    404: ("没有这一页", "网址可能抄写有误，或这一条已不在。"),
    405: ("这个网址不接受这样的提交", "请从页面上操作。"),
    409: ("别人已经先作了决定", "请看过现在的内容，再决定一次。"),
    413: ("内容太大，没有收下", "请分几次提交。"),
    429: ("请稍后再试", "失败的次数太多。"),
    500: ("工作台出了差错", "差错已记录，没有保存一半的内容。请再试一次。"),
    503: ("存档暂时无法打开", "没有保存任何内容。请稍后再试。"),
}
_OTHER: Final = ("这件事没有做成", "请返回再试。")
_FORGED: Final = ("这次提交不是从工作台的页面来的", "没有收下。请打开工作台的页面再做一次。")
_EXPIRED: Final = ("这张页面已经过期", "没有收下。请重新打开这一页再试；浏览器须允许本站的 Cookie。")


def install(app: Flask) -> None:
    """Have `app` answer every failure in Chinese, with a page or with JSON."""
    app.register_error_handler(CSRFError, lambda _error: refusal(400, _EXPIRED, code="csrf"))
    app.register_error_handler(HTTPException, _refuse)
    app.register_error_handler(TooSoon, _too_soon)
    app.register_error_handler(UsageError, lambda error: refusal(400, remedy=str(error)))
    app.register_error_handler(RecordRefused, lambda error: refusal(409, remedy=str(error)))
    app.register_error_handler(BohaiError, _unavailable)
    app.register_error_handler(Exception, _fail)


def refusal(
    status: int, said: tuple[str, str] | None = None, *, code: str = "", remedy: str = "", **more: object
) -> Response:
    """The page or the JSON for `status`; `said` is a title and a sentence where there is more to say than usual.

    The JSON is `{"error": sentence, "code": word for scripts, "remedy": the program's own words}` and `more`.
    """
    title, words = said or _SAID.get(status, _OTHER)
    if wants_json():
        answer = jsonify({"error": f"{title}。{words}", "code": code or str(status), "remedy": remedy, **more})
    else:
        answer = make_response(render_template("desk/refusal.html", page=RefusalPage(status, title, words, remedy)))
    answer.status_code = status
    return answer


def _refuse(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()  # a redirect, which werkzeug raises too
    return refusal(error.code, _FORGED if error.code == 403 and error.description == "forged" else None)


def _too_soon(error: TooSoon) -> Response:
    answer = refusal(429, (_SAID[429][0], f"失败的次数太多，请等 {error.seconds} 秒再试。"))
    answer.headers["Retry-After"] = str(error.seconds)
    return answer


def _unavailable(error: BohaiError) -> Response:
    current_app.logger.error("%s", error)
    return refusal(503, remedy=str(error))


def _fail(error: Exception) -> Response:
    current_app.logger.exception("%s %s", request.method, request.path)
    return refusal(500)
