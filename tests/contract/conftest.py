"""The served API, tried by tools that know nothing of the program.

`cargo xtask test` runs this in an environment of its own (requirements.txt). By hand:

    SHIFTWRIGHT_CLI=target/debug/shiftwright-cli python -m pytest tests/contract
"""

import contextlib
import os
import secrets
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

CLIENT_ID = "another-client"

# A Wednesday; next week is that of tests/data/shifts-week-49.csv.
NOW = "2026-11-25T12:00:00Z"


@dataclass
class Served:
    """An API that is being served, and who may sign in."""

    base_url: str
    client_id: str
    client_secret: str


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., Served]]:
    """Serves a workspace with the options given, until the test is over."""
    with contextlib.ExitStack() as running:
        yield lambda *options: running.enter_context(serving(tmp_path, options))


@contextlib.contextmanager
def serving(folder: Path, options: tuple[str, ...]) -> Iterator[Served]:
    program = Path(os.environ["SHIFTWRIGHT_CLI"]).resolve()
    data = folder / f"data{''.join(options)}"
    secret = secrets.token_urlsafe(24)
    command = [program, "serve", "--port", "0", "--client-id", CLIENT_ID, "--client-secret-stdin", "--data", data]
    environment = {**os.environ, "SHIFTWRIGHT_NOW": NOW, "RUST_LOG": "warn"}
    with (
        open(folder / "served.log", "a+") as log,
        subprocess.Popen(
            [*command, *options], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True, env=environment
        ) as server,
    ):
        try:
            server.stdin.write(secret + "\n")
            server.stdin.close()
            # Ends empty where the server ended instead.
            said = server.stdout.readline()
            assert said.startswith("Serving the WFM API at "), (said, log_of(folder))
            yield Served(said.split()[-1], CLIENT_ID, secret)
            assert server.poll() is None, f"the server has ended by itself: {log_of(folder)}"
        finally:
            server.terminate()
    assert server.returncode == 0, f"the server ended with {server.returncode}: {log_of(folder)}"
    assert log_of(folder) == "", "the server had nothing to warn of"


def log_of(folder: Path) -> str:
    return (folder / "served.log").read_text()
