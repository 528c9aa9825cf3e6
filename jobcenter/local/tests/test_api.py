"""What a Jobcenter publishes, for other programs. That answers are as described is tested with the directory's API."""

import pytest

from jobcenter.local.tests.conftest import BIELEFELD

pytestmark = pytest.mark.django_db
API = f"/api/v1/jobcenters/{BIELEFELD}/"


def test_sites(client, full):
    [site] = client.get(f"{API}sites").json()["sites"]
    assert (site["name"], site["phone"], site["opening"]) == ("Hauptstelle", "0521 12345", "Mo-Fr 08:00-12:00")
    assert site["open_now"] in {True, False}
    assert site["changes_at"]
    assert site["source"] is None


def test_events(client, full):
    events = client.get(f"{API}events").json()["events"]
    assert {event["title"]["de"]: event["obligation"] for event in events} == {
        "Jobmesse": "voluntary",
        "Informationstermin": "summons",
    }


def test_applications_and_offers(client, full):
    [application] = client.get(f"{API}applications").json()["applications"]
    assert (application["title"], application["way"]) == ({"de": "Bielefeld-Pass"}, "link")
    offers = client.get(f"{API}offers").json()["offers"]
    assert {offer["topic"] for offer in offers} == {"debt", "service"}


@pytest.mark.parametrize("kind", ["sites", "events", "applications", "offers"])
def test_unknown_and_empty(client, directory, kind, django_assert_num_queries):
    assert client.get(f"/api/v1/jobcenters/99999/{kind}").status_code == 404
    assert client.get(f"/api/v1/jobcenters/x/{kind}").status_code == 422
    assert client.get(API + kind).json() == {kind: []}
    with django_assert_num_queries(0):
        answer = client.get(API + kind)
    assert answer["Access-Control-Allow-Origin"] == "*"
