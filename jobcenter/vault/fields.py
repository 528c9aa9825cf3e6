"""Model fields whose content is encrypted in the database: not searchable, not sortable, not readable in a dump."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from jobcenter.vault.keyring import open_sealed, seal


class EncryptedField(models.BinaryField):  # type: ignore[type-arg]
    """Stores `to_bytes(value)` sealed; the place is the table and the column, so blobs cannot be swapped."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    @property
    def place(self) -> str:
        return f"{self.model._meta.db_table}.{self.column}"

    def to_bytes(self, value: Any) -> bytes:
        raise NotImplementedError

    def from_bytes(self, data: bytes) -> Any:
        raise NotImplementedError

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None:
            value = seal(self.to_bytes(value), place=self.place)
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else self.from_bytes(open_sealed(bytes(value), place=self.place))

    def get_default(self) -> Any:
        return self._get_default() if self.has_default() else None  # type: ignore[attr-defined]

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.place} is encrypted and is never serialised")


class EncryptedJSONField(EncryptedField):
    """Anything JSON can hold."""

    def to_bytes(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), cls=DjangoJSONEncoder).encode()

    def from_bytes(self, data: bytes) -> Any:
        return json.loads(data)


class EncryptedTextField(EncryptedField):
    """Text of any length."""

    def to_bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def from_bytes(self, data: bytes) -> str:
        return data.decode()
