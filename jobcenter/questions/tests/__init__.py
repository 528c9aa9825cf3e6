"""Tests of the form engine. FOLDER holds a form with every kind of question, and an addition to the renewal."""

from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent / "catalogue"
TODAY = date(2026, 11, 22)
