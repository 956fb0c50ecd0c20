"""Requests to a server from a few connections at once, and what they cost it."""

import http.client
import os
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """What a number of requests took: seconds by the clock, seconds of the server's processor time."""

    requests: int
    seconds: float
    processor: float

    @property
    def rate(self):
        return self.requests / self.seconds

    @property
    def milliseconds(self):
        return 1000 * self.processor / self.requests


class Browser:
    """One officer's connection, which stays open. `session` is the key of a signed-in session."""

    def __init__(self, port, session):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={'t' * 32}", "Accept-Encoding": "gzip"}

    def get(self, path, **headers):
        return self._send("GET", path, None, headers)

    def post(self, path, form, **headers):
        form = urlencode({"csrfmiddlewaretoken": "t" * 32, **form})
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        return self._send("POST", path, form, headers)

    def _send(self, method, path, body, headers):
        self.connection.request(method, path, body, self.headers | headers)
        response = self.connection.getresponse()
        content = response.read()
        if response.status >= 400:
            raise AssertionError(f"{method} {path}: {response.status}\n{content[:2000]!r}")
        return response, content


def measured(server, errands):
    """The cost of errands, each a function that returns its number of requests, run side by side."""
    before, start = processor_seconds(server), time.perf_counter()
    with ThreadPoolExecutor(len(errands)) as pool:
        requests = sum(pool.map(lambda errand: errand(), errands))
    return Cost(requests, time.perf_counter() - start, processor_seconds(server) - before)


def processor_seconds(pid):
    """User and system time of a process and of all that it has started and is still there."""
    children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in _children(task)]
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS + sum(map(processor_seconds, children))


def _children(task):
    return (task / "children").read_text().split()
