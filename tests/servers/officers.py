"""Officers who answer over the network, as a browser with the script would: again until acknowledged."""

import json
import time
from dataclasses import dataclass, field

import requests
from bs4 import BeautifulSoup

PASSWORD = "sample-password"

MAKE_OFFICERS = """
from django.utils import timezone
from accounts.models import Administration, Role, User
from accounts.services.members import add_member
from courses.models import Module
from courses.services.progress import start_module
from django.contrib.auth.hashers import make_password
import json
now, password, made = timezone.now(), make_password("{password}"), []
administration = Administration.objects.get(slug="sampland")
module = Module.objects.get(slug="cites")
for number in range({count}):
    staff_number = f"{prefix}{{number}}"
    user = User.objects.create_person(name=f"Sample Officer {{number}}", email=f"{{staff_number}}@a.example")
    User.objects.filter(pk=user.pk).update(password=password)
    add_member(
        user=user,
        administration=administration,
        role=Role.TRAINEE,
        staff_number=staff_number,
        since=timezone.localdate(),
    )
    start_module(officer=user, module=module, administration=administration, now=now)
    made.append(user.email)
print(json.dumps(made))
"""


def make_officers(site, *, count, prefix):
    """E-mail addresses of new officers who may take the CITES examination."""
    return site.evaluate(MAKE_OFFICERS.format(count=count, prefix=prefix, password=PASSWORD))


@dataclass
class Officer:
    """One officer with a session of cookies. `acknowledged` is what a server said it has saved."""

    email: str
    urls: list
    session: requests.Session = field(default_factory=requests.Session)
    acknowledged: dict = field(default_factory=dict)
    errors: list = field(default_factory=list)
    attempt: int = 0

    def url(self, path):
        """An address on the servers in turn, as a load balancer would choose."""
        self.urls.append(self.urls.pop(0))
        return self.urls[0] + path

    def page(self, path):
        return BeautifulSoup(
            self.again(lambda: self.session.get(self.url(path), timeout=60)).text, "html.parser"
        )

    def again(self, send, seconds=90):
        """Send until there is an answer: a lost connection is tried again with the same content."""
        end = time.monotonic() + seconds
        while True:
            try:
                response = send()
            except requests.ConnectionError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.2)
                continue
            if response.status_code >= 500:
                self.errors.append(f"{response.request.method} {response.url}: {response.status_code}")
            return response

    def post(self, path, data, *, headers=(), allow_redirects=True):
        def send():
            token = {"X-CSRFToken": self.session.cookies.get("csrftoken", "")}
            return self.session.post(
                self.url(path),
                data=data,
                timeout=60,
                headers=token | dict(headers),
                allow_redirects=allow_redirects,
            )

        return self.again(send)

    def sign_in(self):
        self.page("/accounts/login/")
        response = self.post(
            "/accounts/login/", {"login": self.email, "password": PASSWORD}, allow_redirects=False
        )
        assert response.status_code == 302, response.text[-2000:]

    def start(self, quiz="cites-final"):
        response = self.post(f"/quizzes/{quiz}/start/", {}, allow_redirects=False)
        assert response.status_code == 302, response.text[-2000:]
        self.attempt = int(response.headers["Location"].split("/")[2])
        self.positions = [
            int(link["href"].strip("/").split("/")[-1])
            for link in self.page(response.headers["Location"]).select(".qlist a")
        ]

    def answer(self, position, *, turn=0):
        """Answer one item: with choice number `turn`. Returns the reply of the server as data."""
        path = f"/attempts/{self.attempt}/{position}/"
        form = self.page(path).find("form", id="answer")
        data = [(field["name"], field["value"]) for field in form.find_all("input", type="hidden")]
        data += _choices(form, turn)
        response = self.post(path, data, headers={"Accept": "application/json"})
        assert response.headers["Content-Type"] == "application/json", (
            f"{response.status_code} {response.headers} {response.text[:500]}"
        )
        reply = response.json()
        if response.status_code == 200:
            self.acknowledged[(dict(data)["client"], int(dict(data)["number"]))] = position
        return reply


def _choices(form, turn):
    options = form.find_all("input", type=["radio", "checkbox"])
    if options:
        chosen = options[turn % len(options)]
        return [(chosen["name"], chosen["value"])]
    return [
        (
            select["name"],
            [option["value"] for option in select.find_all("option") if option.get("value")][turn % 2],
        )
        for select in form.find_all("select")
    ]


STORED = """
import json
from quizzes.models import AnswerEvent
events = AnswerEvent.objects.filter(attempt__officer__email__in={emails!r}).values_list(
    "attempt__officer__email", "client", "number", "item__position")
print(json.dumps([list(event) for event in events]))
"""


def stored_events(site, officers):
    """What the database holds: (e-mail, client, number) → position, and how many rows."""
    rows = site.evaluate(STORED.format(emails=[officer.email for officer in officers]))
    return {(email, client, number): position for email, client, number, position in rows}, len(rows)


def lost_answers(site, officers):
    """Answers that a server acknowledged and the database does not hold."""
    held, _rows = stored_events(site, officers)
    return [
        json.dumps([officer.email, client, number, position])
        for officer in officers
        for (client, number), position in officer.acknowledged.items()
        if held.get((officer.email, client, number)) != position
    ]
