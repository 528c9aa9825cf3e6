"""What a request did wrong, as the answer says it."""

from http import HTTPStatus


class Problem(Exception):
    """The request is answered with this status and, in plain text, with these words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status, self.words = status, words


CHECKSUM_MISMATCH = 460  # of the checksum extension; no status that HTTP knows


def malformed(header: str) -> Problem:
    return Problem(HTTPStatus.BAD_REQUEST, f"{header} is missing or malformed.")
