"""Becomes another program within bounds: `python bounds.py PROGRAM ARGUMENT …`.

The limits are set here and not in the parent's `preexec_fn`, which must not be used beside threads.
"""

import os
import resource
import sys

_MEMORY = 1_000_000_000
_CPU_SECONDS = 30


def main() -> None:
    """Bounds first, then the program, which knows nothing of our environment and cannot write files."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.nice(10)
    # One thread: others who wait for the worker come first.
    os.execve(sys.argv[1], sys.argv[1:], {"OMP_THREAD_LIMIT": "1", "LC_ALL": "C"})  # noqa: S606 (no shell is wanted)


if __name__ == "__main__":
    main()
