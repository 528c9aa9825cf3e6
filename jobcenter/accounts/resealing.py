"""The secrets of second factors, sealed anew after a new key (see `vault.resealing`)."""

import base64
import json

from allauth.mfa.models import Authenticator
from django.db import connection

from jobcenter.vault.resealing import Resealed

PLACE = "mfa.authenticator"
_SEALED = ("secret", "seed")  # of a code app, of recovery codes


def reseal_factors(resealed: Resealed) -> None:
    """One key of the JSON at a time: a recovery code that is used meanwhile stays used."""
    for pk, data in Authenticator.objects.values_list("pk", "data").iterator():
        for key in _SEALED:
            if known := data.get(key):

                def write(fresh: bytes, pk: int = pk, key: str = key, known: str = known) -> None:
                    with connection.cursor() as cursor:
                        cursor.execute(
                            "UPDATE mfa_authenticator SET data = jsonb_set(data, %s, %s::jsonb) "
                            "WHERE id = %s AND data ->> %s = %s",
                            [[key], json.dumps(base64.b64encode(fresh).decode()), pk, key, known],
                        )

                resealed.again(base64.b64decode(known), place=PLACE, write=write)
