"""Connections are let go now and then, and say so."""

from elearning.spreading import spread


def plain(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"Saved."]


def headers_of(application):
    sent = []
    body = application({}, lambda status, headers, exc_info=None: sent.extend([status, *headers]))
    assert (body, sent[0]) == ([b"Saved."], "200 OK")
    return sent[1:]


def test_one_answer_in_so_many_announces_the_end_of_its_connection():
    chances = iter([0.0, 0.24, 0.25, 0.99])
    spreading = spread(plain, answers=4, chance=lambda: next(chances))
    ends = [("Connection", "close") in headers_of(spreading) for _ in range(4)]
    assert ends == [True, True, False, False]


def test_what_the_site_says_itself_stays():
    assert headers_of(spread(plain, chance=lambda: 0.0))[0] == ("Content-Type", "text/plain")
