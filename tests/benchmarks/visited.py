"""Pages and files of a coordinator in a load, asked for within one process, without a server."""

import resource
import time
from statistics import median

from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import Membership, Role, User
from certification.resources import KINDS
from tests.benchmarks.load import processor_seconds

PAGES = {
    "dashboard": ("dashboard", {}),
    "dashboard, of a year": ("dashboard", {"since": "2026-01-01", "until": "2026-12-31"}),
    "officers": ("officers", {}),
    "officers, the last page": ("officers", {"page": "100000"}),
    "search by a name in another script": ("officers", {"q": "образец"}),
    "search by a name in Latin letters": ("officers", {"q": "obrazets 12"}),
    "search by a staff number": ("officers", {"q": "L01000123"}),
    "officers by state": ("officers", {"state": "attention"}),
    "officers in the order of the state": ("officers", {"sort": "state"}),
    "officers in the order of modules done": ("officers", {"sort": "-done"}),
    "officers in the order of being seen": ("officers", {"sort": "-seen"}),
    "officers by an objective": ("officers", {"objective": "load-objective-1-a"}),
    "certificates": ("certificates", {}),
    "certificates, search": ("certificates", {"q": "obrazets 12"}),
    "exports": ("exports", {}),
}


def largest():
    """The administration of the load with the most officers, and its coordinator."""
    coordinator = User.objects.get(username__startswith="load-coordinator-1-")
    return Membership.objects.get(user=coordinator, role=Role.COORDINATOR).administration, coordinator


def visits(rounds):
    """Of each page: milliseconds by the clock, of processor (the database's with it), and its statements."""
    administration, coordinator = largest()
    client = Client()
    client.force_login(coordinator, backend="accounts.backends.OfficerBackend")
    took = {}
    for words, (name, asked) in PAGES.items():
        address = reverse(f"certification:{name}", args=[administration.slug])
        client.get(address, asked)
        clock, statements = [], []
        busy = _processor()
        for _ in range(rounds):
            statements.clear()
            start = time.perf_counter()
            with connection.execute_wrapper(_counter(statements)):
                response = client.get(address, asked)
            if response.status_code != 200:
                raise AssertionError(f"{address}: {response.status_code}")
            clock.append(1000 * (time.perf_counter() - start))
        busy = 1000 * (_processor() - busy) / rounds
        took[words] = median(clock), busy, len(statements)
    officers = Membership.objects.filter(administration=administration, role=Role.TRAINEE).count()
    return officers, took


def _processor():
    """Seconds of processor of this process so far, and of the process that serves it in the database."""
    own = time.process_time()
    if connection.vendor != "postgresql":
        return own
    return own + processor_seconds(connection.connection.info.backend_pid)


def _counter(number):
    def count(execute, sql, params, many, context):
        number.append(1)
        return execute(sql, params, many, context)

    return count


def export(kind, fmt):
    """What a file of the largest administration took: rows, seconds, MiB above what it began with."""
    administration, coordinator = largest()
    client = Client()
    client.force_login(coordinator, backend="accounts.backends.OfficerBackend")
    client.get(reverse("certification:officers", args=[administration.slug]))
    address = reverse("certification:export", args=[administration.slug, kind, fmt])
    held, start, size = _most_memory(), time.perf_counter(), 0
    for piece in client.get(address).streaming_content:
        size += len(piece)
    seconds, mebibytes = time.perf_counter() - start, _most_memory() - held
    rows = KINDS[kind](administration, administration.created_at.date()).count()
    return {"rows": rows, "seconds": seconds, "mebibytes": mebibytes, "size": size}


def _most_memory():
    """The most that this process has held so far, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
