"""How thoroughly hypothesis looks: `HYPOTHESIS_PROFILE=grondig pytest tests/calculator` takes minutes."""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "snel", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
settings.register_profile("grondig", settings.get_profile("snel"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "snel"))
