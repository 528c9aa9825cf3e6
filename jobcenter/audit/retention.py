"""The trail is needed for as long as an act can be disputed."""

from datetime import timedelta

from jobcenter.retention.models import Rule

RULES = [
    Rule(
        model="audit.Event",
        why="Rechenschaft (Art. 5 Abs. 2 DSGVO), bis Ansprüche aus dem Geschehen verjährt sind (§§ 195, 199 BGB).",
        after=timedelta(days=4 * 365),
        of="at",
    )
]
