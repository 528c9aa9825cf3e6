"""Counts queries, for the benchmarks: of each request (the answer says so in `Server-Timing`), and of the worker."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.backends.signals import connection_created
from django.http import HttpRequest, HttpResponse


class CountQueries:
    """Middleware: `Server-Timing: queries;dur=<number>`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        queries = 0

        def count(execute: Callable[..., Any], *arguments: Any) -> Any:
            nonlocal queries
            queries += 1
            return execute(*arguments)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response["Server-Timing"] = f"queries;dur={queries}"
        return response


def count_into(path: Path) -> None:
    """From now on each query of this process, on any connection, makes the file at `path` one byte longer."""
    counted = os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY)

    def count(execute: Callable[..., Any], *arguments: Any) -> Any:
        os.write(counted, b".")
        return execute(*arguments)

    def begin(connection: Any, **_: Any) -> None:
        if count not in connection.execute_wrappers:
            connection.execute_wrappers.append(count)

    connection_created.connect(begin, weak=False)
