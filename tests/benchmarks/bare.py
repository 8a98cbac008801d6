"""The least that Flask can answer, on the same server: what a page of the site is measured by.

python -m tests.benchmarks.bare --processes 2
"""

from __future__ import annotations

import argparse
from functools import partial

from flask import Flask

from webapp.serving import answer, listen
from webapp.together import answer_together


def make_bare() -> Flask:
    """A site of one page, which says hello."""
    app = Flask("bare")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app


def main() -> None:
    """Serve it, and print its address."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--processes", type=int, required=True)
    processes = parser.parse_args().processes
    run = partial(answer, make_bare()) if processes == 1 else partial(answer_together, make_bare, processes=processes)
    with listen("127.0.0.1", 0) as listener:
        print(f"http://127.0.0.1:{listener.getsockname()[1]}/", flush=True)
        run(listener)


if __name__ == "__main__":
    main()
