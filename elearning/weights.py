"""What a page weighs on a first visit: bytes as they travel, and requests.

Pictures stand apart, those of the page and those of the style sheet alike.
"""

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

import brotli
from bs4 import BeautifulSoup
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

KB = 1024
# An import of a module, and an address in a style sheet that is not written out in place.
IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?["'](\.[^"']+)["']""")
PICTURES = frozenset({".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif"})
REFERRED = re.compile(r"""url\(["']?(?!data:|#)([^"')]+)["']?\)""")


@dataclass(frozen=True)
class Budget:
    """The most that a page may weigh, in KB, and ask for; and whether it may bring scripts."""

    kilobytes: int
    requests: int
    scripts: bool = True


BUDGETS = {
    "home": Budget(80, 15),
    "lesson": Budget(80, 15),
    "question": Budget(60, 10),
    "situation": Budget(60, 10),
    "inspection": Budget(90, 10),
    "result": Budget(80, 15),
    "verification": Budget(15, 10, scripts=False),
}


@dataclass
class Weight:
    """A page and all that it brings along. `files` are bytes by address, pictures apart."""

    address: str
    files: dict = field(default_factory=dict)
    pictures: int = 0
    scripts: int = 0

    @property
    def bytes(self):
        return sum(self.files.values())

    @property
    def requests(self):
        return len(self.files)

    def beyond(self, budget):
        """What is over a budget: a list of sentences, empty when nothing is."""
        over = []
        if self.bytes > budget.kilobytes * KB:
            over.append(f"{self.address}: {self.bytes} bytes, {budget.kilobytes * KB} allowed")
        if self.requests > budget.requests:
            over.append(f"{self.address}: {self.requests} requests, {budget.requests} allowed")
        if self.scripts and not budget.scripts:
            over.append(f"{self.address}: {self.scripts} scripts, none allowed")
        return over


def weigh(client, address):
    """The weight of a page as a client of Django's test tools is served it."""
    sent = client.get(address, headers={"accept-encoding": "gzip"})
    plain = client.get(address)
    if sent.status_code not in (200, 404):
        raise ValueError(f"{address} answered {sent.status_code}")
    weight = Weight(address, {address: len(sent.content)})
    soup = BeautifulSoup(plain.content, "html.parser")
    scripts = [tag["src"] for tag in soup.find_all("script", src=True)]
    links = [
        tag["href"] for tag in soup.find_all("link", rel=["stylesheet", "icon", "modulepreload", "preload"])
    ]
    weight.scripts = len(soup.find_all("script"))
    weight.pictures = len(soup.find_all("img"))
    waiting = [*links, *scripts]
    while waiting:
        file = waiting.pop()
        if file not in weight.files:
            content = _static_file(file).read_bytes()
            weight.files[file] = served_size(file)
            mentioned = [normpath(join(dirname(file), found)) for found in _mentioned(file, content)]
            drawn = [found for found in mentioned if Path(found).suffix in PICTURES]
            weight.pictures += len(drawn)
            waiting += [found for found in mentioned if found not in drawn]
    return weight


def _mentioned(file, content):
    pattern = {".css": REFERRED, ".js": IMPORTED}.get(Path(file).suffix)
    return pattern.findall(content.decode()) if pattern else []


def served_size(address):
    """Bytes of a static file as WhiteNoise sends it: compressed where that is smaller."""
    path = _static_file(address)
    compressed = path.with_name(path.name + ".br")
    if compressed.exists():
        return compressed.stat().st_size
    return _compressed_size(path, path.stat().st_mtime_ns)


@cache
def _compressed_size(path, _written_at):
    content = path.read_bytes()
    return min(len(content), len(brotli.compress(content)))


def _static_file(address):
    name = address.removeprefix(settings.STATIC_URL)
    collected = Path(settings.STATIC_ROOT) / name
    return collected if collected.exists() else Path(finders.find(name))


def signed_in(user=None):
    """A client of the site, signed in as a person; as nobody without one."""
    client = Client(
        headers={"host": (settings.ALLOWED_HOSTS or ["localhost"])[0]}, raise_request_exception=True
    )
    if user is not None:
        client.force_login(user)
    return client
