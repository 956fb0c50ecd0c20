"""How people come in: join codes with approval, and one-time links for those without mail."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class JoinCodeQuerySet(models.QuerySet):
    def usable(self, now):
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=now), closed_at=None)

    def with_use(self):
        """Each with `uses`: how many have asked to join with it."""
        return self.annotate(uses=models.Count("requests"))


class JoinCode(models.Model):
    """A code that an administration gives its officers so that they can ask to join."""

    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="join_codes"
    )
    office = models.ForeignKey(
        "accounts.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    code = models.CharField(_("code"), max_length=40, unique=True)
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = JoinCodeQuerySet.as_manager()

    class Meta:
        verbose_name = _("join code")
        verbose_name_plural = _("join codes")

    def __str__(self):
        return self.code


class SignUpRequest(models.Model):
    """Somebody who signed up with a code, until a coordinator has decided."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="sign_up_requests")
    administration = models.ForeignKey(
        "accounts.Administration", on_delete=models.PROTECT, related_name="sign_up_requests"
    )
    join_code = models.ForeignKey(JoinCode, on_delete=models.PROTECT, related_name="requests")
    office = models.ForeignKey(
        "accounts.Office", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    staff_number = models.CharField(_("staff number"), max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    created_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("sign-up")
        verbose_name_plural = _("sign-ups")
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "administration"],
                condition=models.Q(state="waiting"),
                name="one_waiting_sign_up_per_administration",
            ),
            models.UniqueConstraint(
                fields=["administration", "staff_number"],
                condition=models.Q(state="waiting") & ~models.Q(staff_number=""),
                name="one_waiting_sign_up_per_staff_number",
            ),
        ]

    def __str__(self):
        return f"{self.user} · {self.administration}"


class SignInLink(models.Model):
    """A link that signs one person in once. Only the hash of its token is kept."""

    user = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="sign_in_links")
    administration = models.ForeignKey("accounts.Administration", on_delete=models.PROTECT, related_name="+")
    token_hash = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey("accounts.User", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("one-time sign-in link")
        verbose_name_plural = _("one-time sign-in links")

    def __str__(self):
        return f"{self.user} · {self.created_at:%Y-%m-%d %H:%M}"
