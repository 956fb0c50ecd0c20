"""`make exam-day`: a room of officers answers while workers are killed and the database is restarted.

The site is a real one on a PostgreSQL cluster of its own; both are thrown away. In the end every answer that
was acknowledged is looked for in the database. The exit status is 1 when one is lost, stored or marked
otherwise than acknowledged, or an officer could not hand in.
"""

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")
django.setup()

from tests.examday.day import Plan, hold  # noqa: E402  (needs the settings)
from tests.examday.report import written  # noqa: E402


def main():
    parser = argparse.ArgumentParser(prog="make exam-day", description=__doc__)
    parser.add_argument("--officers", type=int, default=300)
    parser.add_argument("--questions", type=int, default=20, help="that each officer answers")
    parser.add_argument("--minutes", type=float, default=10, help="that an officer takes, on average")
    parser.add_argument("--kills", type=int, default=2, help="of a worker of the server")
    parser.add_argument(
        "--restart", choices=["immediate", "fast"], default="immediate", help="of the database"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--quick", action="store_true", help="10 officers, 4 questions, one kill")
    chosen = vars(parser.parse_args())
    if chosen.pop("quick"):
        chosen |= {"officers": 10, "questions": 4, "minutes": 0.2, "kills": 1}
    # Whoever stops the day must find nothing left of it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with tempfile.TemporaryDirectory(prefix="green-customs-exam-") as folder:
        day = hold(Plan(**chosen), folder=Path(folder), say=say)
    sys.stdout.write(written(day))
    for fault in [*day.failures, *day.reckoning.faults][:50]:
        sys.stdout.write(f"{fault}\n")
    sys.exit(0 if day.is_clean else 1)


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
