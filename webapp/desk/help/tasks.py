"""The tasks that the help tells of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from archive.staff.values import Role


@dataclass(frozen=True, slots=True)
class Task:
    """One page of the help: its name in the address and of its template, who does it, and in which rooms.

    `rooms` are names of blueprints; from their pages the help leads here.
    """

    name: str
    title: str
    about: str
    role: Role = Role.REVIEWER
    rooms: tuple[str, ...] = ()


TASKS: Final[tuple[Task, ...]] = (
    Task("accounts", "登录与账户", "登录、退出、更换密码；管理员新建和停用账户", rooms=("entrance", "own", "accounts")),
    Task("review", "核对存疑", "一处一处地核：逐页、按栏、按字三种做法", rooms=("review",)),
    Task("errors", "读错与原文有误", "两种错，两种做法；撤销与经过"),
    Task("structure", "行与账", "补录、去掉、拆开、合并、标为表头、改栏目、核平", Role.EDITOR, ("structure",)),
    Task("keying", "双录与准确率", "第二个人再录一遍，得出公布的准确率", rooms=("keying",)),
    Task("linking", "同一人", "几本名册里的几条，是不是同一位烈士", Role.EDITOR, ("linking",)),
    Task("authorities", "地名、部队、职务", "在随程序发布的表上补改", Role.EDITOR, ("authorities",)),
    Task("replacing", "查找替换", "同一处误读，逐处看过再改，可整批撤销", Role.EDITOR, ("replacing",)),
    Task("importing", "导入更正", "别处记下的更正，存成一张表收进来", Role.EDITOR, ("importing",)),
    Task("incoming", "来信与寻亲", "亲属补正、回忆、照片、留言和寻亲启事", Role.EDITOR, ("incoming",)),
    Task("redacting", "遮盖", "在世亲属的住址之类，从公众看到的页面上遮去", Role.ADMINISTRATOR, ("redacting",)),
    Task("overview", "概况", "读了多少、还疑多少、哪里要人看", rooms=("dashboard",)),
)
"""In the order of the help's own list."""


def tasks_of(role: Role) -> tuple[Task, ...]:
    """The tasks that somebody of that role does."""
    return tuple(task for task in TASKS if task.role <= role)


def task_named(name: str) -> Task | None:
    """The task of that name."""
    return next((task for task in TASKS if task.name == name), None)


def page_on(rooms: Iterable[str], role: Role) -> str:
    """The name of the task that is done in these rooms by somebody of that role; "" where the help has none."""
    here = set(rooms)
    return next((task.name for task in tasks_of(role) if here & set(task.rooms)), "")
