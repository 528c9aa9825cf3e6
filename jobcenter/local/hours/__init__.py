"""Opening hours as Jobcenters write them, and what they mean at a given moment.

`Weekly.read` and `Deviations.read` turn text into values and raise `Unreadable`; `str` writes them back in the one
notation of `docs/oeffnungszeiten.md`. A `Timetable` puts both together with the public holidays of a Land and answers
from when to when is open, whether it is open now and when that changes. Nothing here knows a database or a request.
"""

from jobcenter.local.hours.deviations import Deviation, Deviations
from jobcenter.local.hours.notation import LIMIT, Unreadable
from jobcenter.local.hours.public_holidays import STATES, public_holidays
from jobcenter.local.hours.rows import DayRow, RegularRow
from jobcenter.local.hours.times import DayPlan, Span
from jobcenter.local.hours.timetable import HORIZON, Opening, State, Timetable
from jobcenter.local.hours.weekly import Weekly
from jobcenter.local.hours.wording import PHONE, VISIT, Wording

__all__ = [
    "HORIZON",
    "LIMIT",
    "PHONE",
    "STATES",
    "VISIT",
    "DayPlan",
    "DayRow",
    "Deviation",
    "Deviations",
    "Opening",
    "RegularRow",
    "Span",
    "State",
    "Timetable",
    "Unreadable",
    "Weekly",
    "Wording",
    "public_holidays",
]
