"""Waiting for a slow phone, the scanner or a conversion must not keep one of the few database connections."""

from django.db import connection


def let_go_of_database() -> None:
    """Give the connection back to the pool; the next query takes one again. Inside a transaction nothing happens."""
    if not connection.in_atomic_block:
        connection.close()
