"""Spread kept connections over the workers of a server."""

import random

# A question takes some five requests, so an officer comes to another worker every second question or so.
ANSWERS_A_CONNECTION = 10


def spread(application, *, answers=ANSWERS_A_CONNECTION, chance=random.random):
    """The WSGI application, which lets a connection go after so many answers on average, and says so.

    Whoever keeps a connection keeps its worker. When a worker dies, its connections go to the others, and
    without this they would stay there while the worker that replaces it stands idle. A connection whose end
    is announced loses no request, which one that is cut while idle can.
    """

    def spreading(environ, start_response):
        def start(status, headers, exc_info=None):
            if chance() < 1 / answers:
                headers = [*headers, ("Connection", "close")]
            return start_response(status, headers, exc_info)

        return application(environ, start)

    return spreading
