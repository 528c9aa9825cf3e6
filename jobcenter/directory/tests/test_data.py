"""The files that come with the software: complete and consistent with each other."""

import datetime
from collections import Counter

from jobcenter.directory.finder import State


def test_counts(content, shipped):
    assert Counter(jobcenter.kind for jobcenter in shipped.jobcenters) == {"gE": 300, "zkT": 104}
    assert len(content.postcodes) == 8334
    assert sum(len(area.key) == 5 and area.valid_until is None for area in content.areas) == 401
    assert sum(area.part_of_id == "11000" for area in content.areas) == 12


def test_every_district_and_borough_has_one_jobcenter(content):
    covered = Counter(key for jobcenter in content.jobcenters for key in jobcenter.areas)
    assert set(covered.values()) == {1}
    open_areas = {area.key for area in content.areas if area.valid_until is None}
    assert open_areas - covered.keys() == {"11000"}


def test_every_postcode_gives_exactly_its_jobcenters(content, shipped):
    responsible = {key: row.provider_number for row in content.jobcenters for key in row.areas}
    seen = Counter()
    for row in content.postcodes:
        answer = shipped.finder.find(row.postcode)
        expected = {responsible[key] for key in row.areas}
        assert {option.jobcenter.provider_number for option in answer.sourced} == expected
        seen[len(expected)] += 1
        if not expected:
            assert answer.state == State.BULK_MAIL
    assert (seen[0], seen[1], sum(seen.values()) - seen[0] - seen[1]) == (3, 8145, 186)


def test_official_names_are_unique(shipped):
    assert len({jobcenter.official_name for jobcenter in shipped.jobcenters}) == 404


def test_hanau_is_a_district_of_its_own_since_2026(content):
    from jobcenter.directory.index import Directory

    def hanau(day):
        answer = Directory(content, day).finder.find("Jobcenter Hanau")
        return [option.jobcenter.provider_number for option in answer.options]

    assert hanau(datetime.date(2026, 1, 1)) == ["43106"]
    assert "43106" not in hanau(datetime.date(2025, 12, 31))
