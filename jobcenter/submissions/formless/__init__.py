"""Antrag sichern: the formless application (§ 37 SGB II), without an account and in under a minute.

`ticket` makes each page send once, `proof` and `turns` keep robots back without a puzzle for people, `destination`
finds the Jobcenter. What it sends is a draft like any other (`submissions.models.formless`).
"""

FORM_ID = "antrag-sichern"
