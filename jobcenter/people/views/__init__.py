"""Who helps whom, and what somebody agreed to."""
