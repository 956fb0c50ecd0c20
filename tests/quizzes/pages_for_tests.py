"""The officer's pages in tests: their forms as a browser would send them, and what they say."""

import re
from html.parser import HTMLParser

from django.contrib.messages import get_messages
from django.urls import reverse

JSON = {"Accept": "application/json"}


class _Fields(HTMLParser):
    """The fields of one form as a browser would send them."""

    def __init__(self, form_id):
        super().__init__()
        self.form_id, self.inside, self.select = form_id, False, None
        self.fields = {}

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "form":
            self.inside = attrs.get("id") == self.form_id
        if not self.inside:
            return
        if tag == "input" and (attrs.get("type") == "hidden" or "checked" in attrs):
            self.fields.setdefault(attrs["name"], []).append(attrs.get("value", ""))
        elif tag == "select":
            self.select = attrs["name"]
        elif tag == "option" and "selected" in attrs:
            self.fields.setdefault(self.select, []).append(attrs["value"])


def fields_of(response, form_id="answer"):
    reader = _Fields(form_id)
    reader.feed(response.content.decode())
    return reader.fields


def url_of(attempt, position=1):
    return reverse("quizzes:item", args=[attempt.pk, position])


def value_showing(attempt, position, text):
    """The form value of the option whose id is `text` in the frozen order."""
    return str(attempt.items.get(position=position).order.index(text) + 1)


def page(client, attempt, position=1):
    return client.get(url_of(attempt, position))


def said(response):
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def result_page(client, attempt):
    return client.get(reverse("quizzes:result", args=[attempt.pk])).content.decode()


def words_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
