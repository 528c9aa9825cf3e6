import json
import logging
import logging.config

from config.logging import LOGGING


def test_an_error_in_the_log_tells_where_but_not_what_somebody_typed(capsys):
    logging.config.dictConfig(LOGGING)
    secret = "DE02 1203 0000 0000 2020 51"
    try:
        int(secret)
    except ValueError:
        logging.getLogger("jobcenter.test").exception("Reading failed")
    line = capsys.readouterr().err
    entry = json.loads(line)
    assert entry["event"] == "Reading failed"
    assert entry["exception"][0]["exc_type"] == "ValueError"
    assert (
        entry["exception"][0]["frames"][-1]["name"]
        == "test_an_error_in_the_log_tells_where_but_not_what_somebody_typed"
    )
    assert "DE02" not in line
