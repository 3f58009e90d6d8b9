"""What all tests share."""

from hypothesis import HealthCheck, settings

# A shared build machine is slow now and then; that is no fault of the code under test.
settings.register_profile(
    "netlogic", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("netlogic")
