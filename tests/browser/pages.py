"""The pages of the site: each address that shows one, and the states of a page that an address alone does not
show. A new address is visited without anybody's doing; one that nobody can see must say here why.
"""

import re

from tests.isolation.addresses import all_addresses

# Pages that Wagtail draws: their fitness is Wagtail's. The parts of them that are ours are visited by name.
BY_WAGTAIL = r"wagtail(?!_serve$).*|simple_translation:.*|view|to_sign_in"

# Addresses that show no page to somebody who merely opens them, and why. Files and addresses that
# take only POST need no reason: the visit sees what they are.
NO_PAGE = {
    r"accounts:join_details": "leads to the code until one is given: among the states",
    r"accounts:waiting": "leads members to their training: among the states",
    r"accounts:link": "the stage's token is unknown, which is among the states",
    r"account_set_password": "leads who has a password to changing it: among the states",
    r"certification:administration": "leads the coordinator of one administration there",
    r"certification:reinstate": "the stage's certificate is in force: among the states",
    r"accounts:log_export": "a file, for owners only",
    r"quizzes:start": "leads to the quiz's own page, which starts only by its button",
    r"quizzes:submit": "leads to the check of the answers, which hands in only by its button",
    r"question_banks:check_import": "leads to the upload until a file waits",
    r"question_proposals:workflow_action": "its author decides nothing; to others it shows a part of a page",
    r"exercises:start(_inspection)?": "leads to the page of the unit, which starts only by its button",
    r"quizzes:figure": "a picture, and the stage's first question has none",
    r"accounts:log": "for owners: among the states",
    r"members:compare": "leads to the page of two officers",
    r"members:import_undo": "the stage's first import is not confirmed: among the states",
}

# Parts of pages that a script fetches. They are looked at in their pages.
PARTS = r"(modules|quiz_editor):history_results"

# Who opens an address, in this order, until somebody sees a page.
VISITORS = ("nobody", "trainee", "trainer", "coordinator")


def own_addresses():
    """Names of the addresses of the site's own, in the order of the resolver."""
    left_out = f"{BY_WAGTAIL}|{PARTS}"
    names = [address.name for address in all_addresses() if not re.fullmatch(left_out, address.name)]
    return list(dict.fromkeys(names))


def reason_for_none(name):
    """Why an address shows no page, or None."""
    return next((reason for pattern, reason in NO_PAGE.items() if re.fullmatch(pattern, name)), None)
