"""Everything personal goes away some day: each model that holds it has a rule in its room's retention.py."""

import pytest
from django.apps import apps
from django.utils import timezone

from jobcenter.people.models import Person
from jobcenter.retention.models import rules
from jobcenter.vault.fields import EncryptedJSONField, EncryptedTextField

OURS = [model for model in apps.get_models() if model.__module__.startswith("jobcenter.")]


def is_personal(model):
    """It has an encrypted field, belongs to a person, or belongs to something that does."""
    fields = model._meta.get_fields()
    if model is Person or any(isinstance(field, (EncryptedJSONField, EncryptedTextField)) for field in fields):
        return True
    owners = {field.related_model for field in fields if field.many_to_one or (field.one_to_one and field.concrete)}
    return any(owner in OURS and owner is not model and is_personal(owner) for owner in owners)


@pytest.mark.parametrize("model", [m for m in OURS if is_personal(m)], ids=lambda model: model._meta.label)
def test_every_personal_model_has_a_rule(model):
    assert model._meta.label in {rule.model for rule in rules()}, f"{model._meta.label} needs a retention rule"


@pytest.mark.parametrize("rule", list(rules()), ids=lambda rule: f"{rule.model} {rule.of}")
def test_every_rule_can_be_applied(rule, db, django_assert_max_num_queries):
    assert rule.why
    with django_assert_max_num_queries(2):
        assert rule.shred(timezone.now()) == 0
