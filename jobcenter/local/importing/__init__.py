"""Fetch what Jobcenters keep elsewhere, again and again."""
