"""schemathesis against the served API: what openapi.yaml promises, case by case."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent


@pytest.mark.parametrize("workspace", [("--sample",), ()], ids=["sample", "own"])
def test_the_served_api_is_as_its_schema_says(serve, tmp_path, workspace):
    served = serve(*workspace, "--no-rate-limit")
    environment = {
        **os.environ,
        "SCHEMATHESIS_HOOKS": str(HERE / "hooks.py"),
        "SHIFTWRIGHT_CLIENT_ID": served.client_id,
        "SHIFTWRIGHT_CLIENT_SECRET": served.client_secret,
    }
    command = [sys.executable, "-m", "schemathesis.cli", "--config-file", HERE / "schemathesis.toml"]
    run = ["run", HERE / "openapi.yaml", "--url", served.base_url, "--no-color"]

    ended = subprocess.run([*command, *run], cwd=tmp_path, env=environment)

    assert ended.returncode == 0
