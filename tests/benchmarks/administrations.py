"""What the pages and files of coordinators cost in a load (`manage.py make_load`); part of `make bench`.

`python -m tests.benchmarks.administrations --administrations 40 --officers 200000 --only postgresql` measures
at full size, on a database that is made for it and thrown away.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.__main__ import postgresql, sqlite
from tests.served import Site

CALL = "import json; from tests.benchmarks import visited; print(json.dumps(visited.{call}))"
AIM = 300
"""Milliseconds of processor for a page, the database's with it."""
KINDS = ("completions", "certificates", "objectives", "transcripts")


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.administrations", description=__doc__)
    parser.add_argument("--administrations", type=int, default=40)
    parser.add_argument("--officers", type=int, default=200_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--url", help="of a database that holds a load; it is left as it is")
    chosen = parser.parse_args()
    databases = {"sqlite": sqlite, "postgresql": postgresql}
    for name, make in databases.items():
        if chosen.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="green-customs-bench-") as folder:
                if chosen.url:
                    report(name, lines(folder, chosen.url))
                    continue
                with make(folder) as url:
                    if url:
                        fill(folder, url, chosen.administrations, chosen.officers)
                        report(name, lines(folder, url))


def site_of(folder, url):
    """A site without a server; static files are found without having been gathered."""
    site = Site(Path(folder), url)
    site.environment |= {"DJANGO_SETTINGS_MODULE": "tests.settings"}
    return site


def fill(folder, url, administrations, officers):
    site = site_of(folder, url)
    site.manage("migrate", "--verbosity=0")
    site.manage("make_load", f"--administrations={administrations}", f"--officers={officers}")


def lines(folder, url, rounds=5):
    """Two tables in Markdown: pages, and files."""
    site = site_of(folder, url)
    officers, took = site.evaluate(CALL.format(call=f"visits({rounds})"))
    yield f"| an administration of {officers:,} officers | ms of processor | ms by the clock | queries |"
    yield "|---|--:|--:|--:|"
    for words, (clock, busy, queries) in took.items():
        yield f"| {words}{' (over the aim)' * (busy > AIM)} | {busy:.0f} | {clock:.0f} | {queries} |"
    yield ""
    yield "| file | rows | seconds | MiB above the start |"
    yield "|---|--:|--:|--:|"
    for kind in KINDS:
        made = site.evaluate(CALL.format(call=f"export({kind!r}, 'csv')"))
        yield f"| {kind}, CSV | {made['rows']:,} | {made['seconds']:.0f} | {made['mebibytes']:.0f} |"


def report(name, told):
    sys.stdout.write(f"\n### {name}\n\n")
    for line in told:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
