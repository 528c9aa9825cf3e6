"""The checksum extension: a request may say what its bytes add up to."""

import base64
import binascii
import hashlib
import hmac

from jobcenter.documents.tus.problem import CHECKSUM_MISMATCH, Problem, malformed

ALGORITHMS = ("sha1", "sha256")


class Checksum:
    """What the bytes of one request should add up to. Raises Problem (400) for a header that cannot be understood."""

    def __init__(self, header: str) -> None:
        algorithm, _, expected = header.partition(" ")
        if algorithm not in ALGORITHMS:
            raise malformed("Upload-Checksum")
        self._sum = hashlib.new(algorithm, usedforsecurity=False)
        try:
            self._expected = base64.b64decode(expected, validate=True)
        except (binascii.Error, ValueError) as error:
            raise malformed("Upload-Checksum") from error
        if len(self._expected) != self._sum.digest_size:
            raise malformed("Upload-Checksum")

    def update(self, data: bytes) -> None:
        self._sum.update(data)

    def verify(self) -> None:
        """Raises Problem (460) when it does not match."""
        if not hmac.compare_digest(self._sum.digest(), self._expected):
            raise Problem(CHECKSUM_MISMATCH, "The checksum does not match.")
