"""Pages, and the short way to the lessons of officers who are at work in a module.

Wagtail finds a page by walking down the tree, which is right and costs a query a level. A lesson that an
officer has opened before is the same for everybody who stands in the module as this officer does, so it is
kept as a whole: under the edition of the content (elearning.models), the address, the roles that the
header depends on and the units that are done. Whatever is not this plain case goes Wagtail's way: a first
opening, other people's reading, view restrictions, hooks, messages waiting to be shown.
"""

import hashlib
import logging
import re
from dataclasses import dataclass, replace
from types import SimpleNamespace

from django.contrib.messages import get_messages
from django.core.cache import caches
from django.db.models import BigIntegerField, DateField, F, Subquery
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language
from wagtail import hooks
from wagtail.models import Page
from wagtail.views import serve as wagtail_serve

from accounts.models import Membership, Role
from accounts.statements import Given, Statement
from courses.contents import Contents, contents_of
from courses.models import LessonPage, Module
from elearning.context_processors import Nav
from elearning.models import ContentChange
from elearning.pieces import Pieces

logger = logging.getLogger("elearning")

# What a change to the database by hand, past the models, may take to show.
SECONDS_KEPT = 300
SECONDS_KNOWN = 24 * 60 * 60
SHORT_METHODS = frozenset({"GET", "HEAD"})
ACCEPTS_GZIP = re.compile(r"\bgzip\b")
OF_THE_SERVER = ("HTTP_HOST", "SERVER_NAME", "SERVER_PORT", "wsgi.url_scheme")


def page(request, path):
    """Wagtail's serve, or the same answer on the short way."""
    response = _shortly(request, path)
    if response is None:
        response = wagtail_serve(request, path)
        _remember(request, path, response)
    return response


@dataclass(frozen=True)
class Place:
    """What stood at an address when it was last served: to be checked before anything is shown."""

    page: int
    unit: int
    module: int
    administration: int | None


class TooPersonal(Exception):
    """A template asked for something that differs between the readers of a kept page."""


class Nobody:
    """Stands where something personal stands in a request, and refuses to tell."""

    def __getattr__(self, name):
        raise TooPersonal(name)

    def __str__(self):
        raise TooPersonal(type(self).__name__)


class Reader(Nobody):
    """Whoever reads a kept page: what all of its readers share."""

    is_authenticated = True
    is_active = True
    is_superuser = False


def _key(*parts):
    """A key without characters or lengths that a cache may refuse."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=20).hexdigest()


def _address(request, path):
    return request.scheme, request.get_host(), path, get_language()


def _remember(request, path, response):
    """Keep what an address leads to, when it has shown a lesson."""
    if response.status_code != 200 or request.method not in SHORT_METHODS:
        return
    lesson = Page.route_for_request(request, path).page
    if type(lesson) is LessonPage:
        place = Place(lesson.pk, lesson.unit_id, lesson.unit.module_id, lesson.module.administration_id)
        caches["pages"].set(_key(_address(request, path)), place, SECONDS_KNOWN)


def _shortly(request, path):
    """A kept lesson, or None where this is not the plain case."""
    if request.method not in SHORT_METHODS or request.META.get("QUERY_STRING"):
        return None
    kept, address = caches["pages"], _address(request, path)
    place = kept.get(_key(address))
    if place is None or not request.user.is_authenticated or request.user.is_superuser:
        return None
    if len(get_messages(request)) or not _only_hooks_of_wagtail():
        return None
    rows = standing(officer=request.user.pk, module=place.module, today=timezone.now().date())
    memberships = sorted({row[1:4] for row in rows}, key=lambda row: (row[1] != Role.TRAINEE, -row[2]))
    administration = _learning_under(memberships, place)
    progress = {unit: done for *_rest, under, unit, done in rows if under == administration}
    if place.unit not in progress:
        return None
    edition = rows[0][0]
    roles = tuple(sorted({role for _administration, role, _pk in memberships}))
    done = tuple(sorted(unit for unit, done in progress.items() if done))
    key = _key(edition, place, roles, done, address)
    pieces = kept.get(key, key)
    if pieces is key:
        pieces = _draw(request, path, place, roles, done)
        kept.set(key, pieces, SECONDS_KEPT)
    return None if pieces is None else _answer(request, pieces)


def _only_hooks_of_wagtail():
    """Whether nothing but Wagtail itself wants to be asked. It asks for the method and for restrictions."""
    asked = [*hooks.get_hooks("before_serve_page"), *hooks.get_hooks("on_serve_page")]
    return all(hook.__module__ == "wagtail.wagtail_hooks" for hook in asked)


def _learning_under(memberships, place):
    """Id of the administration that the module is learnt under, as in courses.access, or None."""
    administrations = [administration for administration, _role, _pk in memberships]
    if place.administration is not None:
        return place.administration if place.administration in administrations else None
    return administrations[0] if administrations else None


def _standing():
    """What an officer is and has done in an open module that is taken: every membership with every unit.

    The edition comes with each row. Nothing for who does not take the module, or belongs nowhere today.
    """
    progress, module = "user__unit_progress", "user__unit_progress__unit__module"
    rows = Membership.objects.on(Given("today", DateField())).filter(
        **{
            "user": Given("officer", BigIntegerField()),
            module: Given("module", BigIntegerField()),
            f"{module}__status": Module.Status.OPEN,
            f"{module}__enrolments__officer": F("user"),
            f"{module}__enrolments__administration": F(f"{progress}__administration"),
        }
    )
    edition = Subquery(ContentChange.objects.edition())
    membership = ("administration", "role", "pk")
    return rows.values_list(
        edition, *membership, f"{progress}__administration", f"{progress}__unit", f"{progress}__completed_at"
    )


standing = Statement(_standing)


def _draw(request, path, place, roles, done):
    """A lesson for all who have these roles and these units done; None where it is not the plain case."""
    anybody = HttpRequest()
    anybody.method = "GET"
    anybody.path = anybody.path_info = request.path
    anybody.META.update({name: request.META[name] for name in OF_THE_SERVER if name in request.META})
    anybody.user, anybody.session = Reader(), Nobody()
    route = Page.route_for_request(anybody, path)
    lesson = route and route.page
    if type(lesson) is not LessonPage or not lesson.in_place or lesson.get_view_restrictions():
        return None
    module = lesson.module
    if place != Place(lesson.pk, lesson.unit_id, module.pk, module.administration_id):
        return None
    inside = contents_of([lesson.module_page], request=anybody)[module.pk]
    inside = Contents([replace(step, done=step.unit.pk in done) for step in inside.steps])
    reading = SimpleNamespace(enrolment=True)
    context = Page.get_context(lesson, anybody) | lesson.surroundings(anybody, reading, inside)
    context |= lesson.content(anybody) | {"user": anybody.user, "nav": Nav(anybody.user, set(roles))}
    try:
        return Pieces.of(render_to_string(lesson.get_template(anybody), context, anybody).encode())
    except TooPersonal as asked:
        logger.warning("Lessons are served the long way: their templates ask for %s of the reader.", asked)
        return None


def _answer(request, pieces):
    """The kept page with this session's token in its forms."""
    token = get_token(request)
    if ACCEPTS_GZIP.search(request.headers.get("Accept-Encoding", "")):
        response = HttpResponse(pieces.gzipped(token))
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(pieces.whole(token))
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
