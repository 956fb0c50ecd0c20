"""Officers at work over HTTP, each on a connection of their own, by the rules of answers.js.

Every tick and every choice from a list is an event with a key, sent again with the same key until the server
has acknowledged it, after the pauses of the script. A page that does not come is loaded again.
"""

import gzip
import http.client
import json
import re
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

from tests.examday.reckoning import Acknowledged

QUIZ = "cites-final"
TOKEN = "t" * 32
RETRY = (2, 5, 10, 30)
SPREAD = (0.75, 1.25)
RELOAD = (2, 5)
TIMEOUT = 30
# After this an officer is taken to have given up, which the report says.
PATIENCE = 300
FILES = re.compile(r'(?:href|src)="(/static/[^"]+)"')
CLOSED = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)


class Trouble(Exception):
    """No answer, or one that says to try again. The argument is the kind, as the report names it."""


@dataclass(frozen=True)
class Save:
    """`given`: when, by the monotonic clock; `seconds`: until the acknowledgement, all sendings included."""

    given: float
    seconds: float


@dataclass
class Met:
    """What one officer met."""

    acknowledged: list[Acknowledged] = field(default_factory=list)
    errors: Counter = field(default_factory=Counter)
    saves: list[Save] = field(default_factory=list)
    requests: int = 0
    sent_again: int = 0
    opened_anew: int = 0
    handed_in: bool = False


class Line:
    """A browser's connection, which stays open, with the cookies of a session."""

    def __init__(self, port, session, met):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=TIMEOUT)
        self.cookies = f"sessionid={session}; csrftoken={TOKEN}"
        self.met = met

    def ask(self, method, path, form=None, **headers):
        """The response and its text. Raises Trouble."""
        used = self.connection.sock is not None
        try:
            try:
                response, text = self._ask(method, path, form, headers)
            except CLOSED:
                self.connection.close()
                if not used:
                    raise
                # Browsers open a kept connection anew that the server has closed, and tell nobody.
                self.met.opened_anew += 1
                response, text = self._ask(method, path, form, headers)
        except (OSError, http.client.HTTPException) as error:
            self.connection.close()
            raise self._trouble(_kind(error)) from error
        if response.status >= 500:
            raise self._trouble(str(response.status))
        return response, text

    def _ask(self, method, path, form, headers):
        headers |= {"Cookie": self.cookies, "Accept-Encoding": "gzip"}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            form = urlencode([("csrfmiddlewaretoken", TOKEN), *form])
        self.connection.request(method, path, form, headers)
        response = self.connection.getresponse()
        content = response.read()
        self.met.requests += 1
        if response.headers.get("Content-Encoding") == "gzip":
            content = gzip.decompress(content)
        return response, content.decode()

    def _trouble(self, kind):
        self.met.errors[kind] += 1
        return Trouble(kind)


def _kind(error):
    if isinstance(error, TimeoutError):
        return "time-out"
    return "connection refused" if isinstance(error, ConnectionRefusedError) else "connection lost"


class Page(HTMLParser):
    """A question as its page shows it: the hidden fields, and for each name the values to choose from."""

    def __init__(self, text):
        super().__init__()
        self.hidden, self.choices, self.many, self.lists = {}, {}, False, False
        self.highest, self.inside, self.select = 0, False, None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.inside = attributes.get("id") == "answer"
            self.highest = int(attributes.get("data-highest", self.highest))
        elif self.inside and tag == "input":
            self._take_input(attributes)
        elif self.inside and tag == "select":
            self.select, self.lists = attributes["name"], True
        elif self.inside and tag == "option" and attributes["value"]:
            self.choices.setdefault(self.select, []).append(attributes["value"])

    def _take_input(self, attributes):
        if attributes["type"] == "hidden":
            self.hidden[attributes["name"]] = attributes["value"]
        else:
            self.choices.setdefault(attributes["name"], []).append(attributes["value"])
            self.many = attributes["type"] == "checkbox"

    def changes(self, rng):
        """An answer by chance: the fields after each tick or choice that leads to it."""
        if self.many:
            ((name, values),) = self.choices.items()
            ticked = rng.sample(values, rng.randint(1, len(values)))
            return [
                tuple((name, value) for value in values if value in ticked[:number])
                for number in range(1, len(ticked) + 1)
            ]
        chosen = [(name, rng.choice(values)) for name, values in self.choices.items()]
        if not self.lists:
            return [tuple(chosen)]
        return [
            tuple((name, value if place < number else "") for place, (name, value) in enumerate(chosen))
            for number in range(1, len(chosen) + 1)
        ]

    def next_number(self):
        self.highest += 1
        return self.highest


class Officer:
    """One officer: `rng` decides what is answered and when."""

    def __init__(self, *, port, session, questions, rng):
        self.met = Met()
        self.line = Line(port, session, self.met)
        self.questions, self.rng = questions, rng

    def sit(self, *, begin, pause):
        """Wait, start, answer everything with pauses of this mean length, hand in, and go."""
        with closing(self.line.connection):
            time.sleep(begin)
            self._sit(pause)

    def _sit(self, pause):
        response, _ = self.load("POST", f"/quizzes/{QUIZ}/start/", [])
        self.attempt = int(response.headers["Location"].split("/")[2])
        for position in range(1, self.questions + 1):
            self.answer(position, pause * self.rng.uniform(0.2, 1.8))
        self.load("GET", f"/attempts/{self.attempt}/check/")
        response, _ = self.load("POST", f"/attempts/{self.attempt}/hand-in/", [])
        self.load("GET", response.headers["Location"])
        self.met.handed_in = True

    def load(self, method, path, form=None):
        """A page, loaded again until it comes."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                response, text = self.line.ask(method, path, form)
            except Trouble:
                if time.monotonic() > end:
                    raise
                time.sleep(self.rng.uniform(*RELOAD))
                continue
            if response.status not in {200, 302}:
                raise AssertionError(f"{method} {path}: {response.status} {text[:300]}")
            return response, text

    def answer(self, position, pause):
        """Read, think, answer; sometimes change the mind, sometimes answer in a second window too."""
        path = f"/attempts/{self.attempt}/{position}/"
        text = self.load("GET", path)[1]
        page = Page(text)
        if position == 1:
            for name in dict.fromkeys(FILES.findall(text)):
                self.load("GET", name)
        second = Page(self.load("GET", path)[1]) if self.rng.random() < 0.05 else None
        time.sleep(pause)
        for fields in page.changes(self.rng):
            number = self.save(path, position, page, fields)
            time.sleep(0.05 * pause)
        if self.rng.random() < 0.2:
            time.sleep(0.2 * pause)
            fields = page.changes(self.rng)[-1]
            number = self.save(path, position, page, fields)
        if second:
            self.save(path, position, second, second.changes(self.rng)[-1])
        # The button sends the form as well, under the key that is acknowledged already.
        hidden = page.hidden | {"number": number, "had": "1", "go": "on"}
        response, _ = self.load("POST", path, [*hidden.items(), *fields])
        if "given=" in response.headers["Location"]:
            self.load("GET", response.headers["Location"])

    def save(self, path, position, page, fields):
        """Send an answer until it is acknowledged. Its number."""
        number = page.next_number()
        form = [*(page.hidden | {"number": number}).items(), *fields]
        given = time.monotonic()
        tries = 0
        while True:
            try:
                response, text = self.line.ask("POST", path, form, Accept="application/json")
            except Trouble:
                if time.monotonic() > given + PATIENCE:
                    raise
                time.sleep(RETRY[min(tries, len(RETRY) - 1)] * self.rng.uniform(*SPREAD))
                tries += 1
                self.met.sent_again += 1
                continue
            if response.status != 200:
                raise AssertionError(f"POST {path}: {response.status} {text[:300]}")
            self.met.saves.append(Save(given, time.monotonic() - given))
            self.met.acknowledged.append(
                Acknowledged(self.attempt, page.hidden["client"], number, position, fields)
            )
            page.highest = max(page.highest, json.loads(text)["highest"])
            return number
