"""What all tests share."""

import os

from hypothesis import HealthCheck, settings

# A shared build machine is slow now and then; that is no fault of the code under test.
settings.register_profile(
    "netlogic", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("netlogic")

# The day of all tests: after it, reviews fall due and every page says so. A test may set another.
os.environ["NETLOGIC_TODAY"] = "2026-11-26"
