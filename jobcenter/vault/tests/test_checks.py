import pytest

from jobcenter.vault.checks import keys_can_be_used

GOOD, OTHER = "00000001:" + "A" * 43 + "=", "00000002:" + "B" * 43 + "="


@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ([GOOD, OTHER], []),
        ([GOOD, ""], ["vault.E001"]),
        (["0001:" + "A" * 43 + "="], ["vault.E001"]),
        (["00000001:" + "A" * 22 + "=="], ["vault.E001"]),  # half as long
        (["00000001:" + "ä" * 43 + "="], ["vault.E001"]),
        ([GOOD, "00000001:" + "B" * 43 + "="], ["vault.E002"]),
    ],
)
def test_keys_that_do_not_work_are_noticed_at_the_start(settings, keys, found):
    settings.AT_REST_KEYS = keys
    wrong = keys_can_be_used()
    assert [error.id for error in wrong] == found
    assert not any("AAAA" in str(error) for error in wrong)


def test_production_wants_a_secret_that_nobody_guesses(settings):
    settings.PRODUCTION, settings.SECRET_KEY = True, "geheim"
    assert [error.id for error in keys_can_be_used()] == ["vault.E003"]
