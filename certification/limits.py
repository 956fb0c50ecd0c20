"""A limit to questions from one address, wide enough for a border office behind it."""

import time

from allauth.account.adapter import get_adapter
from django.core.cache import cache

PER_MINUTE = 120


def asks_too_much(request):
    """Count a question to the register. True once an address has asked more than PER_MINUTE in a minute."""
    minute = int(time.time() // 60)
    key = f"verify:{get_adapter(request).get_client_ip(request)}:{minute}"
    cache.add(key, 0, timeout=120)
    try:
        return cache.incr(key) > PER_MINUTE
    except ValueError:
        # The cache dropped the count between the two calls: a full cache must not close the register.
        return False
