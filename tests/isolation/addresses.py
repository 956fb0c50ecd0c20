"""Every address of the site, and the rule of each: what may stand in it, and who is a stranger to it.

An address whose parameters have no value here, or whose name falls under no rule, fails the walk: whoever
adds an address says whose it is.
"""

import re
from dataclasses import dataclass

from django.urls import URLPattern, get_resolver

from accounts.models import Role

# A name's first matching rule counts.
#   public   anybody may read it; it must show nothing of the other land
#   own      shows a signed-in person what is that person's; nothing of the other land
#   admin    a page of the Wagtail admin that names no object; nothing of the other land
#   closed   names something of the other land: a stranger is turned away
RULES = [
    (r"wagtail_serve|page", "closed"),
    (
        r"wagtailadmin_(home|explore_root|account|logout|dismissibles|block_preview|sprite|javascript_catalog)",
        "admin",
    ),
    (r"wagtailadmin_error_test", "failing"),
    (r"wagtailadmin_(login|password_reset.*)|to_sign_in", "public"),
    (r"view", "admin"),  # Wagtail's trial of its page for what is not found
    (r"wagtailadmin_choose_page_(external|email|phone|anchor)_link", "admin"),
    (r"wagtailadmin_(tag_autocomplete|tag_model_autocomplete)", "admin"),
    (r"wagtailadmin_choose_page(_search|_chosen_multiple)?", "admin"),
    (r"wagtailadmin_choose_page_child", "admin"),
    (r"wagtailadmin_explore(_results)?", "closed"),
    (r"wagtail_bulk_action", "closed"),
    (r"wagtailadmin_api:pages:(listing|find)", "admin"),
    (r"wagtailadmin_api:(images|documents):.*", "closed"),
    (r"wagtailadmin_api:\w+:(detail|action)", "closed"),
    (r"wagtailadmin_pages:(search|search_results|type_use|type_use_results|choose_parent)", "admin"),
    (r"wagtailadmin_pages:.*", "closed"),
    (
        r"wagtailadmin_(collections|workflows):(index|index_results|add|list|select_task_type|task_index.*|task_chooser.*)",
        "admin",
    ),
    (r"wagtailadmin_workflows:(usage|usage_results|edit|task_chosen)", "admin"),
    (r"wagtailadmin_(collections|workflows):.*", "closed"),
    (r"wagtailadmin_reports:.*", "closed"),
    (r"wagtailadmin_editing_sessions:release", "admin"),  # ends only one's own session
    (r"wagtailadmin_editing_sessions:.*", "closed"),
    (r"simple_translation:.*", "closed"),
    (r"wagtailembeds:.*", "admin"),
    (r"wagtailsnippets:index", "admin"),
    (r"wagtailsnippet(s|choosers)_reference_.*", "admin"),  # international rows: nobody's own
    (r"review:index", "admin"),
    (
        r"wagtail(docs|images)(_chooser)?:(index|index_results|add|add_multiple|choose|choose_results|chosen_multiple|create)",
        "admin",
    ),
    (r"wagtail(docs|images)(_chooser)?:.*", "closed"),
    (r"wagtaildocs_serve", "closed"),
    (r"wagtail(docs|core)_authenticate_with_password", "closed"),
    (r"wagtailcore_login", "public"),
    (r"wagtail(locales|sites):.*", "admin"),
    (r"wagtailusers_(users|groups):(index|index_results|add)", "admin"),
    (r"wagtailusers_(users|groups):.*", "closed"),
    (r"authors:.*", "admin"),
    (r"modules:index", "own"),
    (r"modules:.*", "closed"),
    (r"(question_banks|quiz_editor|quiz_statistics):index|question_proposals:list", "own"),
    (r"question_proposals:.*", "closed"),
    (r"quiz_editor:new", "own"),
    (r"scenarios:(index|new)", "own"),
    (r"scenarios:.*", "closed"),
    (r"(question_banks|quiz_editor|quiz_statistics):.*", "closed"),
    (r"inspection_editor:(index|new)", "own"),
    (r"inspection_editor:.*", "closed"),
    (r"account_.*", "public"),
    (r"accounts:(join.*|waiting|profile)", "own"),
    (r"accounts:link", "public"),
    (r"accounts:log.*", "closed"),
    (r"members:.*", "closed"),
    (r"quizzes:.*", "closed"),
    (r"exercises:.*", "closed"),
    (r"courses:glossary", "public"),
    (r"reference:.*", "public"),
    (r"courses:(dashboard|search|guides)", "own"),
    (r"courses:.*", "closed"),
    (r"certification:verify", "public"),
    (r"certification:(administration|transcript|transcript_pdf|my_data|supervisions)", "own"),
    (r"certification:.*", "closed"),
    (r"media", "public"),
]


@dataclass(frozen=True)
class Address:
    name: str
    route: str
    parameters: tuple

    @property
    def rule(self):
        return next((rule for pattern, rule in RULES if re.fullmatch(pattern, self.name)), None)

    def __str__(self):
        return f"{self.name} ({self.route})"


def all_addresses():
    """Every address that the resolver knows, included ones with their namespaces."""
    return list(_walk(get_resolver(), "", (), ()))


def _walk(resolver, route, namespaces, parameters):
    for entry in resolver.url_patterns:
        pattern = entry.pattern
        names = (*parameters, *_parameters(pattern))
        here = route + str(pattern)
        if isinstance(entry, URLPattern):
            if entry.name is None and entry.callback.__name__ in {"default"}:
                continue
            name = entry.name or ("media" if "media" in here else entry.callback.__name__)
            yield Address(":".join([*namespaces, name]), here, names)
        else:
            yield from _walk(entry, here, (*namespaces, *filter(None, [entry.namespace])), names)


def _parameters(pattern):
    return tuple(pattern.converters) or tuple(pattern.regex.groupindex)


def values_of(world):
    """What stands in for each parameter: (pattern of names, parameter) → value in the first land."""
    things, administration = world.things, world.administration
    officer = world.people[Role.TRAINEE]
    lesson = things["lesson_page"].pk
    return [
        (r"reference:.*", {"heading": "0106", "fmt": "csv"}),
        (
            r"wagtailadmin_pages:revisions_compare",
            {"pk": lesson, "revision_id_a": "earliest", "revision_id_b": "latest"},
        ),
        (r"wagtailadmin_api:pages:.*", {"pk": lesson, "action_name": "unpublish"}),
        (
            r"wagtailadmin_api:images:.*|wagtailimages.*",
            {"pk": things["image"].pk, "image_id": things["image"].pk},
        ),
        (
            r"wagtailadmin_api:documents:.*|wagtaildocs.*",
            {
                "pk": things["document"].pk,
                "document_id": things["document"].pk,
                "doc_id": things["document"].pk,
            },
        ),
        (r"wagtailimages:preview", {"filter_spec": "max-100x100"}),
        (r"wagtail(docs|images):.*", {"uploaded_file_id": things["uploaded"].pk}),
        (
            r"wagtailadmin_collections:.*",
            {"pk": administration.collection_id, "collection_id": administration.collection_id},
        ),
        (
            r"wagtailadmin_workflows:remove",
            {"page_pk": things["national"].pk, "workflow_pk": things["workflow"].pk},
        ),
        (r"wagtailadmin_workflows:add_task", {"app_label": "wagtailcore", "model_name": "groupapprovaltask"}),
        (r"wagtailadmin_workflows:.*task.*", {"pk": things["task"].pk, "task_id": things["task"].pk}),
        (r"wagtailadmin_workflows:.*", {"pk": things["workflow"].pk}),
        (
            r"wagtailadmin_editing_sessions:.*",
            {"app_label": "courses", "model_name": "lessonpage", "object_id": lesson, "session_id": 1},
        ),
        (r"wagtailadmin_tag_model_autocomplete", {"app_name": "taggit", "model_name": "tag"}),
        (r"wagtail_bulk_action", {"app_label": "wagtailcore", "model_name": "page", "action": "delete"}),
        (
            r"wagtailadmin_pages:.*",
            {
                "content_type_app_name": "courses",
                "content_type_model_name": "lessonpage",
                "app_label": "courses",
                "model_name": "lessonpage",
            },
        ),
        (
            r"wagtailadmin_pages:.*",
            {
                "action_name": "approve",
                "task_state_id": things["task_state"].pk,
                "task_id": things["task"].pk,
                "workflow_state_id": things["workflow_state"].pk,
                "revision_id": things["revision"].pk,
                "destination_id": things["national"].pk,
            },
        ),
        (
            r"simple_translation:submit_snippet_translation",
            {"app_label": "quizzes", "model_name": "question", "pk": "1"},
        ),
        (r"wagtaillocales:.*|wagtailsites:.*", {"pk": 1}),
        (
            r"wagtailsnippet(s|choosers)_reference_.*",
            {"pk": 1, "revision_id": 1, "revision_id_a": "earliest", "revision_id_b": "latest"},
        ),
        (r"wagtailusers_users:.*", {"pk": officer.pk}),
        (r"wagtailusers_groups:.*", {"pk": administration.trainers_id}),
        (r"authors:guide", {"slug": "writing"}),
        (r"modules:.*", {"pk": things["module"].pk}),
        (
            r"question_proposals:.*",
            {
                "pk": things["proposal"].pk,
                "action_name": "approve",
                "task_state_id": things["proposal"].current_workflow_task_state.pk,
                "revision_id_a": "live",
                "revision_id_b": "latest",
            },
        ),
        (r"question_banks:version", {"number": 2}),
        (r"question_banks:.*correction", {"correction": things["correction"].pk}),
        (r"question_banks:(set|dissolve_set)", {"bank": things["bank"].slug, "pk": things["rivalry"].pk}),
        (r"quiz_editor:.*", {"pk": things["own_quiz"].pk}),
        (r"inspection_editor:.*", {"pk": things["inspection"].pk}),
        (r"quiz_statistics:.*", {"quiz": things["own_quiz"].slug, "pk": things["version"].question_id}),
        (
            r"question_banks:.*",
            {"bank": things["bank"].slug, "pk": things["version"].question_id, "fmt": "csv"},
        ),
        (
            r"scenarios:.*",
            {"pk": things["exercise"].pk, "number": 1, "run": things["ended_run"].pk},
        ),
        (r"members:(make_link|leave)", {"pk": officer.pk}),
        (r"members:take_back", {"pk": things["former"].pk}),
        (r"members:(merge|differ)", {"first": officer.pk, "second": things["twin"].pk}),
        (r"(members|accounts):log_export", {"fmt": "csv"}),
        (r"members:import.*", {"pk": things["import"].pk, "fmt": "csv"}),
        (r"members:.*(approve|refuse).*", {"pk": things["sign_up"].pk}),
        (r"members:.*code.*", {"pk": things["join_code"].pk, "code": things["join_code"].pk}),
        (r"media", {"path": things["image"].file.name}),
        (r"accounts:link", {"token": "nobody-has-this-token"}),
        (r"quizzes:start", {"slug": things["quiz"].slug}),
        (
            r"quizzes:(item|check|submit|figure)",
            {"pk": things["open_attempt"].pk, "position": 1, "place": 1},
        ),
        (r"quizzes:.*", {"pk": things["attempt"].pk, "position": 1}),
        (r"exercises:start", {"slug": things["exercise"].slug}),
        (r"exercises:debrief", {"pk": things["ended_run"].pk}),
        (r"exercises:start_inspection", {"slug": things["inspection"].slug}),
        (r"exercises:inspect", {"pk": things["inspection_round"].pk}),
        (r"exercises:inspection_debrief", {"pk": things["inspected_round"].pk}),
        (r"exercises:.*", {"pk": things["scenario_run"].pk, "number": 1, "place": 2}),
        (r"courses:(guide_.*|drill)", {"module": things["module"].slug, "group": "woods"}),
        (r"courses:drill_picture", {"pk": things["drawn_turn"].pk}),
        (r"courses:drill_card", {"pk": things["drill_turn"].pk}),
        (r"courses:start_module", {"slug": things["module"].slug}),
        (r"courses:complete_unit", {"pk": things["lesson_unit"].pk}),
        (r"certification:(officer|name|accommodate)", {"pk": officer.pk}),
        (r"certification:(end_)?sitting", {"pk": things["sitting"].pk}),
        (r"certification:bundle.*", {"pk": things["bundle"].pk}),
        (r"certification:export", {"kind": "completions", "fmt": "csv"}),
        (r"certification:cohort", {"pk": things["cohort"].pk}),
        (r"certification:supervision", {"pk": things["supervision"].pk}),
        (r"certification:(certification|terms|take_off|take_back|leave_cohort)", {"pk": officer.pk}),
        (r"certification:.*", {"name": things["curriculum"].slug, "group": "under-way"}),
        (
            r"certification:(design_|published_design|picture).*",
            {"number": things["design"].number, "sha256": things["design"].logo.sha256},
        ),
        (r"certification:.*", {"serial": things["certificate"].serial}),
        (r".*", {"slug": administration.slug, "administration": administration.slug}),
        (
            r".*",
            {
                "page_id": lesson,
                "parent_page_id": things["module_page"].pk,
                "page_to_move_id": lesson,
                "uidb64": "eA",
                "uidb36": "x",
                "token": "x-x",
                "key": "x",
                "restriction_id": 1,
                "page_view_restriction_id": 1,
            },
        ),
    ]


UNNAMED = {
    "page": lambda world: world.things["lesson_page"].url.lstrip("/"),
    "wagtail_serve": lambda world: world.things["lesson_page"].url.lstrip("/"),
    "wagtaildocs_serve": lambda world: f"{world.things['document'].pk}/{world.things['document'].filename}",
}


def path_of(address, world, values):
    """An address filled with what belongs to the first land. Raises LookupError without a value."""
    if address.name in UNNAMED:
        prefix = re.split(r"\^|\(", address.route)[0]
        return f"/{prefix}{UNNAMED[address.name](world)}"
    chosen = {}
    for parameter in address.parameters:
        for pattern, known in values:
            if parameter in known and re.fullmatch(pattern, address.name):
                chosen[parameter] = known[parameter]
                break
        else:
            raise LookupError(f"{address}: no value for “{parameter}”")
    return _fill(address.route, chosen)


def _fill(route, chosen):
    route = re.sub(
        r"<(?:\w+:)?(\w+)>",
        lambda match: str(chosen[match[1]]),
        re.sub(r"\(\?P<(\w+)>[^()]*\)", r"<\1>", route),
    )
    return "/" + re.sub(r"[\^$]|\\Z", "", route).replace("\\.", ".")
