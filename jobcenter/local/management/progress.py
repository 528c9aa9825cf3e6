"""How far a long import is, for whoever sits in front of it."""

from django.core.management.base import OutputWrapper


class Counter:
    """Writes „1200 von 2600 geprüft …“, on a terminal alone."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out

    def __call__(self, done: int, total: int) -> None:
        if self._out.isatty():
            line_end = "\n" if done == total else ""
            self._out.write(f"\r{done} von {total} geprüft …{line_end}", ending="")
            self._out.flush()
