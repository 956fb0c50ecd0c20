"""What the editor of a lesson refuses, and what it remarks: through the forms of the Wagtail admin."""

import re

import pytest
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from courses.models import LessonPage
from courses.packs.audit import lesson_findings
from courses.services.pack_contents import Contents
from courses.services.remarks import remarks_on
from courses.services.site import international_trainers
from tests.courses.factories import lesson_page, module_page, photograph
from tests.factories import ObjectiveFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author(client):
    user = UserFactory()
    user.groups.add(international_trainers())
    client.force_login(user)
    return user


@pytest.fixture
def lesson(author):
    return lesson_page(module_page(), title="The permit", slug="permit")


def items(*rows):
    """The form of a ListBlock."""
    data = {"count": len(rows)}
    for place, row in enumerate(rows):
        data[place] = {"value": row, "order": place, "deleted": "", "type": "item", "id": ""}
    return {str(key): value for key, value in data.items()}


def save(client, page, *blocks, publish=False, **fields):
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": "",
        "minutes": 10,
        "tools": "",
        "facts_as_of": "",
        "body": streamfield(blocks),
        "comments": inline_formset([]),
        "seo_title": "",
        "search_description": "",
    }
    if publish:
        data["action-publish"] = "1"
    return client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(data) | fields)


def block_errors(answer):
    """What the blocks of the body say, as the editor shows it: [(path, message)]."""
    found = []

    def walk(error, path):
        found.extend((path, message) for message in error.get("messages", []))
        for name, child in error.get("blockErrors", {}).items():
            walk(child, (*path, name))

    walk(answer.context["form"].errors.as_data()["body"][0].as_json_data(), ())
    return found


def drawing(**texts):
    """A picture whose size for choosers is stored already."""
    image = photograph(title="Stamp", **texts)
    file = get_test_image_file("chooser.png")
    image.renditions.create(filter_spec="max-165x165", file=file, width=8, height=6)
    return image


def figure(image):
    return ("figure", {"image": image.pk, "caption": "The stamp", "key": items()})


def callout(source):
    return ("callout", {"kind": "law", "text": rich_text("<p>A permit is needed.</p>"), "source": source})


def check(*feedback):
    options = [
        {
            "text": rich_text(f"<p>Option {place}</p>"),
            "right": "on" if place == 0 else "",
            "feedback": rich_text(f"<p>{text}</p>"),
        }
        for place, text in enumerate(feedback)
    ]
    # A box that is not ticked is not sent.
    for option in options:
        if not option["right"]:
            del option["right"]
    return (
        "check",
        {"name": "first", "question": rich_text("<p>Which?</p>"), "options": items(*options)},
    )


def remarks(client, page):
    """The remarks that the editor shows."""
    said = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    box = re.search(r'id="lesson-remarks">(.*?)</(?:div|p)>\s*</', said, re.DOTALL)[1]
    return re.findall(r"<li>(.*?)</li>", box)


# --- refused ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({}, "This drawing has neither a neutral nor a revealing text."),
        ({"neutral_text": "A stamp."}, "This drawing has no revealing text: what it shows and means."),
        ({"revealing_text": "The stamp is false."}, "This drawing has no neutral text: what is to be seen."),
    ],
)
def test_a_figure_without_its_texts_is_refused_at_the_drawing(client, lesson, texts, said):
    before = LessonPage.objects.get(pk=lesson.pk).latest_revision_id
    answer = save(client, lesson, figure(drawing(**texts)))
    assert answer.status_code == 200
    assert block_errors(answer) == [((0, "image"), f"{said} Open the page of the image and write it.")]
    assert said in answer.content.decode()
    assert LessonPage.objects.get(pk=lesson.pk).latest_revision_id == before


def test_a_figure_with_its_texts_is_saved(client, lesson):
    image = drawing(neutral_text="A stamp.", revealing_text="The stamp is false.")
    assert save(client, lesson, figure(image)).status_code == 302
    draft = LessonPage.objects.get(pk=lesson.pk).get_latest_revision_as_object()
    assert draft.body[0].value["image"] == image


@pytest.mark.parametrize("publish", [False, True])
def test_a_legal_callout_without_its_source_is_refused_at_the_source(client, lesson, publish):
    answer = save(client, lesson, callout(""), publish=publish)
    assert answer.status_code == 200
    assert block_errors(answer) == [((0, "source"), "Name the article this states.")]
    assert "Name the article this states." in answer.content.decode()
    assert save(client, lesson, callout("CITES Article III, 1973"), publish=publish).status_code == 302


# --- remarked -----------------------------------------------------------------------------------


def test_what_a_lesson_lacks_is_remarked_and_hinders_nothing(client, lesson):
    answer = save(client, lesson, callout("CITES"), check("It is granted first.", ""), publish=True)
    assert answer.status_code == 302
    assert LessonPage.objects.get(pk=lesson.pk).live
    assert remarks(client, lesson) == [
        # A, permit, is, needed.
        "4 words; a lesson has 700 to 1400.",
        "0 figures; at least 2.",
        "1 knowledge checks; at least 3.",
        "The lesson has no summary.",
        "The lesson names no objective.",
        "The lesson names no source.",
        "What the law says needs article and year, here: CITES.",
        "The check first has an option without feedback.",
    ]


def test_what_is_mended_is_remarked_no_more(client, lesson):
    objective = ObjectiveFactory()
    lesson.unit.module.objectives.add(objective)
    save(client, lesson, check("It is granted first.", ""))
    mended = {"summary": "What a permit says.", "objectives": [objective.pk]}
    assert save(client, lesson, check("It is granted first.", "It follows."), **mended).status_code == 302
    said = " ".join(remarks(client, lesson))
    for gone in ("summary", "objective", "feedback"):
        assert gone not in said


def test_the_remarks_are_on_the_draft_and_not_on_what_is_published(client, lesson):
    save(client, lesson, callout("CITES Article III, 1973"), publish=True)
    save(client, lesson, callout("CITES"))
    assert "What the law says needs article and year, here: CITES." in remarks(client, lesson)


def test_the_editor_and_the_audit_say_the_same(lesson):
    page = LessonPage.objects.get(pk=lesson.pk)
    packed = Contents(page.unit.module).lesson(page.unit, page)
    assert remarks_on(page) == [finding.message for finding in lesson_findings(packed)]


def test_a_drawing_that_has_lost_its_texts_since_is_remarked(client, lesson):
    image = drawing(neutral_text="A stamp.", revealing_text="The stamp is false.")
    save(client, lesson, figure(image))
    image.neutral_text = ""
    image.save()
    assert remarks(client, lesson)[-1] == "The stamp: This drawing has no neutral text: what is to be seen."


def test_a_figure_that_has_lost_its_drawing_is_remarked(client, lesson):
    image = drawing(neutral_text="A stamp.", revealing_text="The stamp is false.")
    save(client, lesson, figure(image))
    image.delete()
    assert remarks(client, lesson)[-1] == "A figure has lost its drawing."


def test_a_new_lesson_says_when_there_will_be_remarks(client, lesson):
    address = reverse("wagtailadmin_pages:add", args=["courses", "lessonpage", lesson.get_parent().pk])
    assert "listed here once the lesson is saved" in client.get(address).content.decode()


def test_a_lesson_offers_the_objectives_of_its_module_and_those_it_names(client, lesson):
    own, named, foreign = (ObjectiveFactory(text=f"Objective {name}") for name in ("one", "two", "three"))
    lesson.unit.module.objectives.add(own)
    lesson.objectives.add(named)
    lesson.save()
    address = reverse("wagtailadmin_pages:edit", args=[lesson.pk])
    assert set(client.get(address).context["form"].fields["objectives"].queryset) == {own, named}
    answer = save(client, lesson, callout("CITES Article III, 1973"), objectives=[foreign.pk])
    assert "objectives" in answer.context["form"].errors
