"""Weeks and months, as the plots cut time. No database."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

MONTHS_BEFORE = 9
MONTHS_AFTER = 2
MOST_MONTHS = 36
MOST_WEEKS = 16
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Span:
    """The days from `first` to `last`, both included: a week or a month."""

    first: date
    last: date

    @property
    def unit(self):
        """As a database names it: "week" or "month"."""
        return "week" if self.last - self.first == timedelta(days=6) else "month"


def month_after(day, number):
    """The first day of the month so many months after that of `day`."""
    count = day.year * 12 + day.month - 1 + number
    return date(count // 12, count % 12 + 1, 1)


def months(day, number):
    """So many months, the first that of `day`."""
    firsts = [month_after(day, place) for place in range(number + 1)]
    return [Span(first, after - timedelta(days=1)) for first, after in pairwise(firsts)]


def spans(since, until, day):
    """Weeks, from Monday, where a period is short; else months, MOST_MONTHS at most and the last ones.

    What is open begins MONTHS_BEFORE months before that of `day` and ends MONTHS_AFTER after it. Weeks and
    months are whole, also where the period begins or ends within one. Empty for a period that ends first.
    """
    since = since or month_after(min(day, until or day), -MONTHS_BEFORE)
    until = until or max(month_after(day, MONTHS_AFTER + 1) - timedelta(days=1), since)
    if since > until:
        return []
    monday = since - timedelta(days=since.weekday())
    weeks = (until - monday).days // 7 + 1
    if weeks <= MOST_WEEKS:
        mondays = [monday + place * WEEK for place in range(weeks)]
        return [Span(first, first + timedelta(days=6)) for first in mondays]
    number = until.year * 12 + until.month - since.year * 12 - since.month + 1
    return months(since, number)[-MOST_MONTHS:]
