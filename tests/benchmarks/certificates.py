"""`python -m tests.benchmarks.certificates`: what signed certificates cost, and a ZIP of a thousand.

Papers are drawn and signed in one process, so the figures are those of one core. Beside them stands what
cannot be done without, the signature alone on a page with nothing on it: the figure that can be compared
is the ratio. The ZIP is made through the service, on a database that is made for it and thrown away.
"""

import argparse
import io
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from time import process_time

from django.conf import settings
from reportlab.pdfgen.canvas import Canvas

from certification.pdf.content import CertificateContent, Design, ModuleLine, Signature
from certification.pdf.drawing import render_certificate
from certification.pdf.fonts import make_fonts
from certification.pdf.signing import make_signing_key, sign_pdf
from tests.benchmarks.__main__ import postgresql, sqlite
from tests.certification.papers_for_tests import picture
from tests.served import Site

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMES = {"Latin": "Sample Officer", "Arabic": "موظف عيّنة", "Khmer": "មន្ត្រី គំរូ"}

ZIP = """
import json
from time import perf_counter, process_time
from django.utils import timezone
from accounts.models import Administration, User
from certification.models import Award, Certificate, CurriculumVersion
from certification.services.bundles import make_bundle, order_bundle
from certification.services.curricula import enrol
administration = Administration.objects.get(slug="sampland")
by, now = User.objects.filter(is_superuser=True).first(), timezone.now()
version = CurriculumVersion.objects.filter(curriculum__administration=administration).first()
for n in range({count}):
    officer = User.objects.create_person(name=f"Sample Officer {{n}}")
    enrolment = enrol(officer=officer, version=version, administration=administration, now=now)
    award = Award.objects.create(enrolment=enrolment, officer=officer, administration=administration,
        awarded_at=now, completed_on=now.date())
    Certificate.objects.create(award=award, officer=officer, administration=administration,
        serial=f"GC-BENC-{{n // 1000:04}}-{{n % 1000:04}}", holder_name=officer.name,
        administration_name=administration.name, curriculum_title=version.title, curriculum_version=1,
        modules=[{{"convention": "cites", "name": "CITES", "mark": "90 %"}}] * 3, issued_at=now,
        issued_on=now.date(), time_zone="UTC", language="en-gb")
certificates = Certificate.objects.filter(serial__startswith="GC-BENC")
took = []
for run in range(2):
    bundle = order_bundle(certificates=certificates, administration=administration, by=by, now=now)
    start = perf_counter(), process_time()
    make_bundle(bundle, now=now)
    took.append((perf_counter() - start[0], process_time() - start[1]))
    bundle.refresh_from_db()
    assert bundle.state == "ready" and bundle.done == {count} and not bundle.damaged
print(json.dumps(took))
"""


def main():
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.certificates", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--papers", type=int, default=40, help="of each kind in a round")
    parser.add_argument("--zip", type=int, default=1000, help="certificates in the ZIP; 0 makes none")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = parser.parse_args()
    for line in papers(chosen.rounds, chosen.papers):
        say(line)
    for name, make in {"sqlite": sqlite, "postgresql": postgresql}.items():
        if chosen.zip and chosen.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="green-customs-bench-") as folder, make(folder) as url:
                say(f"{name}: {zipped(folder, url, chosen.zip) if url else 'no server answers'}")


def say(line):
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def papers(rounds, number):
    """A table in Markdown: the loads take turns, of the rounds the median counts."""
    fonts = Path(settings.FONTS_ROOT)
    make_fonts(fonts)
    key = make_signing_key(common_name="Benchmark", now=NOON)

    def signed(pdf):
        return sign_pdf(pdf, key=key, now=NOON, reason="Benchmark", location="Sampland")

    empty = io.BytesIO()
    canvas = Canvas(empty, invariant=1)
    canvas.showPage()
    canvas.save()
    loads = {"the signature alone": lambda: signed(empty.getvalue())}
    for script, name in NAMES.items():
        plain = content(name)
        loads[f"certificate, {script} name"] = lambda it=plain: signed(render_certificate(it, fonts=fonts))
    designed = content(NAMES["Latin"], design())
    loads["the same with a logo and three signatures"] = lambda: signed(
        render_certificate(designed, fonts=fonts)
    )
    costs = {kind: [] for kind in loads}
    for load in loads.values():
        load()
    for _ in range(rounds):
        for kind, load in loads.items():
            start = process_time()
            for _turn in range(number):
                load()
            costs[kind].append((process_time() - start) / number)
    bare = median(costs["the signature alone"])
    yield "| | ms of processor | a second on one core | signature alone ÷ this |"
    yield "|---|--:|--:|--:|"
    for kind, seconds in costs.items():
        cost = median(seconds)
        yield f"| {kind} | {cost * 1000:.1f} | {1 / cost:.0f} | {bare / cost:.2f} |"


def content(name, design=None):
    return CertificateContent(
        serial="GC-7Q4M-2XKD-90TF",
        holder_name=name,
        holder_latin_name="Sample Officer",
        administration="Sampland Customs",
        curriculum="Border officer, environment",
        curriculum_version=3,
        modules=(ModuleLine("cites", "CITES", "90 %"), ModuleLine("basel", "Basel", "85 %")),
        issued_on=date(2026, 9, 1),
        valid_until=date(2028, 9, 1),
        replaces="",
        signatory="S. Specimen, Director",
        verify_url="https://training.example.org/verify/?serial=GC-7Q4M-2XKD-90TF",
        design=design or Design(),
    )


def design():
    logo, signature = picture(600, 400), picture(900, 300)
    return Design(logo, tuple(Signature(f"{number}. Specimen", "Director", signature) for number in "ABC"))


def zipped(folder, url, count):
    """What the ZIP takes with all papers to be made, and again with all made, in words."""
    site = Site(Path(folder), url)
    site.manage("prepare", "--without-history")
    (first, own), (again, own_again) = site.evaluate(ZIP.format(count=count))
    return (
        f"ZIP of {count:,} certificates, papers to be made: {first:.1f} s ({own:.1f} s of processor); "
        f"papers made: {again:.1f} s ({own_again:.1f} s of processor)"
    )


if __name__ == "__main__":
    main()
