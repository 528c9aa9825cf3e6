"""Where Django puts files while they arrive: on disk, never more than allowed, and gone when the process is.

Django would take files of any size at any address from anybody before a view is asked. This handler takes them
only from signed-in people and those with a link, only at the addresses of this room, and stops writing when a file
passes its limit; the view then sees the true size and refuses that file alone. The temporary file has no name: no
crash leaves it behind.
"""

import tempfile
from typing import IO, Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from jobcenter.documents.limits import MAX_FILE, MAX_REQUEST
from jobcenter.documents.waiting import let_go_of_database
from jobcenter.people.models import guests_of


class BoundedUpload(FileUploadHandler):
    """`settings.FILE_UPLOAD_HANDLERS` names this one alone."""

    chunk_size = 512 * 1024
    target: IO[bytes]

    def handle_raw_input(self, input_data: Any, META: Any, content_length: int, *args: Any, **kwargs: Any) -> None:  # noqa: N803
        """Raises RequestDataTooBig before anything is read."""
        if content_length > MAX_REQUEST:
            raise RequestDataTooBig("upload")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        request = self.request
        match = request.resolver_match if request else None
        if request is None or match is None or match.namespace != "documents":
            raise SkipFile
        if not (request.user.is_authenticated or guests_of(request)):
            raise SkipFile
        let_go_of_database()
        self.target, self.full = tempfile.TemporaryFile(), False  # noqa: SIM115 (closed with the request)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        try:
            if start + len(raw_data) <= MAX_FILE:
                self.target.write(raw_data)
            elif start <= MAX_FILE:
                self.target.truncate(0)
        except OSError:
            self.full = True

    def file_complete(self, file_size: int) -> "UploadedFile[Any]":
        try:
            self.target.seek(0)
        except OSError:
            self.full = True
        uploaded = UploadedFile(self.target, self.file_name, self.content_type, file_size, self.charset)
        uploaded.incomplete = self.full  # type: ignore[attr-defined]  # for the collection, which refuses it
        return uploaded
