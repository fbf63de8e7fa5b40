"""The WSGI application that granian serves."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bagalau.config.settings")

from django.core.wsgi import get_wsgi_application

application = get_wsgi_application()

# What start-up made stays for good: keep the collector from walking over it again and again,
# which otherwise shows as a pause of tens of milliseconds in the slowest pages.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 20, 50)
