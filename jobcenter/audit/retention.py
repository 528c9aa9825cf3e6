"""The trail is needed for as long as an act can be disputed."""

from datetime import timedelta

from jobcenter.retention.models import Rule

RULES = [
    Rule(
        model="audit.Event",
        why="Rechenschaft (Art. 5 Abs. 2 DSGVO), so lange gestritten werden kann (§ 44 SGB X: vier Jahre).",
        after=timedelta(days=5 * 365),
        of="at",
    )
]
