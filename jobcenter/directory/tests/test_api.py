"""The public machine API, by example and against its own description."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import settings

from jobcenter.directory import index

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _warm():
    index.directory()


def jobcenters(client, postcode):
    return client.get("/api/v1/jobcenters", {"postcode": postcode})


def test_one_responsible(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = jobcenters(client, "33602")
    assert response["Content-Type"] == "application/json"
    assert response["Cache-Control"] == "public, max-age=300"
    assert response.json() == {
        "postcode": "33602",
        "choice": None,
        "jobcenters": [
            {
                "provider_number": "31704",
                "kind": "gE",
                "official_name": "Jobcenter Bielefeld",
                "state": "Nordrhein-Westfalen",
                "areas": [{"key": "05711", "label": "Stadt Bielefeld"}],
                "page": "http://localhost:8000/mein-jobcenter/31704/",
            }
        ],
        "possible": [],
    }


@pytest.mark.parametrize(
    ("postcode", "choice", "count", "possible"),
    [("06543", "district", 2, 0), ("10785", "borough", 3, 0), ("10119", "borough", 1, 1)],
)
def test_a_choice_is_asked_for(client, postcode, choice, count, possible):
    answer = jobcenters(client, postcode).json()
    assert (answer["choice"], len(answer["jobcenters"]), len(answer["possible"])) == (choice, count, possible)


def test_one_jobcenter(client):
    found = client.get("/api/v1/jobcenters/04308").json()
    assert found["official_name"] == "Jobcenter Salzlandkreis"
    assert "06406" in found["postcodes"]


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/api/v1/jobcenters", 422, "invalid"),
        ("/api/v1/jobcenters?postcode=abc", 422, "invalid"),
        ("/api/v1/jobcenters?postcode=33602%0A", 422, "invalid"),
        ("/api/v1/jobcenters?postcode=99999", 404, "unknown-postcode"),
        ("/api/v1/jobcenters?postcode=11011", 404, "bulk-mail-postcode"),
        ("/api/v1/jobcenters/99999", 404, "unknown-jobcenter"),
        ("/api/v1/jobcenters/x", 422, "invalid"),
        ("/api/v1/nothing", 404, "address"),
        ("/api/v1/", 404, "address"),
    ],
)
def test_problems(client, path, status, kind):
    response = client.get(path)
    assert (response.status_code, response["Content-Type"]) == (status, "application/problem+json")
    problem = response.json()
    assert (problem["type"], problem["status"]) == (f"urn:jobcenter:{kind}", status)
    assert problem["title"]
    assert problem["detail"]


def test_a_wrong_method_is_a_problem_too(client):
    response = client.delete("/api/v1/jobcenters")
    assert (response.status_code, response["Content-Type"]) == (405, "application/problem+json")
    assert response["Allow"] == "GET"


def test_304(client):
    etag = jobcenters(client, "33602")["ETag"]
    assert client.get("/api/v1/jobcenters?postcode=33602", headers={"If-None-Match": etag}).status_code == 304


schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@schema.parametrize()
@settings(max_examples=60, deadline=None)
def test_the_api_is_as_described(case):
    case.call_and_validate()
