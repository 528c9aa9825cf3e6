"""The settings of the test run: the real ones, in mode "test", with a data folder of their own."""

import os
from pathlib import Path

os.environ.setdefault("JOBCENTER_MODE", "test")
os.environ.setdefault("JOBCENTER_DATA", str(Path(__file__).parent.parent / "var" / "test"))

from config.settings import *  # noqa: F403
from tests.unknown_variables import Strict

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}  # noqa: F405
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = Strict("unbekannt")  # type: ignore[index] # noqa: F405
# Whoever waits a minute for a lock waits for ever: that test fails, and the run goes on.
DATABASES["default"]["OPTIONS"]["options"] = "-c lock_timeout=60s"  # noqa: F405
