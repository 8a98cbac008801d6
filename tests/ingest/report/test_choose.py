"""A scan is found by its name, by a part of it and by the beginning of its hash; never by a guess."""

from __future__ import annotations

import pytest

from archive.errors import UsageError
from archive.store import StoredScan
from ingest.report.choose import choose


def scan(name: str, sha256: str) -> StoredScan:
    return StoredScan(sha256 * 16, name, "in", 1, "PNG", 1)


SCANS = [scan("惠民/1.jpg", "abcd"), scan("惠民/12.jpg", "abce"), scan("阳信/2.jpg", "0123"), scan("2.jpg", "4567")]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("惠民/1.jpg", "惠民/1.jpg"),
        ("2.jpg", "2.jpg"),
        ("阳信", "阳信/2.jpg"),
        ("ABCD", "惠民/1.jpg"),
        ("0123", "阳信/2.jpg"),
    ],
)
def test_what_says_enough_names_one_scan(asked: str, name: str) -> None:
    assert choose(SCANS, asked).name == name


@pytest.mark.parametrize("asked", ["商河", "", "abc", "ffff"])
def test_what_no_scan_is_called_is_wrong_usage(asked: str) -> None:
    with pytest.raises(UsageError, match="no scan"):
        choose(SCANS, asked)


def test_of_several_scans_the_line_tells_them_apart() -> None:
    with pytest.raises(UsageError) as refusal:
        choose(SCANS, "惠民")
    assert "惠民/1.jpg (abcdabcdabcd), 惠民/12.jpg (abceabceabce)" in str(refusal.value)


def test_two_scans_of_one_name_are_told_apart_by_their_hashes() -> None:
    twins = [scan("1.jpg", "aaaa"), scan("1.jpg", "bbbb")]
    with pytest.raises(UsageError):
        choose(twins, "1.jpg")
    assert choose(twins, "bbbb").sha256.startswith("bbbb")
