"""A person and their benefit unit (Bedarfsgemeinschaft, § 7 Abs. 3 SGB II)."""

import uuid

from django.conf import settings
from django.db import models

from jobcenter.vault.fields import EncryptedJSONField


class Person(models.Model):
    """Somebody who has matters with a Jobcenter. What is known of them is encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="person")
    provider_number = models.CharField(max_length=5, blank=True)
    # given_name, family_name, birth_date, bg_number, address …: what forms may be prefilled with.
    profile = EncryptedJSONField(default=dict)
