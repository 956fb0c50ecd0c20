"""`make bench`: what a lesson, a step of a key, a search and an attempt cost, beside a bare view.

Every database gets a site of its own in a folder and a database that are thrown away, and a real server.
The loads take turns, so that whatever else the machine does falls on all of them; of the rounds the
median counts. Whole attempts are also made by a group and by a class at once, each save with its time.
"""

import argparse
import getpass
import os
import re
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import django
import psycopg
from bs4 import BeautifulSoup
from psycopg import sql

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")
django.setup()

from tests.benchmarks.load import Browser, measured  # noqa: E402  (needs the settings)
from tests.served import Site  # noqa: E402

BROWSERS = 4
CROWDS = (8, 32)
WORKERS = 2
QUIZ = "cites-final"
KEY = "/guides/large/key/all/?" + "&".join(f"c{number}=s0" for number in range(10))
FINDER = "/hs/?q=ivroy+tusk"
SERVER = {"host": "127.0.0.1", "port": 5432, "user": os.environ.get("PGUSER") or getpass.getuser()}
DATABASE = f"green_customs_bench_{os.getpid()}"

HEADS = ["ms of processor a request", "bare view ÷ this", "lowest to highest round", "requests a second"]
WORDS = {
    "bare": "bare view",
    "lesson": "lesson page",
    "key": "step of a key of 2,000 entries and 40 characters",
    "finder": "search of the HS finder, with 2,000 entries of a guide",
    "save": "saving an answer",
    "attempt": "whole attempt of {answers} answers ({requests} requests)",
}
CROWD_HEADS = [
    "requests a second",
    "half of the saves within, ms",
    "95 of 100 saves within, ms",
    "ms of processor a request",
    "bare view ÷ this",
]

MAKE_OFFICERS = """
import json
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone
from accounts.models import Administration, Role, User
from accounts.services.members import add_member
from courses.models import LessonPage, Module
from courses.services.progress import start_module
from tests.courses.guides.guide_for_tests import large_guide
from tests.courses.guides.laying import lay_guide
administration, module = Administration.objects.get(slug="sampland"), Module.objects.get(slug="cites")
sessions = []
for number in range({count}):
    officer = User.objects.create_person(name=f"Sample Officer {{number}}")
    add_member(user=officer, administration=administration, role=Role.TRAINEE, since=timezone.localdate())
    start_module(officer=officer, module=module, administration=administration, now=timezone.now())
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(officer.pk), officer.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "accounts.backends.OfficerBackend"
    session.create()
    sessions.append(session.session_key)
lay_guide(large_guide(2000, 40), slug="large")
lesson = LessonPage.objects.live().filter(unit__module=module).order_by("path")[0]
print(json.dumps([sessions, lesson.url]))
"""


def main():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--requests", type=int, default=400, help="of each kind in a round")
    parser.add_argument("--officers", type=int, default=20_000, help="of the load that coordinators see")
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    chosen = parser.parse_args()
    from tests.benchmarks import administrations  # which imports this module

    for name, make in {"sqlite": sqlite, "postgresql": postgresql}.items():
        if chosen.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="green-customs-bench-") as folder, make(folder) as url:
                report(name, *bench(Path(folder), url, chosen.rounds, chosen.requests) if url else ({}, {}))
            with tempfile.TemporaryDirectory(prefix="green-customs-bench-") as folder, make(folder) as url:
                if url and chosen.officers:
                    administrations.fill(folder, url, 4, chosen.officers)
                    administrations.report(
                        f"{name}, pages of coordinators", administrations.lines(folder, url)
                    )


@contextmanager
def sqlite(folder):
    yield f"sqlite:///{folder}/db.sqlite3"


@contextmanager
def postgresql(folder):
    """A database that is there for the length of a with block; None where no server answers."""
    try:
        connection = psycopg.connect(dbname="postgres", autocommit=True, connect_timeout=3, **SERVER)
    except psycopg.OperationalError:
        yield None
        return
    name = sql.Identifier(DATABASE)
    with connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(name))
        try:
            yield f"postgres://{SERVER['user']}@{SERVER['host']}:{SERVER['port']}/{DATABASE}"
        finally:
            connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(name))


def bench(folder, url, rounds, requests):
    """The costs of each kind of load, round by round, and how long the saves of each crowd took."""
    site = Site(folder, url)
    site.environment |= {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.settings", "LOG_LEVEL": "ERROR"}
    site.manage("prepare", "--without-history")
    officers = BROWSERS * (rounds + 2) + sum(CROWDS) * rounds
    sessions, lesson = site.evaluate(MAKE_OFFICERS.format(count=officers))
    each = max(requests // BROWSERS, 1)
    costs = {kind: [] for kind in (*WORDS, *CROWDS)}
    times = {number: [] for number in CROWDS}
    with site.served(workers=WORKERS) as server:

        def browsers(number=BROWSERS):
            return [Browser(server.port, sessions.pop()) for _ in range(number)]

        def crowd(number):
            return [lambda b=b: whole_attempt(b, times[number]) for b in browsers(number)]

        at_work = browsers()
        papers = [Paper(browser) for browser in at_work]
        warm_up = (lesson, KEY, FINDER, "/bare/")
        warm = [lambda b=b: [b.get(path) for path in warm_up for _ in range(20)] and 1 for b in at_work]
        measured(server.process.pid, warm)
        measured(server.process.pid, [lambda b=b: whole_attempt(b) for b in browsers()])
        for _ in range(rounds):
            loads = {
                "bare": [lambda b=b: visits(b, "/bare/", each) for b in at_work],
                "lesson": [lambda b=b: visits(b, lesson, each) for b in at_work],
                "key": [lambda b=b: visits(b, KEY, max(each // 4, 1)) for b in at_work],
                "finder": [lambda b=b: visits(b, FINDER, max(each // 4, 1)) for b in at_work],
                "save": [lambda p=p: saves(p, each) for p in papers],
                "attempt": [lambda b=b: whole_attempt(b) for b in browsers()],
                **{number: crowd(number) for number in CROWDS},
            }
            for kind, errands in loads.items():
                costs[kind].append(measured(server.process.pid, errands))
    return costs, times


def visits(browser, path, number):
    for _ in range(number):
        browser.get(path)
    return number


class Paper:
    """An attempt of the officer of a browser, whose answers are saved as the page's script does it."""

    def __init__(self, browser):
        self.browser = browser
        response, _ = browser.post(f"/quizzes/{QUIZ}/start/", {})
        self.attempt = int(response.headers["Location"].split("/")[2])
        self.size, self.number, self.answers, self.times = 1, 0, {}, []
        position = 1
        while position <= self.size:
            self.read(position)
            position += 1

    def address(self, position):
        return f"/attempts/{self.attempt}/{position}/"

    def read(self, position):
        """Open a question and choose: the form that its page would send."""
        content = self.browser.get(self.address(position), **{"Accept-Encoding": "identity"})[1].decode()
        self.size = int(re.search(r"of (\d+)", content)[1])
        form = BeautifulSoup(content, "html.parser").find("form", id="answer")
        answer = {field["name"]: field["value"] for field in form.find_all("input", type="hidden")}
        for option in form.find_all("input", type=["radio", "checkbox"])[:1]:
            answer[option["name"]] = option["value"]
        for select in form.find_all("select"):
            answer[select["name"]] = select.find_all("option")[-1]["value"]
        self.answers[position] = answer

    def save(self, position):
        self.number += 1
        answer = self.answers[position] | {"number": self.number}
        start = time.perf_counter()
        self.browser.post(self.address(position), answer, Accept="application/json")
        self.times.append(time.perf_counter() - start)


def saves(paper, number):
    for turn in range(number):
        paper.save(turn % paper.size + 1)
    return number


def whole_attempt(browser, times=None):
    """Start, open and answer every question, hand in: two requests for each answer, and two.

    `times` takes in seconds how long each save took.
    """
    paper = Paper(browser)
    for position in range(1, paper.size + 1):
        paper.save(position)
    browser.post(f"/attempts/{paper.attempt}/hand-in/", {})
    if times is not None:
        times.extend(paper.times)
    return 2 * paper.size + 2


def report(name, costs, times):
    """Two tables in Markdown. Ratios are those of processor time, 1 being a bare view for each request."""
    if not costs:
        sys.stdout.write(f"{name}: no server answers at {SERVER['host']}:{SERVER['port']}; left out.\n")
        return
    lines = ["", f"### {name}", "", *head("", HEADS)]
    for kind, words in WORDS.items():
        ratios = ratios_to_bare(costs, kind)
        each = median(cost.requests for cost in costs[kind]) // BROWSERS
        lines.append(
            f"| {words.format(answers=each // 2 - 1, requests=each)} "
            f"| {milliseconds(costs[kind]):.2f} | {median(ratios):.2f} "
            f"| {min(ratios):.2f} to {max(ratios):.2f} | {rate(costs[kind]):.0f} |"
        )
    lines += ["", *head("whole attempts at once", CROWD_HEADS)]
    for number, seconds in times.items():
        within = quantiles(seconds, n=20)
        lines.append(
            f"| {number} clients | {rate(costs[number]):.0f} | {1000 * median(seconds):.0f} "
            f"| {1000 * within[-1]:.0f} | {milliseconds(costs[number]):.2f} "
            f"| {median(ratios_to_bare(costs, number)):.2f} |"
        )
    sys.stdout.write("\n".join([*lines, ""]))
    sys.stdout.flush()


def head(first, heads):
    return [f"| {first} | {' | '.join(heads)} |", "|---|" + "--:|" * len(heads)]


def milliseconds(rounds):
    return median(cost.milliseconds for cost in rounds)


def rate(rounds):
    return median(cost.rate for cost in rounds)


def ratios_to_bare(costs, kind):
    return [
        bare.milliseconds / cost.milliseconds for bare, cost in zip(costs["bare"], costs[kind], strict=True)
    ]


if __name__ == "__main__":
    main()
