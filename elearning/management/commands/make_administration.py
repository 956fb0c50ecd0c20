"""Make an administration with its collection, groups, page and bank."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from accounts.models import Administration, Role, User
from accounts.scoping import administrations_in_role
from accounts.services.administrations import create_administration
from accounts.services.audit import record_act
from accounts.services.members import add_member


class Command(BaseCommand):
    help = "Makes an administration; --coordinator names its first coordinator by e-mail."

    def add_arguments(self, parser):
        parser.add_argument("slug", help="short name in addresses, such as sampland")
        parser.add_argument("name", help="name as on certificates")
        parser.add_argument("--time-zone", default="UTC")
        parser.add_argument("--signatory", default="", help="name and office printed on certificates")
        parser.add_argument("--coordinator", help="e-mail of a person who has an account")

    def handle(self, *, slug, name, time_zone, signatory, coordinator, **options):
        person = None
        if coordinator:
            person = User.objects.filter(email__iexact=coordinator).first()
            if person is None:
                raise CommandError(f"Nobody has the e-mail address {coordinator}: make the account first.")
        try:
            Administration(slug=slug, name=name, time_zone=time_zone).clean_fields(
                exclude=["collection", "trainers"]
            )
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        administration = create_administration(slug=slug, name=name, time_zone=time_zone, signatory=signatory)
        if person:
            self._appoint(person, administration)
        self.stdout.write(f"{administration.name}: /administration/{administration.slug}/")

    @transaction.atomic
    def _appoint(self, person, administration):
        now = timezone.now()
        if administrations_in_role(person, Role.COORDINATOR).filter(pk=administration.pk).exists():
            return
        add_member(user=person, administration=administration, role=Role.COORDINATOR, since=now.date())
        record_act(
            administration=administration,
            by=None,
            act="member.added",
            now=now,
            subject=person,
            detail={"role": Role.COORDINATOR},
        )
