"""One command that makes everything ready and runs it: server, task worker, duties of each minute."""

import contextlib
import errno
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db.utils import OperationalError

from elearning.demo.making import SAMPLE_ACCOUNTS, SAMPLE_JOIN_CODE
from elearning.startup import refuse_unsafe_start

SPACE_NEEDED = 100 * 1024 * 1024


class Command(BaseCommand):
    help = "Prepares the site, then runs server, task worker and scheduler until stopped."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")))

    def handle(self, *, host, port, **options):
        self._check_port(host, port)
        self._check_space()
        self.stdout.write("Green Customs")
        try:
            call_command("prepare")
            refuse_unsafe_start(bound_to=host)
        except ImproperlyConfigured as error:
            raise CommandError(str(error)) from error
        except (OSError, OperationalError, sqlite3.OperationalError) as error:
            if _is_full_disk(error):
                raise CommandError(_full(settings.VAR_DIR)) from error
            raise
        self._run(host, port)

    def _check_port(self, host, port):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                if error.errno == errno.EADDRINUSE:
                    raise CommandError(
                        f"Port {port} is taken by another program. "
                        "Stop it, or choose another: PORT=8001 make run."
                    ) from error
                raise CommandError(f"Cannot listen on {host} port {port}: {error.strerror}.") from error

    def _check_space(self):
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(settings.VAR_DIR).free < SPACE_NEEDED:
            raise CommandError(_full(settings.VAR_DIR))

    def _run(self, host, port):
        manage = [sys.executable, str(settings.BASE_DIR / "manage.py")]
        commands = {
            "server": ["serve", f"--host={host}", f"--port={port}"],
            "task worker": ["db_worker", "--interval=1", "--verbosity=0"],
            "scheduler": ["keep_house"],
        }
        # A group of its own for each: what a child has started ends with it.
        address = {"SITE_URL": settings.SITE_URL or _address(host, port)}
        children = {
            name: subprocess.Popen([*manage, *command], env=os.environ | address, start_new_session=True)  # noqa: S603
            for name, command in commands.items()
        }
        signal.signal(signal.SIGTERM, _stop)
        try:
            _wait_until_listening(host, port, children["server"])
            self._announce(host, port)
            while True:
                for name, child in children.items():
                    if child.poll() is not None:
                        raise CommandError(f"The {name} has stopped (status {child.returncode}).")
                time.sleep(0.5)
        except KeyboardInterrupt:
            self.stdout.write("Stopped.")
        finally:
            for child in children.values():
                _signal_group(child, signal.SIGTERM)
            for child in children.values():
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(timeout=10)
                _signal_group(child, signal.SIGKILL)

    def _announce(self, host, port):
        self.stdout.write(f"\nReady at {settings.SITE_URL or _address(host, port)}\n")
        if settings.DEMO:
            self.stdout.write("\nDemonstration accounts:")
            for account in SAMPLE_ACCOUNTS:
                self.stdout.write(f"  {account.role_name:<12} {account.email:<36} {account.password}")
            self.stdout.write(f"  Join code for a new officer: {SAMPLE_JOIN_CODE}")
        self.stdout.write("\nPress Ctrl-C to stop.")
        self.stdout.flush()


def _address(host, port):
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


def _signal_group(child, number):
    """Signal a child and all that it started; it may have ended already."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child.pid, number)


def _stop(signum, frame):
    raise KeyboardInterrupt


def _wait_until_listening(host, port, server, seconds=180):
    """Return once the server accepts connections, or has ended."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    if server.poll() is None:
        raise CommandError(f"The server did not answer within {seconds} seconds.")


def _is_full_disk(error):
    return getattr(error, "errno", None) == errno.ENOSPC or "disk is full" in str(error)


def _full(folder):
    needed = SPACE_NEEDED // 2**20
    return f"The disk that holds {folder} is full: make room for at least {needed} MB and try again."
