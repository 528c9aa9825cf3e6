"""Mein Jobcenter: which Jobcenter is responsible, and how to reach it."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "jobcenter.directory"
    label = "directory"
