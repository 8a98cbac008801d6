"""Pages that only have something to say: what went wrong, and what a visitor can do."""

from __future__ import annotations

from typing import Final

from flask import Flask, Response, current_app, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from archive.bilingual import Both
from archive.errors import BohaiError, UsageError
from search.questions.question import LONGEST_QUESTION, MOST_WORDS
from webapp.asking import Refused
from webapp.contexts import MessagePage

_TITLES: Final = {
    400: Both("这样的查询无法回答", "This question cannot be answered"),
    404: Both("没有找到这一页", "There is no such page"),
    405: Both("此处只供阅览", "This place is for reading only"),
    500: Both("网站出了差错", "Something went wrong here"),
    503: Both("名录暂时无法打开", "The roll cannot be opened at the moment"),
}
_WORDS: Final = {
    400: Both(
        f"请检查网址。要查的可以是姓名、地名、部队或年份，至多 {LONGEST_QUESTION} 字、{MOST_WORDS} 个词。",
        "Please check the address.",
    ),
    404: Both(
        "网址可能抄写有误。可以按姓名、籍贯或部队查找。",
        "The address may have been miscopied. You can search by name, place or unit.",
    ),
    405: Both("这个网址不接受提交。", "Nothing can be sent to this address."),
    500: Both("差错已记录，请稍后再试。", "It has been recorded. Please try again later."),
    503: Both("请稍后再来。", "Please come again later."),
}
_OTHER: Final = (
    Both("这个请求无法完成", "This request cannot be fulfilled"),
    Both("请返回首页。", "Please go back to the start."),
)


def install(app: Flask) -> None:
    """Have `app` answer every failure with a page, or with JSON under /api."""
    app.register_error_handler(HTTPException, _refuse)
    app.register_error_handler(Refused, lambda refused: message(400, refused.words))
    app.register_error_handler(UsageError, lambda error: message(400, _said(error)))
    app.register_error_handler(BohaiError, _unavailable)
    app.register_error_handler(Exception, _fail)


def message(status: int, words: Both | None = None, remedy: str = "") -> Response:
    """The page for `status`, or one line of JSON; `words` say more than the status does.

    `remedy` is for the keeper of the site, in the program's own words.
    """
    title = _TITLES.get(status, _OTHER[0])
    if request.path.startswith("/api/"):
        answer = jsonify({"error": (words or title).en})
    else:
        page = MessagePage(status, title, words or _WORDS.get(status, _OTHER[1]), remedy)
        answer = make_response(render_template("message.html", page=page))
    answer.status_code = status
    return answer


def _said(error: UsageError) -> Both:
    """What the search says of a question, as a sentence; its Chinese says what a question may be."""
    words = str(error)
    return Both(_WORDS[400].zh, f"{words[:1].upper()}{words[1:]}.")


def _refuse(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error.get_response()  # a redirect, which werkzeug raises too
    answer = message(error.code)
    if isinstance(error, MethodNotAllowed):
        answer.headers["Allow"] = ", ".join(error.valid_methods or ())
    return answer


def _unavailable(error: BohaiError) -> Response:
    current_app.logger.error("%s", error)
    return message(503, remedy=error.remedy)


def _fail(error: Exception) -> Response:
    current_app.logger.exception("%s %s", request.method, request.path)
    return message(500)
