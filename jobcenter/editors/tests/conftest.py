"""Two editors of Bielefeld, one of another Jobcenter, and things they may have written."""

from datetime import timedelta

import pytest
from django.utils import timezone
from lxml import html

from jobcenter.accounts.models import User
from jobcenter.editors.models import Editor, FourEyes
from jobcenter.local.models import Announcement, Event, Feed

BIELEFELD, GUETERSLOH = "31704", "31778"


@pytest.fixture
def maya(anna):
    """Maya (on Anna's account) writes for Bielefeld and may release."""
    Editor.grant(anna.user, BIELEFELD)
    return anna


@pytest.fixture
def noah(ben):
    """Noah (on Ben's account): the second pair of eyes."""
    Editor.grant(ben.user, BIELEFELD)
    return ben


@pytest.fixture
def kim(db):
    """Kim writes for another Jobcenter."""
    user = User.objects.create_user("kim", password="drei wilde Enten")
    Editor.grant(user, GUETERSLOH)
    return user.person


@pytest.fixture
def desk(client_of, maya, directory):
    """Maya's browser."""
    return client_of(maya)


@pytest.fixture
def second(client_of, noah, directory):
    """Noah's browser."""
    return client_of(noah)


@pytest.fixture
def operator(client_of, db, directory):
    user = User.objects.create_user("olga", password="drei wilde Enten", is_staff=True)
    return client_of(user.person)


@pytest.fixture
def four_eyes(db):
    FourEyes.switch(BIELEFELD, on=True)


@pytest.fixture
def notice(db):
    """A notice that everybody sees."""
    return Announcement.objects.create(provider_number=BIELEFELD, title="Heute geschlossen", text="Wasserschaden.")


@pytest.fixture
def feed(db):
    return Feed.objects.create(
        kind=Feed.Kind.CALENDAR, name="Kalender der Stadt", address="https://stadt.example/a.ics"
    )


@pytest.fixture
def fair(feed):
    """An event that came from a feed."""
    starts = timezone.now() + timedelta(days=3)
    return Event.objects.create(
        provider_number=BIELEFELD, feed=feed, title="Jobmesse", starts=starts, ends=starts + timedelta(hours=2)
    )


@pytest.fixture
def forms():
    """The forms of the desk as a browser sends them: what stands in them, unless the test typed something else."""
    return Forms()


class Forms:
    def filled(self, client, path, **typed):
        """The fields of the form on that page, with what is `typed`; "de" of a text is the plain name."""
        page = html.fromstring(client.get(path).content)
        form = next(form for form in page.forms if form.method == "POST" and "csrfmiddlewaretoken" in form.fields)
        fields = {name: list(value) if isinstance(value, set) else value for name, value in form.fields.items()}
        for name, value in typed.items():
            assert name in fields or f"{name}_de" in fields, name
            fields[name if name in fields else f"{name}_de"] = value
        return {name: value for name, value in fields.items() if value is not None}

    def save(self, client, path, *, button="_save", **typed):
        """Fill in and press the button. Returns the answer."""
        return client.post(path, {**self.filled(client, path, **typed), button: "1"})
