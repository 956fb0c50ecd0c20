"""The pages, group and collection that every installation has. Each function is safe to call twice."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page, Site

from accounts.models import Administration
from accounts.services.administrations import COLLECTION_PERMISSIONS
from courses.models import AdministrationPage, CataloguePage, HomePage
from quizzes.services.banks import allow_writing
from reference.permissions import allow_changing, allow_looking

INTERNATIONAL_COLLECTION = "International"
INTERNATIONAL_TRAINERS = "International trainers"
PAGE_PERMISSIONS = ["add_page", "change_page", "publish_page"]


@transaction.atomic
def lay_site():
    """The home page as root of the default site, the catalogue below it, and who may edit that.

    Returns the home page. Wagtail's own page of welcome is removed.
    """
    home = HomePage.objects.first() or _lay_home()
    if not CataloguePage.objects.child_of(home).exists():
        home.add_child(instance=CataloguePage(title="Catalogue", slug="catalogue", locale=home.locale))
    international_trainers()
    for administration in Administration.objects.select_related("trainers"):
        allow_looking(administration.trainers)
    return HomePage.objects.get(pk=home.pk)


def international_collection():
    """The collection of pictures and documents that belong to no administration."""
    root = Collection.get_first_root_node()
    found = root.get_children().filter(name=INTERNATIONAL_COLLECTION).first()
    return found or root.add_child(name=INTERNATIONAL_COLLECTION)


@transaction.atomic
def international_trainers():
    """The group that writes the international modules."""
    group, _created = Group.objects.get_or_create(name=INTERNATIONAL_TRAINERS)
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    catalogue = CataloguePage.objects.first()
    if catalogue:
        _allow_pages(group, catalogue)
    collection = international_collection()
    for app_label, codename in COLLECTION_PERMISSIONS:
        permission = Permission.objects.get(content_type__app_label=app_label, codename=codename)
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    allow_writing(group=group, collection=collection)
    allow_changing(group)
    return group


@transaction.atomic
def administration_page(administration):
    """The administration's own part of the site, which its trainers and nobody else may edit."""
    page = AdministrationPage.objects.filter(administration=administration).first()
    if page is None:
        page = lay_site().add_child(
            instance=AdministrationPage(
                title=administration.name, slug=administration.slug, administration=administration
            )
        )
    _allow_pages(administration.trainers, page)
    allow_looking(administration.trainers)
    return page


def _allow_pages(group, page):
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailcore", codename__in=PAGE_PERMISSIONS
    ):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def _lay_home():
    root = Page.get_first_root_node()
    welcome = Page.objects.child_of(root).filter(slug="home", numchild=0).exact_type(Page).first()
    if welcome:
        # Moved aside first: a site is deleted with its root page.
        Page.objects.filter(pk=welcome.pk).update(slug="welcome")
    home = root.add_child(instance=HomePage(title="Green Customs", slug="home", locale=root.locale))
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": address.hostname,
            "port": address.port or (443 if address.scheme == "https" else 80),
            "root_page": home,
            "site_name": settings.WAGTAIL_SITE_NAME,
        },
    )
    if welcome:
        Page.objects.get(pk=welcome.pk).delete()
    return HomePage.objects.get(pk=home.pk)
