"""Who somebody is goes with their account."""

from jobcenter.retention.models import Rule

RULES = [Rule(model="people.Person", why="Geht mit dem Konto.")]
