"""What an operator sees: health, waiting parcels, alarms."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "jobcenter.operations"
    label = "operations"
