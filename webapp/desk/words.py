"""The desk's words for what the program knows by short names."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from archive.bilingual import field_label
from archive.staff.unfit import LONGEST, LONGEST_NAME, SHORTEST, Unfit
from archive.staff.values import Change, Changed, Role
from webapp.clock import in_china

ROLES: Final[Mapping[Role, str]] = MappingProxyType(
    {Role.REVIEWER: "核对员", Role.EDITOR: "编辑员", Role.ADMINISTRATOR: "管理员"}
)
UNFIT: Final[Mapping[Unfit, str]] = MappingProxyType(
    {
        Unfit.NAMELESS: "请写明姓名：今后的决定都以它署名。",
        Unfit.LONG_NAME: f"姓名超过了 {LONGEST_NAME} 字。",
        Unfit.UNSEEN: "姓名里有看不见的字符，请重新输入。",
        Unfit.TAKEN: "已经有这个名字的账户，请换一个。",
        Unfit.SHORT: f"密码不足 {SHORTEST} 个字符，请用长一些的。",
        Unfit.LONG: f"密码超过了 {LONGEST} 个字符，请用短一些的。",
        Unfit.EASY: "这个密码容易被猜到，请用几个互不相干的词或字。",
        Unfit.OWN_RIGHTS: "不能更改自己的权限，请找另一位管理员。",
        Unfit.NOT_ALLOWED: "您的账户已不能做这件事，请找管理员。",
    }
)
NOT_ALIKE: Final = "两次输入的新密码不一样。"
_CHANGES: Final[Mapping[Change, str]] = MappingProxyType(
    {
        Change.ADDED: "新建账户，{}",
        Change.ROLE: "改为{}",
        Change.DISABLED: "停用",
        Change.ENABLED: "恢复",
        Change.PASSWORD: "换了密码",
    }
)


def change_words(changed: Changed) -> str:
    """What was done to an account."""
    return _CHANGES[changed.what].format(ROLES[changed.role])


def field(key: str) -> str:
    """The label of a reading by its key; a column that fits no field is named by its printed heading."""
    return field_label(key).zh


def moment(at: str | None) -> str:
    """A time in UTC, ISO 8601, on the clock of the site; "" for None."""
    return f"{in_china(at):%Y-%m-%d %H:%M}" if at else ""
