"""A real Virtuoso 7 on loopback, with its own ports and folder, for the tests of one session."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "virtuoso-opensource-7"
PASSWORD = "dba"  # Virtuoso's own, in a database that lives as long as the session
START_SECONDS = 90

INI = """
[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
FileExtend = 200
MaxCheckpointRemap = 2000

[TempDatabase]
DatabaseFile = {folder}/virtuoso-temp.db
TransactionFile = {folder}/virtuoso-temp.trx
MaxCheckpointRemap = 2000

[Parameters]
ServerPort = 127.0.0.1:{sql_port}
DisableUnixSocket = 1
LiteMode = 0
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
CaseMode = 2
CheckpointInterval = 60
DirsAllowed = {folder}

[HTTPServer]
ServerPort = 127.0.0.1:{http_port}
ServerThreads = 10
MaxKeepAlives = 10
Charset = UTF-8

[SPARQL]
ResultSetMaxRows = {max_rows}
MaxQueryExecutionTime = 60
"""


@dataclass(frozen=True)
class Virtuoso:
    """A running server: the URL of its SPARQL endpoint and of the one that asks for a password."""

    url: str
    max_rows: int

    @property
    def protected_url(self) -> str:
        """Digest authentication, user and password `dba`."""
        return self.url + "-auth"


def unavailable() -> str:
    """Why there is no Virtuoso here, in a sentence; empty where there is one."""
    missing = [p for p in ("virtuoso-t", "isql-vt") if shutil.which(p) is None]
    if not missing:
        return ""
    return f"{' and '.join(missing)} missing; install it with: apt-get install {PACKAGE}"


def required() -> bool:
    """Whether a missing Virtuoso is a failure and not a reason to skip."""
    return os.environ.get("TRIPLEBILL_REQUIRE_VIRTUOSO") == "1" or os.environ.get("CI") == "true"


@contextmanager
def running(folder: Path, max_rows: int = 10_000) -> Iterator[Virtuoso]:
    """Start a Virtuoso in the folder, let the anonymous user update it, stop it at the end."""
    sql_port, http_port = _free_ports(2)
    ini = folder / "virtuoso.ini"
    ini.write_text(
        INI.format(folder=folder, sql_port=sql_port, http_port=http_port, max_rows=max_rows)
    )
    with (folder / "out.txt").open("wb") as output:
        process = subprocess.Popen(
            ["virtuoso-t", "-f", "-c", str(ini)], cwd=folder, stdout=output, stderr=output
        )
    try:
        server = Virtuoso(f"http://127.0.0.1:{http_port}/sparql", max_rows)
        _wait(server, process, folder)
        _permit_updates(sql_port)
        yield server
    finally:
        process.kill()  # nothing in its folder outlives the session
        process.wait()


def _free_ports(number: int) -> list[int]:
    sockets = [socket.socket() for _ in range(number)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def _wait(server: Virtuoso, process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            with urllib.request.urlopen(f"{server.url}?query=ASK%7B%7D", timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    log = (folder / "virtuoso.log").read_text(errors="replace")[-2000:]
    raise RuntimeError(f"Virtuoso did not start in {START_SECONDS} s:\n{log}")


def _permit_updates(sql_port: int) -> None:
    statement = 'GRANT SPARQL_UPDATE TO "SPARQL";'
    subprocess.run(
        ["isql-vt", f"127.0.0.1:{sql_port}", "dba", PASSWORD, f"EXEC={statement}"],
        check=True,
        capture_output=True,
        timeout=30,
    )
