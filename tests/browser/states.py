"""States of pages that opening an address does not show.

Each is a generator that brings a person's browser to a state and yields there, so that it can be looked at.
"""

from playwright.sync_api import expect

from tests.quizzes.bodies import BODIES

STATES = []


def state(person):
    """Add a state to the list, reached by this person."""

    def add(function):
        function.person = person
        STATES.append(function)
        return function

    return add


def at(person, name, *paths):
    """A state that is an address with a query, or of another thing than the stage's first."""

    def visit(page, url, stage):
        for path in paths:
            answer = page.goto(url + path.format(**stage))
            assert answer.status in {200, 404, 410}, f"{path} answered {answer.status}"
            yield

    visit.__name__ = name
    state(person)(visit)


AREA = "/administration/{slug}/"
at("nobody", "home_and_catalogue", "/", "/catalogue/", "/catalogue/cites/")
at(
    "nobody",
    "verification",
    "/verify/?serial={serial}",
    "/verify/?serial=GC-0000-0000-0000",
    "/verify/?serial=x",
)
at("nobody", "link_that_works", "/accounts/link/{link}/")
at("nobody", "link_of_nobody", "/accounts/link/nobody-has-this/")
at("nobody", "not_found", "/nowhere/")
at(
    "nobody",
    "hs_finder",
    "/hs/?q=2903.77",
    "/hs/?q=75-71-8",
    "/hs/?q=ivroy",
    "/hs/?q=2903.77.00.10",
    "/hs/?q=0507.99",
    "/hs/?q=75-71-9",
    "/hs/0106/",
)
at("trainee", "module_and_national_page", "{module_page}", "{national}", "{module_page}final/")
at("trainee", "doors_of_exercises", "{module_page}scenario/", "{module_page}inspection/")
at("trainer", "doors_with_a_trial", "{module_page}scenario/", "{module_page}inspection/")
at(
    "trainee",
    "identification_guide",
    "{module_page}guide/",
    "{module_page}guide/?q=dark",
    "{module_page}guide/?q=nothing-has-this",
    "{module_page}guide/dark-sample/",
)
at(
    "trainee",
    "key_of_a_group",
    "/guides/zanzimark-module/key/woods/?heart=light",
    "/guides/zanzimark-module/key/woods/?heart=-&rim=dark",
)
at(
    "trainee",
    "entries_compared",
    "/guides/zanzimark-module/compare/?entries=dark-sample,light-sample",
    "/guides/zanzimark-module/compare/?entries=dark-sample",
)
at("trainee", "card_before_and_after", "/drill/{drawn_card}/", "/drill/{answered_card}/")
at("trainee", "lesson_of_all_blocks", "{lesson}")
at("trainee", "search", "/search/?q=zanzimark", "/search/?q=nothing-has-this")
at("trainee", "result_and_review", "/attempts/{result}/result/")
at(
    "trainee",
    "questions_of_all_kinds",
    *(f"/attempts/{{running}}/{number + 1}/" for number in range(len(BODIES))),
)
at("trainee", "check_before_handing_in", "/attempts/{running}/check/")
at("novice", "training_not_begun", "/training/", "/training/transcript/")
at("trainer", "trial", "/attempts/{trial}/1/", "/attempts/{trial}/check/")
at(
    "trainer",
    "bank_searched",
    "/admin/question-banks/{bank}/?q=Which",
    "/admin/question-banks/{bank}/?q=nothing",
)
at(
    "trainer",
    "runs_narrowed_to_none",
    "/admin/scenarios/{scenario}/flow/?since=2030-01-01",
    "/admin/scenarios/{scenario}/runs/?since=2030-01-01",
)
at("coordinator", "officers_filtered", f"{AREA}?q=Zanzimark&sort=-done", f"{AREA}?q=nobody-has-this")
at("coordinator", "officers_who_left", f"{AREA}?state=left", f"{AREA}officers/{{former}}/")
at("coordinator", "transfer_of_two", f"{AREA}officers/transfer/?officer={{officer}}&officer={{twin}}")
at("coordinator", "no_act_matches", f"{AREA}log/?q=nobody-has-this")
at("coordinator", "merge_refused", f"{AREA}duplicates/{{officer}}/{{coordinator}}/")
at("owner", "log_of_the_platform", "/accounts/log/", "/accounts/log/?q=nobody-has-this")
at("coordinator", "officers_with_all_filters", f"{AREA}?state=attention&period=due&since=2026-01-01")
at("coordinator", "dashboard_of_a_period", f"{AREA}dashboard/?since=2026-01-01&until=2026-01-31")
at("coordinator", "dashboard_of_nobody", f"{AREA}dashboard/?path=laboratory")
at("coordinator", "exports_narrowed", f"{AREA}exports/?state=holds&since=2026-01-01")
at("coordinator", "import_done", f"{AREA}imports/{{done}}/", f"{AREA}imports/{{done}}/undo/")
at("coordinator", "import_undone", f"{AREA}imports/{{undone}}/")
at(
    "coordinator",
    "rows_of_an_import",
    f"{AREA}imports/{{done}}/?rows=bad",
    f"{AREA}imports/{{undone}}/?rows=good",
)
at("coordinator", "zip_that_waits", f"{AREA}bundles/{{bundle}}/")
at("coordinator", "no_certificate_matches", f"{AREA}certificates/?q=nobody-has-this")
at("applicant", "waiting_for_approval", "/accounts/waiting/")
EMPTY = "/administration/{empty}/"
at(
    "empty",
    "administration_without_anything",
    *(
        EMPTY + part
        for part in (
            "",
            "dashboard/",
            "exports/",
            "imports/",
            "join-codes/",
            "sign-ups/",
            "certificates/",
            "bundles/",
            "sittings/",
            "certificate-design/",
            "curricula/",
            "new-curriculum/",
            "duplicates/",
        )
    ),
)
at(
    "coordinator",
    "curricula_of_many_states",
    f"{AREA}curricula/zanzimark/",
    f"{AREA}curricula/zanzimark/draft/",
    f"{AREA}curricula/zanzimark-practice/enrol/?q=nobody-has-this",
    f"{AREA}curricula/zanzimark-practice/officers/?version=9",
    f"{AREA}curricula/zanzimark-practice/sign-offs/?show=unnamed",
    f"{AREA}curricula/zanzimark-practice/publish/in-force/",
)
at("trainee", "nobody_to_sign_off", "/supervision/")


@state("nobody")
def sign_in_refused(page, url, stage):
    page.goto(f"{url}/accounts/login/")
    page.get_by_label("E-mail address or staff number").fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.locator("main").get_by_role("button", name="Sign in").click()
    expect(page.locator("[role=alert]").first).to_be_visible()
    yield


@state("nobody")
def joining(page, url, stage):
    page.goto(f"{url}/accounts/join/")
    page.get_by_label("Join code").fill("NOBODY-HAS-THIS")
    page.get_by_role("button", name="Continue").click()
    expect(page.locator("[role=alert]").first).to_be_visible()
    yield
    page.get_by_label("Join code").fill(stage["join_code"])
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_label("Name as it shall stand on your certificate")).to_be_visible()
    yield
    page.get_by_role("button", name="Sign up").click()
    expect(page.locator("[role=alert]").first).to_be_visible()
    yield
    # The code given here would open the next step to whoever looks at it by its address.
    page.context.clear_cookies()


@state("nobody")
def refused_by_the_server(page, url, stage):
    assert page.goto(url.replace("127.0.0.1", "elsewhere.localhost")).status == 400
    yield
    page.goto(f"{url}/accounts/login/")
    page.context.clear_cookies()
    page.get_by_label("E-mail address or staff number").fill("nobody@example.org")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.locator("main").get_by_role("button", name="Sign in").click()
    page.wait_for_load_state()
    yield


at("trainer", "inspection_new", "/admin/inspection-editor/new/?document=basel-movement")


@state("trainer")
def set_written_by_hand(page, url, stage):
    page.goto(f"{url}{stage['paths']['inspection_editor:by_hand']}?seed=2&level=2")
    page.locator("details.gc-paper").first.evaluate("element => element.open = true")
    yield
    page.get_by_label("What is new, and why").fill("Tried")
    page.get_by_label("Presented on").fill("")
    page.get_by_role("button", name="Check it and show").click()
    expect(page.locator("main").get_by_role("alert").first).to_be_visible()
    yield
    page.get_by_label("Presented on").fill("2026-11-20")
    page.get_by_role("button", name="Check it and show").click()
    expect(page.get_by_role("heading", name="What the rules say of this set")).to_be_visible()
    yield


@state("trainee")
def no_way_into_the_admin(page, url, stage):
    assert page.goto(f"{url}/accounts/login/?next=/admin/").status == 403
    yield


@state("trainee")
def knowledge_check_answered(page, url, stage):
    page.goto(url + stage["lesson"])
    check = page.locator("section.check").first
    check.locator("label").first.click()
    check.get_by_role("button", name="Check").click()
    expect(check.get_by_role("status")).not_to_be_empty()
    yield


@state("trainee")
def inspection_refused_and_overtaken(page, url, stage):
    page.goto(url + stage["paths"]["exercises:inspect"])
    box = page.get_by_role("checkbox", name="Not in order").first
    box.set_checked(not box.is_checked())
    with page.expect_response(lambda answer: answer.request.method == "POST") as refused:
        page.get_by_role("button", name="Hand in").click()
    assert refused.value.status == 422
    expect(page.get_by_role("alert")).to_be_visible()
    yield
    other = page.context.new_page()
    other.goto(url + stage["paths"]["exercises:inspect"])
    box = other.get_by_role("checkbox", name="Not in order").nth(1)
    box.set_checked(not box.is_checked())
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Saved. You can go on now")).to_be_visible()
    other.close()
    with page.expect_response(lambda answer: answer.request.method == "POST") as overtaken:
        page.get_by_role("button", name="Save").click()
    assert overtaken.value.status == 409
    expect(page.get_by_role("alert")).to_contain_text("in another window")
    yield


@state("trainee")
def debrief_with_misses_and_false_alarms(page, url, stage):
    page.goto(url + stage["debrief"])
    for word in ("Found", "Found, with a wrong reason", "Missed", "False alarm"):
        expect(page.get_by_text(word, exact=True).first).to_be_visible()
    yield
    page.get_by_text("Every entry").first.click()
    yield


@state("trainee")
def papers_of_a_situation(page, url, stage):
    page.goto(url + stage["papers"])
    yield
    for words in ("Read it box by box", "See it as it looks"):
        page.get_by_text(words).first.click()
    expect(page.locator("details[open] img")).to_be_visible()
    yield


@state("trainee")
def profile_refused(page, url, stage):
    page.goto(f"{url}/accounts/profile/")
    page.get_by_label("E-mail address").fill("no address")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("main").get_by_role("alert").first).to_be_visible()
    yield


@state("coordinator")
def link_made(page, url, stage):
    page.goto(f"{url}/administration/{stage['slug']}/officers/{stage['officer']}/")
    page.get_by_role("button", name="Make a one-time sign-in link").click()
    expect(page.get_by_label("Sign-in link")).to_be_visible()
    yield


@state("coordinator")
def file_refused(page, url, stage):
    page.goto(f"{url}/administration/{stage['slug']}/imports/")
    page.locator("input[type=file]").set_input_files(
        {"name": "officers.csv", "mimeType": "text/csv", "buffer": b"Colour,Height\nblue,12\n"}
    )
    page.get_by_role("button", name="Upload and look").click()
    expect(page.locator("main").get_by_role("alert").first).to_be_visible()
    yield


@state("coordinator")
def revoking_without_a_reason(page, url, stage):
    page.goto(f"{url}/administration/{stage['slug']}/certificates/{stage['serial']}/revoke/")
    page.get_by_role("button", name="Revoke the certificate").click()
    expect(page.locator("main").get_by_role("alert").first).to_be_visible()
    yield


@state("coordinator")
def certificate_suspended_and_reinstated(page, url, stage):
    certificate = f"{url}/administration/{stage['slug']}/certificates/{stage['serial']}"
    page.goto(f"{certificate}/suspend/")
    page.get_by_label("Reason").fill("An appeal is under way.")
    page.get_by_role("button", name="Suspend the certificate").click()
    expect(page.get_by_text("An appeal is under way.")).to_be_visible()
    yield
    page.goto(f"{url}/verify/?serial={stage['serial']}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Suspended")
    yield
    page.goto(f"{certificate}/reinstate/")
    yield
    page.get_by_label("Reason").fill("Decided.")
    page.get_by_role("button", name="Reinstate the certificate").click()
    expect(page.get_by_text("Decided.")).to_be_visible()


@state("coordinator")
def replacing_under_the_same_name(page, url, stage):
    page.goto(f"{url}/administration/{stage['slug']}/certificates/{stage['serial']}/replace/")
    page.get_by_label("Reason").fill("None.")
    page.get_by_role("button", name="Replace the certificate").click()
    expect(page.locator("main").get_by_role("alert").first).to_contain_text("Correct the name first")
    yield


@state("coordinator")
def curriculum_composed_by_buttons_and_refused(page, url, stage):
    page.goto(f"{url}/administration/{stage['slug']}/new-curriculum/")
    page.get_by_role("button", name="Add a sign-off").click()
    expect(page.get_by_role("status")).to_contain_text("A sign-off is added.")
    page.get_by_role("button", name="Add a group").click()
    expect(page.get_by_role("heading", name="Group 2")).to_be_visible()
    yield
    page.get_by_role("button", name="Save the draft").first.click()
    expect(page.locator("main [role=alert]").first).to_be_visible()
    yield


@state("coordinator")
def design_previewed_and_refused(page, url, stage):
    page.goto(f"{url}/administration/{stage['slug']}/certificate-design/")
    page.get_by_label("Note at the foot").fill("A note at the foot")
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", name="Preview, not published")).to_be_visible()
    yield
    page.get_by_label("Office", exact=True).last.fill("An office without a name")
    page.get_by_role("button", name="Preview").click()
    expect(page.locator("main").get_by_role("alert").first).to_contain_text("Give the name of who signs")
    yield


@state("nobody")
def files_that_are_no_certificate(page, url, stage):
    for content, said in (
        (b"%PDF-1.7 GC-7Q4M-2XKD-90TF", "The file cannot be read"),
        (b"", "The file cannot be read"),
    ):
        page.goto(f"{url}/verify/")
        page.locator("input[type=file]").set_input_files(
            {"name": "paper.pdf", "mimeType": "application/pdf", "buffer": content}
        )
        page.get_by_role("button", name="Check the PDF").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(said)
        yield


@state("coordinator")
def nobody_chosen_and_numbers_unknown(page, url, stage):
    page.goto(f"{url}/administration/{stage['slug']}/curricula/zanzimark-practice/enrol/")
    page.get_by_label("Staff numbers").fill("NOBODY-1, NOBODY-2")
    page.get_by_role("button", name="Enrol the ticked and listed").click()
    expect(page.locator("main [role=alert]").first).to_contain_text("NOBODY-1, NOBODY-2")
    yield


@state("trainer")
def sign_off_with_lines_missing(page, url, stage):
    page.goto(url + stage["paths"]["certification:supervision"])
    page.get_by_role("button", name="Sign off", exact=True).click()
    expect(page.locator("main [role=alert]").first).to_contain_text("Tick every line")
    yield
    page.get_by_label("Remark").fill("Once more with the scale.")
    page.get_by_role("button", name="Not yet").click()
    page.goto(url + stage["paths"]["certification:supervision"])
    expect(page.get_by_role("cell", name="Once more with the scale.")).to_be_visible()
    yield


@state("trainer")
def new_question_of_every_kind(page, url, stage):
    for kind in stage["kinds"]:
        page.goto(f"{url}/admin/question-banks/{stage['bank']}/new/?kind={kind}")
        expect(page.locator("main [contenteditable=true]").first).to_be_visible()
        yield
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("main [data-contentpath=stem] .w-field__errors")).to_be_visible()
    yield


@state("trainer")
def scenario_refused(page, url, stage):
    page.goto(f"{url}/admin/scenarios/{stage['scenario']}/edit/")
    page.get_by_label("Begins with").fill("nowhere")
    page.get_by_label("What is new, and why").fill("Trying")
    page.get_by_role("button", name="Check and save").click()
    expect(page.get_by_role("alert").first).to_contain_text("The start nowhere is no situation")
    yield
    page.goto(f"{url}/admin/scenarios/{stage['scenario']}/text/")
    page.get_by_label("The scenario as text").fill("id: ivory\nid: ivory")
    page.get_by_label("What is new, and why").fill("Trying")
    page.get_by_role("button", name="Check and save").click()
    expect(page.get_by_role("alert").first).to_contain_text("Line 2")
    yield


@state("trainer")
def scenario_opened(page, url, stage):
    """Every situation and decision unfolded, so that every field is looked at."""
    page.goto(f"{url}/admin/scenarios/{stage['scenario']}/edit/")
    expect(page.get_by_label("Begins with")).to_be_visible()
    while (folded := page.locator("main [data-panel-toggle][aria-expanded=false]:visible")).count():
        folded.first.click()
    yield


@state("owner")
def failing(page, url, stage):
    assert page.goto(f"{url}/admin/failwhale/").status == 500
    yield
