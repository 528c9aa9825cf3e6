"""The directory on a device gives the finder's answers, all of them."""

import gzip
import json
import sys
import unicodedata

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from jobcenter.directory.finder import State
from jobcenter.directory.index import Directory
from jobcenter.directory.models import Postcode
from jobcenter.directory.offline import packed
from jobcenter.directory.typed import read
from tests import javascript

ALL_ANSWERS = """
const directory = new module.Directory(given);
const answers = {};
for (let number = 0; number < 100000; number += 1) {
  const answer = directory.find(String(number).padStart(5, "0"));
  if (answer.state !== "unknown_postcode") answers[answer.postcode] = answer;
}
console.log(JSON.stringify(answers));
"""


def found_by(known, postcode):
    """The finder's answer in the shape of the device's."""
    answer = known.finder.find(postcode)
    options = [
        {
            "jobcenter": {
                "number": option.jobcenter.provider_number,
                "kind": option.jobcenter.kind,
                "name": option.jobcenter.official_name,
                "areas": [area.label for area in option.jobcenter.areas],
            },
            "areas": [area.label for area in option.areas],
            "sourced": option.sourced,
        }
        for option in answer.options
    ]
    return {"state": str(answer.state), "postcode": postcode, "options": options, "byBorough": answer.by_borough}


def answers_of(known):
    return javascript.of_module("directory/static/directory/postcodes.js", ALL_ANSWERS, packed(known))


@pytest.mark.django_db
def test_every_five_digits_get_the_finders_answer(shipped):
    expected = {
        postcode: answer
        for postcode in (f"{number:05}" for number in range(100_000))
        if (answer := found_by(shipped, postcode))["state"] != State.UNKNOWN_POSTCODE
    }
    assert len(expected) == 8334
    assert answers_of(shipped) == expected


@pytest.mark.django_db
def test_a_postcode_of_nowhere_is_unknown_there_too(content, shipped):
    nowhere = Postcode(postcode="99999", areas=["11000"], possible_areas=[], use="")
    content = type(content)("x", content.areas, content.jobcenters, [*content.postcodes[:3], nowhere])
    known = Directory(content, shipped.day)
    assert known.finder.find("99999").state == State.UNKNOWN_POSTCODE
    assert set(answers_of(known)) == {row.postcode for row in content.postcodes[:3]}


@pytest.mark.django_db
def test_every_jobcenter_is_known_by_its_number(shipped):
    numbers = [jobcenter.provider_number for jobcenter in shipped.jobcenters]
    script = """
    const directory = new module.Directory(given.packed);
    console.log(JSON.stringify(given.numbers.map((number) => {
      const found = directory.jobcenter(number);
      return [found.number, found.name, found.areas, directory.kindInWords(found)];
    })));
    """
    found = javascript.of_module(
        "directory/static/directory/postcodes.js", script, {"packed": packed(shipped), "numbers": numbers}
    )
    assert found == [
        [one.provider_number, one.official_name, [area.label for area in one.areas], one.kind_in_words]
        for one in shipped.jobcenters
    ]


# What Unicode has added since either side was made is read as nothing there and as something here.
letters = st.characters(exclude_categories=["Cs", "Cn"])
typed = st.one_of(
    st.text(letters, max_size=120),
    st.text(st.sampled_from("0123456789٣３ dDeE-_.,²ⅧPLZ\u200b\n"), max_size=14),
)


@settings(deadline=None, max_examples=15)
@given(st.lists(typed, min_size=50, max_size=200))
def test_what_is_typed_is_understood_as_on_the_server(texts):
    decimals = [chr(point) for point in range(sys.maxunicode) if unicodedata.category(chr(point)) == "Nd"]
    texts = [*texts, "".join(decimals[:100]), *decimals[100:]]
    script = "console.log(JSON.stringify(given.map(module.read)))"
    understood = javascript.of_module("directory/static/directory/typed.js", script, texts)
    for text, one in zip(texts, understood, strict=True):
        known = read(text)
        assert one == {"text": known.text, "postcode": known.postcode, "digits": known.digits, "name": known.name}


@pytest.mark.django_db
class TestAddress:
    def test_small_and_kept_by_everybody(self, client, directory):
        answer = client.get(reverse("directory:offline"), headers={"Accept-Encoding": "gzip"})
        assert answer["Content-Type"] == "application/json"
        assert answer["Cache-Control"].startswith("public")
        assert len(answer.content) < 35 * 1024
        assert len(json.loads(gzip.decompress(answer.content))["jobcenters"]) == 404
        again = client.get(reverse("directory:offline"), headers={"If-None-Match": answer["ETag"]})
        assert again.status_code == 304

    def test_it_says_when_this_edition_was_loaded(self, client, shipped):
        from django.utils import timezone

        from jobcenter.directory.models import Edition

        assert packed(shipped)["as_of"] is None
        Edition.objects.create(digest=shipped.edition)
        assert packed(shipped)["as_of"] == timezone.localdate().isoformat()
