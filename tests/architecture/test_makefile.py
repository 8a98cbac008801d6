"""What a machine needs is listed once, in the Makefile, and the list is enough."""

from __future__ import annotations

import re

from tests.architecture.tree import ROOT, modules
from tests.rendering.typefaces import FACES

ADVICE = re.compile(r"apt-get install ((?:[a-z0-9.+-]+ ?)+)")


def listed(name: str) -> set[str]:
    """The packages in a list of the Makefile."""
    makefile = (ROOT / "Makefile").read_text("utf-8").replace("\\\n", " ")
    (packages,) = re.findall(rf"^{name} := (.*)$", makefile, re.MULTILINE)
    return set(packages.split())


def test_the_typefaces_of_the_tests_are_in_the_list() -> None:
    wanted = {face.package for faces in FACES.values() for face in faces}
    assert wanted <= listed("DEBIAN_TEST_PACKAGES")


def test_what_an_error_line_tells_to_install_is_what_the_makefile_installs() -> None:
    advised = {
        package
        for module in modules()
        for _, text in module.strings()
        for advice in ADVICE.findall(text)
        for package in advice.split()
    }
    assert advised <= listed("DEBIAN_PACKAGES"), advised - listed("DEBIAN_PACKAGES")
