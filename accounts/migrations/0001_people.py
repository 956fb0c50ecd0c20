"""People first and alone: Wagtail's own tables point at them, and all others of accounts at Wagtail's."""

import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

import accounts.models.administrations
import accounts.models.people


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0004_a_time_zone_of_ones_own"),
        ("accounts", "0009_names_for_search"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                ("first_name", models.CharField(blank=True, max_length=150, verbose_name="first name")),
                ("last_name", models.CharField(blank=True, max_length=150, verbose_name="last name")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="email address")),
                (
                    "is_staff",
                    models.BooleanField(
                        default=False,
                        help_text="Designates whether the user can log into this admin site.",
                        verbose_name="staff status",
                    ),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True,
                        help_text="Designates whether this user should be treated as active. Unselect this instead of deleting accounts.",
                        verbose_name="active",
                    ),
                ),
                (
                    "date_joined",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="date joined"),
                ),
                (
                    "username",
                    models.CharField(
                        default=accounts.models.people.opaque_username,
                        max_length=150,
                        unique=True,
                        verbose_name="username",
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        help_text="In any script.", max_length=200, verbose_name="name as on the certificate"
                    ),
                ),
                (
                    "latin_name",
                    models.CharField(
                        blank=True,
                        help_text="As in the passport, where the name above is in another script.",
                        max_length=200,
                        verbose_name="name in Latin letters",
                    ),
                ),
                ("sought", accounts.models.people.NamesForSearch(default="", editable=False)),
                ("language", models.CharField(default="en-gb", max_length=15, verbose_name="language")),
                (
                    "time_zone",
                    models.CharField(
                        blank=True,
                        help_text="Empty: that of the administration.",
                        max_length=64,
                        validators=[accounts.models.administrations.known_time_zone],
                        verbose_name="time zone",
                    ),
                ),
                (
                    "is_sample",
                    models.BooleanField(
                        default=False,
                        editable=False,
                        help_text="Made by the demonstration, with a published password.",
                        verbose_name="sample account",
                    ),
                ),
                (
                    "merged_into",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        help_text="The account that this one was found to be a second one of.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="merged",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="merged into",
                    ),
                ),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
            options={
                "verbose_name": "person",
                "verbose_name_plural": "people",
                "constraints": [
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("email"),
                        condition=models.Q(("email", ""), _negated=True),
                        name="one_person_per_email",
                        violation_error_message="Another account has this e-mail address.",
                    )
                ],
            },
            managers=[
                ("objects", accounts.models.people.UserManager()),
            ],
        ),
    ]
