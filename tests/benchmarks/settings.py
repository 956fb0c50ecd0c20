"""The site's own settings, and one address more: the bare view that others are measured against."""

from elearning.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.urls"
