"""Periods of days, as the moments at which they begin and have ended."""

from datetime import datetime, time, timedelta


def moments(since, until, zone):
    """The moments at which a period of days begins and has ended; None where it is open."""
    return (
        since and datetime.combine(since, time(), tzinfo=zone),
        until and datetime.combine(until + timedelta(days=1), time(), tzinfo=zone),
    )
