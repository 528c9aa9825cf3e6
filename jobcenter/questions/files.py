"""Which files the catalogue is made of: the same for whoever reads them and for whoever watches them."""

from pathlib import Path

from jobcenter.questions.reading import CatalogueError

# Folders that are links count like others: `**` would not follow them.
FORMS = "*/*.yaml"
ADDITIONS = "additions/*/*.yaml"
OWN = "jobcenters/*/*/*.yaml"
PARTS = "parts/*/*.yaml"
TERMS = "terms.yaml"
EVERY = (FORMS, ADDITIONS, OWN, PARTS, TERMS)


def files(folder: Path, shape: str) -> list[Path]:
    """The files of one shape, in order. Raises CatalogueError where the folder is missing, or goes while it is read."""
    try:
        found = sorted(folder.glob(shape))
        there = folder.is_dir()
    except OSError as unreadable:
        raise CatalogueError(folder, 1, "", f"cannot be read ({unreadable})") from None
    if not there:
        raise CatalogueError(folder, 1, "", "there is no such folder (JOBCENTER_CATALOGUE)")
    return found
