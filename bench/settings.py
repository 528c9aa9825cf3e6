"""The app as it is, plus an empty view to compare with and, if asked for, a count of queries."""

import os
import sys

from config.settings import *  # noqa: F403

if os.environ.get("JOBCENTER_BENCH") != "1":
    raise RuntimeError("bench.settings are for benchmarks only.")

ROOT_URLCONF = "bench.urls"
if os.environ.get("JOBCENTER_BENCH_QUERIES") == "1":
    MIDDLEWARE = ["bench.counting.CountQueries", *MIDDLEWARE]  # noqa: F405
    if "worker" in sys.argv:
        from bench.counting import count_into

        count_into(DATA / "worker-queries")  # noqa: F405
