"""A PostgreSQL of the tests' own: Debian's programs, a socket in a short folder, ended with the tests.

No test cuts the power, so the server need not wait for the disk.
"""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

_PROGRAMS = "/usr/lib/postgresql"
_PACKAGE = "apt-get install --no-install-recommends postgresql"


@dataclass(frozen=True)
class Postgresql:
    """A running server: where its socket is, and who may make databases."""

    folder: Path
    numbers: Iterator[int]

    def new_database(self) -> str:
        """Make an empty database and return its SQLAlchemy URL."""
        name = f"town{next(self.numbers)}"
        _as_postgres(_program("createdb"), "--host", str(self.folder), "--username", "postgres", name)
        return f"postgresql+psycopg://postgres@/{name}?host={self.folder}"


@contextmanager
def postgresql() -> Iterator[Postgresql]:
    """Run a server that listens on a socket only, and end it. As root it runs as the user postgres, as the server itself demands."""
    folder = Path(tempfile.mkdtemp(prefix="pg", dir="/tmp"))
    if os.getuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data = folder / "data"
    try:
        _as_postgres(
            _program("initdb"), "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--username=postgres", "--pgdata", str(data)
        )
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c max_connections=60 -c fsync=off -c full_page_writes=off"
        control = _program("pg_ctl")
        _as_postgres(control, "--wait", "--pgdata", str(data), "--log", str(folder / "log"), "--options", options, "start")
        try:
            yield Postgresql(folder, count(1))
        finally:
            _as_postgres(control, "--wait", "--mode=immediate", "--pgdata", str(data), "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> str:
    found = sorted(Path(_PROGRAMS).glob(f"*/bin/{name}"))
    if not found:
        message = f"{name} is not installed: these tests need a real PostgreSQL; as root: {_PACKAGE}"
        raise RuntimeError(message)
    return str(found[-1])


def _as_postgres(*arguments: str) -> None:
    user = "postgres" if os.getuid() == 0 else None
    # Output goes to a file of its own: the server keeps it open for as long as it runs.
    with tempfile.TemporaryFile() as out:
        done = subprocess.run(arguments, user=user, cwd="/", stdin=subprocess.DEVNULL, stdout=out, stderr=out, check=False)
        out.seek(0)
        if done.returncode:
            message = f"{arguments[0]}: {out.read().decode(errors='replace')[-800:]}"
            raise RuntimeError(message)
