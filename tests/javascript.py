"""Runs our modules without a browser."""

import json
import subprocess
from pathlib import Path
from typing import Any

from django.conf import settings


def of_module(path: str, script: str, given: Any) -> Any:
    """What `script` makes of `given`, with everything the module at `path` exports in `module`: JSON in, JSON out."""
    module = (settings.ROOT / "jobcenter" / path).as_uri()
    return _run(f"import * as module from {json.dumps(module)};\n{script}", given)


def of_worker(names: list[str], script: str, given: Any) -> Any:
    """The same with these scripts of the service worker, which share one room of names."""
    folder = settings.ROOT / "jobcenter" / "web" / "worker"
    return _run("\n".join([*((folder / name).read_text() for name in names), script]), given)


def _run(script: str, given: Any) -> Any:
    whole = f'import {{ readFileSync }} from "node:fs";\nconst given = JSON.parse(readFileSync(0, "utf8"));\n{script}'
    answer = subprocess.run(
        ["node", "--input-type=module", "--eval", whole],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=False,
        cwd=Path(settings.ROOT),
    )
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)
