"""Code and glossary name the same things."""

import re

from django.apps import apps
from django.conf import settings

TABLE = (settings.ROOT / "docs/glossary.md").read_text()
NAMED = set(re.findall(r"`([a-z_]+\.[A-Z]\w+)`", TABLE))
MODELS = {
    f"{model._meta.app_label}.{model.__name__}"
    for model in apps.get_models()
    if model.__module__.startswith("jobcenter.") and not model._meta.proxy
}


def test_every_model_is_in_the_glossary():
    assert sorted(MODELS - NAMED) == []


def test_every_class_in_the_glossary_exists():
    assert sorted(NAMED - MODELS) == []


def test_every_german_word_is_there_once():
    words = [line.split("|")[1].strip() for line in TABLE.splitlines() if line.startswith("| ")]
    assert len(words) == len(set(words)) > 20
