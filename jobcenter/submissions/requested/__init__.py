"""Nachreichen: papers that a Jobcenter asked for in a letter, handed in by the link of that letter without an account.

`link` makes and reads the links; `models.request` is what was asked for, `models.handing_in` what somebody hands in: a
draft like any other, sent like any other.
"""

FORM_ID = "nachreichen"
