"""No answer is lost: not under sixteen savers at once, not when a worker dies."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.servers.officers import Officer, lost_answers, make_officers, stored_events

pytestmark = pytest.mark.xdist_group("servers")

SAVERS = 16
ROUNDS = 2


def sit(officer):
    """Answer every item, and every item again."""
    officer.sign_in()
    officer.start()
    for turn in range(ROUNDS):
        for position in officer.positions:
            officer.answer(position, turn=turn)
    return officer


def test_sixteen_savers_on_two_servers_lose_nothing_and_see_no_error(site):
    emails = make_officers(site, count=SAVERS, prefix="saver")
    with site.served(workers=1) as first, site.served(workers=1) as second:
        officers = [Officer(email, [first.url, second.url]) for email in emails]
        with ThreadPoolExecutor(SAVERS) as pool:
            list(pool.map(sit, officers))
    assert [error for officer in officers for error in officer.errors] == []
    assert lost_answers(site, officers) == []
    held, rows = stored_events(site, officers)
    saves = [ROUNDS * len(officer.positions) for officer in officers]
    assert min(saves) >= ROUNDS * 10, "the papers are too short to prove anything"
    assert rows == len(held) == sum(saves)


def test_a_worker_killed_in_mid_quiz_loses_no_acknowledged_answer(site):
    emails = make_officers(site, count=4, prefix="killed")
    with site.served(workers=2) as server:
        before = set(server.worker_pids())
        officers = [Officer(email, [server.url]) for email in emails]
        killer = threading.Timer(2, server.kill_worker)
        killer.start()
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(sit, officers))
        killer.join()
        after = set(server.worker_pids())
    assert len(before) == len(after) == 2
    assert before != after, "no worker was killed while answers were given"
    assert all(len(officer.acknowledged) == ROUNDS * len(officer.positions) >= 20 for officer in officers)
    assert lost_answers(site, officers) == []
