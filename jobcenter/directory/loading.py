"""Put an edition of the directory into the database: all of it or nothing."""

from django.db import connection, transaction

from jobcenter.directory import index
from jobcenter.directory.content import Content
from jobcenter.directory.models.rows import Area, Edition, Jobcenter, Postcode

_LOCK = 0x4A_43_56_5A  # two loaders at once take turns


def take_turns() -> None:
    """Wait until nobody else loads; then nobody else does until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])


def load_shipped() -> bool:
    """Load the edition that comes with the software; False when it is there already, or the register grew from it.

    So a restart of the app does not undo what the register brought; files of a newer release do, until the register is
    read again.
    """
    shipped = Content.shipped()
    newest = Edition.objects.order_by("-id").first()
    from_register = newest is not None and newest.source == Edition.Source.REGISTER
    if from_register and Edition.objects.filter(digest=shipped.digest).exists():
        return False
    return load(shipped)


def load(content: Content, source: str = Edition.Source.FILES) -> bool:
    """Make the database hold exactly this edition. False when it already does."""
    with transaction.atomic():
        take_turns()
        newest = Edition.objects.order_by("-id").first()
        if newest is not None and newest.digest == content.digest:
            return False
        # Other rooms hold provider numbers, not foreign keys: rows may be replaced.
        for model in (Postcode, Jobcenter, Area):
            model._default_manager.all()._raw_delete(using="default")
        Area.objects.bulk_create(content.areas)
        Jobcenter.objects.bulk_create(content.jobcenters)
        Postcode.objects.bulk_create(content.postcodes)
        Edition.objects.create(digest=content.digest, source=source)
        transaction.on_commit(index.memory.forget)
    return True
