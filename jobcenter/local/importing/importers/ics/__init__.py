"""Calendars (iCalendar, RFC 5545), read in a process of their own. Nothing here knows Django."""
