"""Administrations and those who serve in them."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from accounts.models import Administration, Membership, Role, User
from accounts.services.administrations import create_administration
from accounts.services.members import add_member, end_membership
from accounts.signals import administration_created, member_joined
from tests.factories import NOON, AdministrationFactory, MembershipFactory, OfficeFactory, UserFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 3, 2)


@contextmanager
def heard(signal):
    """What a signal says inside the block."""
    said = []

    def listen(sender, **kwargs):
        said.append(kwargs)

    signal.connect(listen)
    try:
        yield said
    finally:
        signal.disconnect(listen)


def test_an_administration_comes_with_its_collection_and_its_trainers_group():
    administration = create_administration(
        slug="sampland", name="Sampland Customs", time_zone="Asia/Tokyo", signatory="The Director"
    )
    assert administration.collection.name == "Sampland Customs"
    assert administration.collection.get_parent() == Collection.get_first_root_node()
    assert administration.trainers.name == "Trainers: sampland"
    assert (administration.time_zone, administration.signatory) == ("Asia/Tokyo", "The Director")


def test_making_an_administration_twice_makes_one_and_tells_once():
    with heard(administration_created) as said:
        first = create_administration(slug="sampland", name="Sampland Customs")
        second = create_administration(slug="sampland", name="Another name")
    assert first == second
    assert second.name == "Sampland Customs"
    assert [one["administration"] for one in said] == [first]
    assert Group.objects.filter(name="Trainers: sampland").count() == 1


@pytest.mark.parametrize(
    "wrong", [{"slug": "not a slug"}, {"time_zone": "Sampland/Nowhere"}, {"name": ""}], ids=str
)
def test_an_administration_that_cannot_be_leaves_nothing_behind(wrong):
    collections = Collection.objects.count()
    with pytest.raises(ValidationError):
        create_administration(**{"slug": "sampland", "name": "Sampland Customs"} | wrong)
    assert not Administration.objects.exists()
    assert Collection.objects.count() == collections


def test_a_trainer_may_enter_the_admin_and_use_the_own_collection_only(client):
    own = create_administration(slug="sampland", name="Sampland Customs")
    other = create_administration(slug="otherland", name="Otherland Customs")
    trainer = UserFactory()
    add_member(user=trainer, administration=own, role=Role.TRAINER, since=DAY)
    trainer = User.objects.get(pk=trainer.pk)
    for model in (get_image_model(), get_document_model()):
        policy = policy_registry.get_by_type(model)
        for action in ("add", "change", "choose"):
            allowed = policy.collections_user_has_permission_for(trainer, action)
            assert own.collection in allowed
            assert other.collection not in allowed
    client.force_login(trainer)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_a_new_member_is_told_once_and_joining_twice_gives_one_membership(administration):
    person = UserFactory()
    office = OfficeFactory(administration=administration)
    joining = {
        "user": person,
        "administration": administration,
        "role": Role.TRAINEE,
        "office": office,
        "staff_number": " s 12",
        "since": DAY,
    }
    with heard(member_joined) as said:
        first = add_member(**joining)
        assert add_member(**joining) == first
    assert [one["membership"] for one in said] == [first]
    assert (first.staff_number, first.office, first.since, first.until) == ("S12", office, DAY, None)


def test_a_member_gets_no_office_of_another_administration(administration, other_administration):
    with pytest.raises(ValidationError) as refused:
        add_member(
            user=UserFactory(),
            administration=administration,
            role=Role.TRAINEE,
            office=OfficeFactory(administration=other_administration),
            since=DAY,
        )
    assert "office" in refused.value.message_dict
    assert not Membership.objects.exists()


def test_a_staff_number_of_a_colleague_is_refused_in_any_case_of_its_letters(administration, officer):
    officer.memberships.update(staff_number="AB1")
    with pytest.raises(ValidationError, match="Another officer of this administration"):
        add_member(
            user=UserFactory(),
            administration=administration,
            role=Role.TRAINEE,
            staff_number="ab 1",
            since=DAY,
        )


def test_the_same_staff_number_is_free_in_another_administration(other_administration, officer):
    officer.memberships.update(staff_number="AB1")
    membership = add_member(
        user=UserFactory(),
        administration=other_administration,
        role=Role.TRAINEE,
        staff_number="AB1",
        since=DAY,
    )
    assert membership.staff_number == "AB1"


def test_a_person_who_comes_back_keeps_the_staff_number(administration):
    ended = MembershipFactory(administration=administration, staff_number="AB1", until=DAY)
    again = add_member(
        user=ended.user, administration=administration, role=Role.TRAINEE, staff_number="AB1", since=DAY
    )
    assert again != ended
    assert again.staff_number == "AB1"


def test_a_trainer_leaves_the_group_when_the_membership_ends(administration):
    trainer = UserFactory()
    membership = add_member(user=trainer, administration=administration, role=Role.TRAINER, since=DAY)
    assert list(trainer.groups.all()) == [administration.trainers]
    ended = end_membership(membership=membership, last_day=date(2026, 3, 9), by=None, now=NOON)
    assert ended.until == date(2026, 3, 9)
    assert not trainer.groups.exists()
    again = end_membership(membership=membership, last_day=date(2026, 4, 1), by=None, now=NOON)
    assert again.until == date(2026, 3, 9)


def test_a_membership_cannot_end_before_it_began(administration):
    membership = add_member(user=UserFactory(), administration=administration, role=Role.TRAINEE, since=DAY)
    with pytest.raises(ValidationError):
        end_membership(membership=membership, last_day=date(2026, 3, 1), by=None, now=NOON)


def test_the_database_holds_one_address_per_person_in_any_case():
    UserFactory(email="person@example.org")
    with pytest.raises(IntegrityError, match=r"one_person_per_email"):
        UserFactory(email="Person@Example.ORG")


def test_people_without_an_address_do_not_clash():
    UserFactory(email="")
    UserFactory(email="")
    assert User.objects.filter(email="").count() == 2


def test_the_database_holds_one_staff_number_per_administration(administration):
    MembershipFactory(administration=administration, staff_number="AB1")
    with pytest.raises(IntegrityError):
        MembershipFactory(administration=administration, staff_number="AB1")


def test_the_admin_will_not_delete_the_collection_of_an_administration(client):
    administration = AdministrationFactory(name="Sampland Customs")
    client.force_login(User.objects.create_superuser("owner", "owner@example.org", "x", name="Owner"))
    address = reverse("wagtailadmin_collections:delete", args=[administration.collection.pk])
    assert "Sampland Customs" in client.get(address).content.decode()
    assert client.post(address).status_code == 403
    assert Collection.objects.filter(pk=administration.collection.pk).exists()
