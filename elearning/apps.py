from django.apps import AppConfig


class ElearningConfig(AppConfig):
    """The site: settings, addresses, base templates, design system, start-up and demo commands."""

    name = "elearning"

    def ready(self):
        from elearning import receivers

        receivers.connect()
