"""`python -m tests.benchmarks.regrades`: what a corrected key costs that many results rest on.

A dry run and then the correction itself, each in a process of its own, on a database that is made for it and
thrown away. Half of the results turn from failed to passed, and the other half the other way: the worst case.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.__main__ import postgresql, sqlite
from tests.served import Site

CALL = "import json; from tests.benchmarks import graded; print(json.dumps(graded.{call}))"
RUNS = {"dry run": "", "applied": ", '--apply', '--reason=The key was wrong.'"}


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.regrades", description=__doc__)
    parser.add_argument("--attempts", type=int, default=50_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = parser.parse_args()
    for name, make in {"sqlite": sqlite, "postgresql": postgresql}.items():
        if chosen.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="green-customs-bench-") as folder, make(folder) as url:
                for line in lines(folder, url, chosen.attempts) if url else ["no server answers"]:
                    sys.stdout.write(f"{name}: {line}\n")
                    sys.stdout.flush()


def lines(folder, url, attempts):
    """What regrading so many attempts takes, in words."""
    site = Site(Path(folder), url)
    site.manage("prepare", "--without-history")
    question = site.evaluate(CALL.format(call=f"lay({attempts})"))
    for run, words in RUNS.items():
        took = site.evaluate(CALL.format(call=f"regrade({question!r}{words})"))
        yield (
            f"{attempts:,} attempts, {run}: {took['seconds']:.1f} s ({took['own']:.1f} s of processor), "
            f"{took['statements']:,} statements, {took['mebibytes']:.0f} MiB"
        )


if __name__ == "__main__":
    main()
