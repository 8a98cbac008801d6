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
from webapp.languages import Words, in_english, phrase, told

_TITLES: Final = {
    400: phrase("这样的查询无法回答"),
    404: phrase("没有找到这一页"),
    405: phrase("此处只供阅览"),
    500: phrase("网站出了差错"),
    503: phrase("名录暂时无法打开"),
}
_WORDS: Final = {
    400: phrase(
        "请检查网址。要查的可以是姓名、地名、部队或年份，至多 %(longest)s 字、%(most)s 个词。",
        longest=LONGEST_QUESTION,
        most=MOST_WORDS,
    ),
    404: phrase("网址可能抄写有误。可以按姓名、籍贯或部队查找。"),
    405: phrase("这个网址不接受提交。"),
    500: phrase("差错已记录，请稍后再试。"),
    503: phrase("请稍后再来。"),
}
_OTHER: Final = (phrase("这个请求无法完成"), phrase("请返回首页。"))


def install(app: Flask) -> None:
    """Have `app` answer every failure with a page, or with JSON under /api."""
    app.register_error_handler(HTTPException, _refuse)
    app.register_error_handler(Refused, lambda refused: message(400, refused.words))
    app.register_error_handler(UsageError, lambda error: message(400, _said(error)))
    app.register_error_handler(BohaiError, _unavailable)
    app.register_error_handler(Exception, _fail)


def message(status: int, words: Words | None = None, remedy: str = "") -> Response:
    """The page for `status`, or one line of JSON; `words` say more than the status does.

    `remedy` is for the keeper of the site, in the program's own words.
    """
    title = _TITLES.get(status, _OTHER[0])
    if request.path.startswith("/api/"):
        answer = jsonify({"error": in_english(words or title)})
    else:
        page = MessagePage(status, title, words or _WORDS.get(status, _OTHER[1]), remedy)
        answer = make_response(render_template("message.html", page=page))
    answer.status_code = status
    return answer


def _said(error: UsageError) -> Words:
    """What the search says of a question, as a sentence; its Chinese says what a question may be."""
    words = str(error)
    return told(Both(str(_WORDS[400]), f"{words[:1].upper()}{words[1:]}."))


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
