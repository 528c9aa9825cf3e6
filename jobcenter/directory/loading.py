"""Put an edition of the directory into the database: all of it or nothing."""

from pathlib import Path

from django.db import connection, transaction

from jobcenter.directory import index
from jobcenter.directory.content import Content
from jobcenter.directory.models.rows import Area, Contact, Edition, Jobcenter, Postcode, Site

_LOCK = 0x4A_43_56_5A  # two loaders at once take turns


def load(folder: Path) -> bool:
    """Make the database hold exactly the edition in `folder`. False when it already does.

    Raises BrokenFile, and then nothing has changed.
    """
    content = Content.read(folder)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        newest = Edition.objects.order_by("-id").first()
        if newest is not None and newest.digest == content.digest:
            return False
        # Other rooms hold provider numbers, not foreign keys: rows may be replaced.
        for model in (Contact, Site, Postcode, Jobcenter, Area):
            model._default_manager.all()._raw_delete(using="default")
        Area.objects.bulk_create(content.areas)
        Jobcenter.objects.bulk_create(content.jobcenters)
        Contact.objects.bulk_create(content.contacts)
        Site.objects.bulk_create(content.sites)
        Postcode.objects.bulk_create(content.postcodes)
        Edition.objects.create(digest=content.digest)
        transaction.on_commit(index.forget)
    return True
