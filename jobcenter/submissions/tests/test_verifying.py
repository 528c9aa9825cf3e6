"""The public page that checks a receipt: right for who holds it, silent for who guesses."""

import io
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from jobcenter.submissions.views import verifying

WHERE = reverse("submissions:verify")


@pytest.fixture
def submission(complete, anna):
    return complete.submit(by=anna)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch):
    monkeypatch.setattr(verifying, "attempts", verifying.Throttle(limit=5, seconds=600))


def ask(client, number, code):
    return post(client, {"nummer": number, "code": code})


def post(client, typed, **how):
    return client.post(WHERE, urlencode(typed), content_type="application/x-www-form-urlencoded", **how)


def test_number_and_code_show_what_was_sent_and_nothing_of_who(client, submission):
    shown = ask(client, submission.receipt_number, submission.check_code).content.decode()
    assert "Diese Eingangsbestätigung ist echt" in shown
    for entry in submission.files:
        assert entry["sha256"] in shown
    for secret in ("Anna", "1991", "31704BG0001234", "Musterweg"):
        assert secret not in shown


def test_wrong_code_and_unknown_number_look_the_same(client, submission):
    wrong = ask(client, submission.receipt_number, "0000-0000-00")
    unknown = ask(client, "JC-0000-0000-00", "0000-0000-00")
    assert wrong.status_code == unknown.status_code == 404
    assert wrong.content.replace(submission.receipt_number.encode(), b"JC-0000-0000-00") == unknown.content


def test_an_address_never_carries_the_code(client, submission):
    shown = client.get(WHERE, {"nummer": submission.receipt_number, "code": submission.check_code})
    assert submission.check_code not in shown.text
    assert "ist echt" not in shown.text


def test_it_is_tolerant_about_how_they_are_typed(client, submission):
    typed = submission.receipt_number.lower().replace("-", " ")
    assert ask(client, typed, submission.check_code.lower()).status_code == 200


def test_guessing_is_slowed_down_and_does_not_lock_out_others(client, submission):
    for _ in range(5):
        assert ask(client, submission.receipt_number, "1").status_code == 404
    assert ask(client, submission.receipt_number, submission.check_code).status_code == 429
    right = {"nummer": submission.receipt_number, "code": submission.check_code}
    other = post(client, right, REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 200


@pytest.mark.parametrize(
    ("proxies", "forwarded", "counts_once"),
    [
        (0, "192.0.2.{}", True),
        (1, "192.0.2.{}, 198.51.100.1", True),
        (1, "192.0.2.{}", False),
        (2, "192.0.2.{}, 198.51.100.1", False),
    ],
)
def test_only_our_own_proxies_are_believed(client, submission, settings, proxies, forwarded, counts_once):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = proxies
    for number in range(6):
        answer = post(client, {"nummer": "x"}, headers={"X-Forwarded-For": forwarded.format(number)})
    assert (answer.status_code == 429) is counts_once


def test_one_customer_with_many_addresses_counts_once(client, submission):
    answers = [post(client, {"nummer": "x"}, REMOTE_ADDR=f"2001:db8::{number}") for number in range(6)]
    assert answers[-1].status_code == 429


def test_without_javascript_a_file_is_compared_and_not_kept(client, submission):
    def compare(data):
        sent = {"nummer": submission.receipt_number, "code": submission.check_code, "datei": io.BytesIO(data)}
        return client.post(WHERE, sent).content.decode()

    assert "genau so gesendet" in compare(submission.application_pdf())
    assert "gehört nicht dazu" in compare(submission.application_pdf() + b" ")
    sent = {"nummer": submission.receipt_number, "code": submission.check_code}
    assert "Bitte wählen Sie eine Datei aus" in client.post(WHERE, sent).content.decode()


def test_files_larger_than_any_we_take_are_refused(client, submission, monkeypatch):
    monkeypatch.setattr(verifying, "LARGEST", 10)
    sent = {"nummer": submission.receipt_number, "code": submission.check_code, "datei": io.BytesIO(b"x" * 11)}
    assert "größer als 25 MB" in client.post(WHERE, sent).content.decode()


def test_the_empty_page_needs_no_sign_in_and_sets_no_cookie(client):
    response = client.get(WHERE)
    assert response.status_code == 200
    assert not response.cookies
