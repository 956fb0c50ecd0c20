"""Serve the site under granian."""

import os
import sys
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand, CommandError

from elearning.startup import refuse_unsafe_start


def granian_command(*, host, port, workers):
    """The words that start the server: WSGI, several processes, a dead one replaced."""
    return [
        str(Path(sys.executable).with_name("granian")),
        "--interface=wsgi",
        f"--host={host}",
        f"--port={port}",
        f"--workers={workers}",
        "--blocking-threads=4",
        "--respawn-failed-workers",
        "--no-ws",
        "--log-level=warning",
        "elearning.wsgi:spread_application",
    ]


class Command(BaseCommand):
    help = "Serves the site. Refuses to start where that would be unsafe, and says why."
    requires_migrations_checks = True

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))
        parser.add_argument("--workers", type=int, default=int(os.environ.get("WEB_WORKERS", "2")))

    def handle(self, *, host, port, workers, **options):
        try:
            refuse_unsafe_start(bound_to=host)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        os.environ["GREEN_CUSTOMS_BOUND_TO"] = host
        os.chdir(settings.BASE_DIR)
        command = granian_command(host=host, port=port, workers=workers)
        os.execv(command[0], command)  # noqa: S606 (our own interpreter's server, no shell)
