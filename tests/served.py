"""A real site for tests: its own database, prepared by the project's own command, served by granian."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

MANAGE = [sys.executable, str(settings.BASE_DIR / "manage.py")]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Site:
    """A prepared database and folder, and the environment in which commands use them."""

    def __init__(self, folder: Path, database_url: str):
        self.folder = folder
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if name not in {"DJANGO_SETTINGS_MODULE", "SITE_URL", "SECRET_KEY", "REDIS_URL", "ALLOWED_HOSTS"}
        } | {
            "DEMO": "1",
            "DATABASE_URL": database_url,
            "VAR_DIR": str(folder / "var"),
            "MEDIA_ROOT": str(folder / "media"),
            "FONTS_ROOT": str(settings.BASE_DIR / "var" / "fonts"),
            "EMAIL_URL": "dummymail://",
        }

    def manage(self, *words, **environment):
        """Run a management command; returns what it printed. Raises CalledProcessError with its output."""
        done = subprocess.run(
            [*MANAGE, *words],
            env=self.environment | environment,
            cwd=settings.BASE_DIR,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise AssertionError(
                f"manage.py {' '.join(words)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
            )
        return done.stdout

    def evaluate(self, code):
        """Run Python code in the site's environment; returns what it prints last, read as JSON."""
        return json.loads(self.manage("shell", "--verbosity=0", "-c", code).strip().splitlines()[-1])

    @contextmanager
    def served(self, *, workers=2):
        """Serve the site for the length of a with block."""
        server = Server(self, workers=workers)
        try:
            server.wait()
            yield server
        finally:
            server.stop()


class Server:
    """One granian with its workers."""

    def __init__(self, site, *, workers):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = site.folder / f"server-{self.port}.log"
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [*MANAGE, "serve", f"--port={self.port}", f"--workers={workers}"],
                env=site.environment,
                cwd=settings.BASE_DIR,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, seconds=60):
        """Return when the site answers. Raises AssertionError with the server's log otherwise."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            try:
                with urllib.request.urlopen(f"{self.url}/accounts/login/", timeout=5):
                    return
            except (urllib.error.URLError, OSError):
                time.sleep(0.2)
        raise AssertionError(f"The server did not start:\n{self.log.read_text()}")

    def worker_pids(self):
        """Process ids of the workers: the children of granian that run its spawned interpreter."""
        listed = subprocess.run(
            # Wide: the paths of a folder far down would be cut before the name.
            ["ps", "-ww", "-o", "pid=,args=", "--ppid", str(self.process.pid)],
            capture_output=True,
            text=True,
        ).stdout
        return [
            int(line.split()[0]) for line in listed.splitlines() if "spawn_main" in line or "granian" in line
        ]

    def kill_worker(self, which=0):
        """Kill one worker with -9, as a fault would."""
        pid = self.worker_pids()[which]
        os.kill(pid, signal.SIGKILL)
        return pid

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGTERM)
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                os.killpg(self.process.pid, signal.SIGKILL)
                self.process.wait()


def copy_of(site, folder, name):
    """A site like another one that nobody is using, with a folder and a database of its own."""
    shutil.copytree(site.folder, folder, dirs_exist_ok=True)
    return Site(folder, make_database(folder, name, like=site.environment["DATABASE_URL"]))


def make_database(folder, name, like=None):
    """A fresh database of the kind the tests run on, or a copy of the one at `like`; its address.

    The file of SQLite lies in the folder of its site, and is copied with it.
    """
    database = settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        return f"sqlite:///{folder / 'db.sqlite3'}"
    import psycopg
    from psycopg import sql

    where = {"host": database["HOST"], "port": database["PORT"] or 5432, "user": database["USER"]}
    if database["PASSWORD"]:
        where["password"] = database["PASSWORD"]
    with psycopg.connect(dbname="postgres", autocommit=True, **where) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
        template = sql.Identifier(like.rpartition("/")[2] if like else "template1")
        connection.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), template))
    secret = f":{database['PASSWORD']}" if database["PASSWORD"] else ""
    return f"postgres://{where['user']}{secret}@{where['host']}:{where['port']}/{name}"
