"""The sample administration with its people and what it asks of them."""

from dataclasses import dataclass
from datetime import timedelta

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from accounts.models import JoinCode, Office, Role, User
from accounts.services.administrations import create_administration
from accounts.services.members import add_member
from certification.plans import Asked, Group, Plan
from certification.services.curricula import make_curriculum
from certification.services.publishing import publish
from courses.models import Module
from courses.services.site import international_trainers
from elearning.demo.history import BEGAN, History

SAMPLE_JOIN_CODE = "SAMPLAND-2026"
STAFF = {Role.TRAINER, Role.COORDINATOR}


@dataclass(frozen=True)
class SampleAccount:
    role_name: str
    role: str
    email: str
    name: str
    latin_name: str
    staff_number: str
    office: str

    @property
    def password(self):
        return f"sample-{self.role_name.split()[0].lower()}"


SAMPLE_ACCOUNTS = [
    SampleAccount(
        "Officer", Role.TRAINEE, "officer@sampland.example", "Sample Officer", "", "1001", "north-port"
    ),
    SampleAccount(
        "Trainer", Role.TRAINER, "trainer@sampland.example", "Sample Trainer", "", "2001", "academy"
    ),
    SampleAccount(
        "Coordinator",
        Role.COORDINATOR,
        "coordinator@sampland.example",
        "Sample Coordinator",
        "",
        "3001",
        "academy",
    ),
    SampleAccount("Owner", "", "owner@sampland.example", "Sample Owner", "", "", ""),
]
OFFICES = [("academy", "Customs academy"), ("north-port", "North port"), ("east-border", "East border post")]


@transaction.atomic
def make_demo(*, now, history, told):
    """The sample administration with its people, join code and curriculum. Twice is once.

    With `history` there are officers who have come far; `told` takes the part of it that is written, 0 to 1.
    """
    administration = create_administration(
        slug="sampland",
        name="Sampland Customs",
        time_zone="UTC",
        signatory="S. Specimen, Director of Training",
    )
    offices = {
        code: Office.objects.get_or_create(administration=administration, code=code, defaults={"name": name})[
            0
        ]
        for code, name in OFFICES
    }
    cites = Asked(module=Module.objects.get(slug="cites").pk, minimum_mark=80)
    curriculum = make_curriculum(
        administration=administration,
        slug="border-officer",
        plan=Plan(title="Border officer, environment", groups=(Group(asked=(cites,)),), validity_months=24),
        enrols_new_officers=True,
        by=None,
        now=now,
    )
    if not curriculum.versions.exclude(published_at=None).exists():
        publish(curriculum=curriculum, edition=curriculum.edition, by=None, now=now)
    for account in SAMPLE_ACCOUNTS:
        _make_account(account, administration, offices)
    JoinCode.objects.get_or_create(code=SAMPLE_JOIN_CODE, defaults={"administration": administration})
    if history:
        people = {account.role: User.objects.get(email=account.email) for account in SAMPLE_ACCOUNTS}
        History(
            administration=administration,
            offices=list(offices.values()),
            coordinator=people[Role.COORDINATOR],
            supervisor=people[Role.TRAINER],
            now=now,
            told=told,
        ).make()


def _make_account(account, administration, offices):
    user, _ = User.objects.get_or_create(
        email=account.email,
        defaults={
            "name": account.name,
            "latin_name": account.latin_name,
            "is_sample": True,
            "is_superuser": account.role == "",
            "is_staff": account.role == "",
            "password": make_password(account.password),
        },
    )
    if account.role:
        add_member(
            user=user,
            administration=administration,
            role=account.role,
            office=offices[account.office],
            staff_number=account.staff_number,
            since=timezone.localdate() - (timedelta(days=BEGAN) if account.role in STAFF else timedelta()),
        )
    if account.role == Role.TRAINER:
        user.groups.add(international_trainers())
