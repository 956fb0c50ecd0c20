"""People. A person is not a role: what somebody may do follows from memberships."""

import secrets
import zoneinfo

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from accounts.models.administrations import Membership, known_time_zone
from accounts.names import names_for_search, staff_number_as_kept


def opaque_username():
    """A name for the database's use that says nothing about the person."""
    return f"u{secrets.token_hex(10)}"


class UserManager(DjangoUserManager):
    """People by what they are known by. Named, since a migration has to refer to it."""

    def create_person(self, *, name, email="", password=None, **fields):
        """A person with an opaque username; without a password nobody can sign in with one."""
        user = self.model(
            username=opaque_username(), name=name, email=self.normalize_email(email).lower(), **fields
        )
        user.set_password(password)
        user.save(using=self._db)
        return user

    def with_email(self, email):
        """Who has an address, whatever the case of its letters. At most one person."""
        return self.alias(lower_email=Lower("email")).filter(lower_email=email.lower()).exclude(email="")

    def with_staff_number(self, administration, staff_number):
        """Who holds a staff number, or held it last; where nobody did, who waits for approval with it.

        At most one person.
        """
        number = staff_number_as_kept(staff_number)
        if not number:
            return self.none()
        held = Membership.objects.filter(administration=administration, staff_number=number)
        newest_first = models.F("until").desc(nulls_first=True)
        holder = held.order_by(newest_first, "-pk").values_list("user", flat=True).first()
        if holder:
            return self.filter(pk=holder)
        return self.filter(
            sign_up_requests__administration=administration,
            sign_up_requests__staff_number=number,
            sign_up_requests__state="waiting",
        )


class NamesForSearch(models.TextField):
    """The names of a person as lists look through them. Written anew whenever the row is.

    Whoever saves names with `update_fields` names this field too.
    """

    def pre_save(self, model_instance, add):
        sought = names_for_search(model_instance.name, model_instance.latin_name)
        setattr(model_instance, self.attname, sought)
        return sought


class User(AbstractUser):
    """One person, whatever the number of administrations served in."""

    username = models.CharField(_("username"), max_length=150, unique=True, default=opaque_username)
    name = models.CharField(_("name as on the certificate"), max_length=200, help_text=_("In any script."))
    latin_name = models.CharField(
        _("name in Latin letters"),
        max_length=200,
        blank=True,
        help_text=_("As in the passport, where the name above is in another script."),
    )
    sought = NamesForSearch(default="", editable=False)
    language = models.CharField(_("language"), max_length=15, default="en-gb")
    time_zone = models.CharField(
        _("time zone"),
        max_length=64,
        blank=True,
        validators=[known_time_zone],
        help_text=_("Empty: that of the administration."),
    )
    is_sample = models.BooleanField(
        _("sample account"),
        default=False,
        editable=False,
        help_text=_("Made by the demonstration, with a published password."),
    )

    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        help_text=_("The account that this one was found to be a second one of."),
    )

    objects = UserManager()
    REQUIRED_FIELDS = ["email", "name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="one_person_per_email",
                violation_error_message=_("Another account has this e-mail address."),
            )
        ]

    def __str__(self):
        return self.name or self.username

    def get_full_name(self):
        return self.name or super().get_full_name()

    def get_short_name(self):
        return self.name

    def get_username(self):
        """What pages of Django and Wagtail call a person: the name, since the username says nothing."""
        return self.name or self.username

    def zone_in(self, administration):
        """The time zone of the person's own pages: the one chosen, or else the administration's."""
        return zoneinfo.ZoneInfo(self.time_zone) if self.time_zone else administration.zone

    def natural_key(self):
        return (self.username,)
