"""A PostgreSQL cluster that is made and thrown away."""

import os
import pwd
import shutil
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tests.served import free_port

NAME = "green_customs"
UNPRIVILEGED = ("postgres", "nobody")


def programs():
    """The folder of PostgreSQL's own programs, the newest there is, or None."""
    found = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    paths = [Path(found).resolve()] if found else folders[-1:]
    return paths[0].parent if paths else None


def _owner():
    """Whom the server runs as: PostgreSQL refuses to be root. None: whoever runs this."""
    if os.geteuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in names)


class Cluster:
    """One server with its data in a folder. `url` is the address of an empty database in it."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.owner = _owner()
        self.port = free_port()
        self.url = f"postgres://postgres@127.0.0.1:{self.port}/{NAME}"
        if self.owner:
            shutil.chown(self.folder, self.owner)

    def run(self, program, *words):
        done = subprocess.run(
            [str(programs() / program), "-D", str(self.folder / "data"), *words],
            cwd=self.folder,
            user=self.owner,
            group=pwd.getpwnam(self.owner).pw_gid if self.owner else None,
            extra_groups=[] if self.owner else None,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        if done.returncode:
            raise AssertionError(f"{program} {' '.join(words)}: {done.returncode}\n{done.stderr}")

    def start(self):
        self.run("initdb", "--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale", "-N")
        listening = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self.run("pg_ctl", "start", "-w", "-s", "-l", str(self.folder / "log"), "-o", listening)
        with self.connected("postgres") as connection:
            connection.execute(f"CREATE DATABASE {NAME}")

    def restart(self, mode):
        """Restart: `immediate` kills what runs and recovers from the log, `fast` closes it in order."""
        self.run("pg_ctl", "restart", "-w", "-s", "-l", str(self.folder / "log"), "-m", mode)

    def stop(self):
        if (self.folder / "data" / "postmaster.pid").exists():
            self.run("pg_ctl", "stop", "-w", "-s", "-m", "immediate")

    def connected(self, database=NAME):
        return psycopg.connect(
            host="127.0.0.1", port=self.port, user="postgres", dbname=database, autocommit=True
        )

    @property
    def version(self):
        with self.connected() as connection:
            return connection.execute("SHOW server_version").fetchone()[0].split()[0]


@contextmanager
def cluster():
    """A running cluster for the length of a with block."""
    with tempfile.TemporaryDirectory(prefix="green-customs-pg-") as folder:
        made = Cluster(folder)
        try:
            made.start()
            yield made
        finally:
            made.stop()
