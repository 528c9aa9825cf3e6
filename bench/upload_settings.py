"""The app as it is, but files may be as large as the measurement wants them."""

from bench.settings import *  # noqa: F403
from jobcenter.documents import limits

limits.MAX_FILE = 64 * limits.MEGABYTE  # before anything else has read it
