"""What happens to a file before it counts: told apart, scanned, turned upright, made small, made safe.

Nothing in this package needs Django, so that PDFs can be taken apart in a process of their own.
"""
