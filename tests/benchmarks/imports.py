"""`python -m tests.benchmarks.imports`: what bringing in officers by a file costs, beside bare inserts.

Preview and confirmation of one file, then as many bare users by bulk_create, in one process on one database
that is made for it and thrown away. The figure that can be compared is the ratio.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.__main__ import postgresql, sqlite
from tests.served import Site

IMPORT = """
import json
from time import perf_counter, process_time
from django.contrib.auth.hashers import make_password
from django.utils import timezone
from accounts.models import OfficerImport, User
from accounts.services.administrations import create_administration
from accounts.services.imports import confirm_import, preview_import
administration = create_administration(slug="bench", name="Bench Customs")
by = User.objects.create_person(name="Sample Coordinator")
rows = "\\n".join(f"Sample Officer,p{{n}}@example.org,N{{n}}" for n in range({count}))
took, now = {{}}, timezone.now()
def timed(kind, work):
    start = perf_counter(), process_time()
    made = work()
    took[kind] = perf_counter() - start[0], process_time() - start[1]
    return made
data = f"Name,E-mail address,Staff number\\n{{rows}}\\n".encode()
preview = timed("preview", lambda: preview_import(
    administration=administration, data=data, file_name="bench.csv", by=by, now=now))
timed("confirm", lambda: confirm_import(officer_import=preview, by=by, now=now))
assert preview.rows.exclude(user=None).count() == {count}
bare = [User(name="Sample Officer", email=f"b{{n}}@example.org", password=make_password(None))
        for n in range({count})]
timed("bare", lambda: User.objects.bulk_create(bare, batch_size=500))
print(json.dumps(took))
"""


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.imports", description=__doc__)
    parser.add_argument("--officers", type=int, default=10_000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = parser.parse_args()
    for name, make in {"sqlite": sqlite, "postgresql": postgresql}.items():
        if chosen.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="green-customs-bench-") as folder, make(folder) as url:
                said = line(folder, url, chosen.officers) if url else "no server answers"
                sys.stdout.write(f"{name}: {said}\n")


def line(folder, url, officers):
    """What an import of so many officers took, in words."""
    site = Site(Path(folder), url)
    site.manage("migrate", "--verbosity=0")
    took = site.evaluate(IMPORT.format(count=officers))
    said = ", ".join(
        f"{kind} {whole:.1f} s ({own:.1f} s of processor)" for kind, (whole, own) in took.items()
    )
    ratio = (took["preview"][1] + took["confirm"][1]) / took["bare"][1]
    return f"{officers} officers: {said}; import ÷ bare users, processor: {ratio:.1f}"


if __name__ == "__main__":
    main()
