"""Entry point for the web server: `granian --interface wsgi config.wsgi:application`."""

import os
import sys

from django.core.checks import ERROR, run_checks
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# `manage.py` runs the system checks by itself, a web server does not: an unsafe set-up must not start either way.
if wrong := [
    message for message in run_checks(databases=["default"]) if message.level >= ERROR and not message.is_silenced()
]:
    sys.exit("\n".join(str(message) for message in wrong))
