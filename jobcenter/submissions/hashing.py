"""A file that is only hashed while it arrives: no byte of it is kept, not even in a temporary file."""

from hashlib import sha256
from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

LARGEST = 25 * 1024 * 1024


class Hashed(UploadedFile):  # type: ignore[type-arg]
    """What is left of an uploaded file: its size and its SHA-256 (of the first 25 MB)."""

    sha256 = ""


class Hashing(FileUploadHandler):
    """For one view: set as the request's only upload handler before the body is read."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Raises RequestDataTooBig before anything far beyond the limit is read."""
        if content_length > 2 * LARGEST:
            raise RequestDataTooBig("verify")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.digest = sha256()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start < LARGEST:
            self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> Hashed:
        hashed = Hashed(BytesIO(), self.file_name, self.content_type, file_size)
        hashed.sha256 = self.digest.hexdigest()
        return hashed
