"""What every test stands on: quick passwords, plain static files, a data folder of its own, patient property tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

# A busy machine must not turn a slow example into a failure.
hypothesis_settings.register_profile("suite", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("suite")


@pytest.fixture(scope="session", autouse=True)
def _settings_for_tests(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing when Django is left out (``-p no:django``)."""
    if not settings.configured:
        yield
        return
    data = tmp_path_factory.mktemp("data")
    (data / "static").mkdir()  # WhiteNoise looks for it
    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(
        DATA_FOLDER=data,
        FILES_FOLDER=data / "files",
        STATIC_ROOT=data / "static",
        STORAGES=storages,  # the hashed names of an installation exist only after collectstatic
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield
