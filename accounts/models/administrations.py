"""Customs administrations, their offices, and who serves in them."""

import zoneinfo
from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.names import staff_number_as_kept

REGIONS = frozenset(
    {
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    }
)


@cache
def time_zones():
    """Names of the time zones to choose from: those of places, and UTC. Read from the disk once."""
    places = (name for name in zoneinfo.available_timezones() if name.partition("/")[0] in REGIONS)
    return [*sorted(places), "UTC"]


def known_time_zone(value):
    """Refuse a name that the time zone database does not hold."""
    if value not in zoneinfo.available_timezones():
        raise ValidationError(
            _("“%(value)s” is no time zone; write one like Europe/Paris."), params={"value": value}
        )


class Administration(models.Model):
    """One national Customs administration. Every record of an officer belongs to exactly one."""

    slug = models.SlugField(_("short name in addresses"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC", validators=[known_time_zone])
    language = models.CharField(_("language"), max_length=15, default="en-gb")
    signatory = models.CharField(
        _("signatory"), max_length=200, blank=True, help_text=_("Name and office printed on certificates.")
    )
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        on_delete=models.PROTECT,
        related_name="administration",
        verbose_name=_("collection"),
    )
    trainers = models.OneToOneField(
        "auth.Group",
        on_delete=models.PROTECT,
        related_name="trained_administration",
        verbose_name=_("group of trainers"),
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("administration")
        verbose_name_plural = _("administrations")
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def zone(self):
        return zoneinfo.ZoneInfo(self.time_zone)

    def day_of(self, moment):
        """The calendar day of a moment where this administration is."""
        return moment.astimezone(self.zone).date()


class Office(models.Model):
    """A place of work: a border post, a port, a laboratory, a headquarters unit."""

    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="offices")
    code = models.SlugField(_("code"), max_length=32)
    name = models.CharField(_("name"), max_length=200)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["administration", "code"], name="one_office_per_code")]

    def __str__(self):
        return self.name


class Role(models.TextChoices):
    TRAINEE = "trainee", _("Trainee")
    TRAINER = "trainer", _("Trainer")
    COORDINATOR = "coordinator", _("Coordinator")


class MembershipQuerySet(models.QuerySet):
    def on(self, day):
        """Those in force on a day."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=day), since__lte=day)

    def from_day(self, day):
        """Those in force on a day or coming after it."""
        return self.filter(models.Q(until=None) | models.Q(until__gte=day))

    def current(self):
        return self.on(timezone.now().date())


class Membership(models.Model):
    """A person's service in an administration, from one day until another."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="memberships")
    administration = models.ForeignKey(Administration, on_delete=models.PROTECT, related_name="memberships")
    office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    role = models.CharField(_("role"), max_length=12, choices=Role.choices, default=Role.TRAINEE)
    staff_number = models.CharField(_("staff number"), max_length=40, blank=True)
    since = models.DateField(_("from"), default=timezone.localdate)
    until = models.DateField(_("to"), null=True, blank=True, help_text=_("The last day."))
    end_reason = models.CharField(
        _("reason"), max_length=300, blank=True, help_text=_("Why the person left; empty after a transfer.")
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                fields=["administration", "staff_number"],
                # Memberships that have ended keep the number: it can be read in the history.
                condition=~models.Q(staff_number="") & models.Q(until=None),
                name="one_staff_number_per_administration",
                violation_error_message=_("Another officer of this administration has this staff number."),
            ),
            models.UniqueConstraint(
                fields=["user", "administration", "role"],
                condition=models.Q(until=None),
                name="one_open_membership_per_role",
            ),
        ]
        indexes = [
            models.Index(fields=["administration", "staff_number"], name="memberships_by_staff_number")
        ]

    def __str__(self):
        return f"{self.user} · {self.administration} · {self.get_role_display()}"

    def is_on(self, day):
        """Whether it is in force on a day."""
        return self.since <= day and (self.until is None or day <= self.until)

    def clean(self):
        self.staff_number = staff_number_as_kept(self.staff_number)
        if self.office and self.office.administration_id != self.administration_id:
            raise ValidationError({"office": _("Choose an office of this administration.")})
        if self.until and self.until < self.since:
            raise ValidationError({"until": _("The last day is before the first.")})
