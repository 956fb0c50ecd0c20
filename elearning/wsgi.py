"""The WSGI application that granian serves. It refuses to exist where it would be unsafe."""

import os

from django.core.wsgi import get_wsgi_application

from elearning.spreading import spread

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")

application = get_wsgi_application()

from elearning.startup import refuse_unsafe_start  # noqa: E402  (needs the apps to be loaded)

refuse_unsafe_start(bound_to=os.environ.get("GREEN_CUSTOMS_BOUND_TO", ""))

# What granian serves. Django's own server is given the bare one: it allows nobody to close a connection.
spread_application = spread(application)
