"""Who is refused: wrong hosts, wrong tokens, other sites; each by the rule alone and through the server."""

import pytest
from web_site import HOME, OWN, SITE

from policy_parse.web.guard import Site, refusal

GOOD = {"host": "127.0.0.1:8765", "cookie": f"{SITE.cookie}={SITE.token}"}


def refused(method="GET", path="/plans", query="", **headers):
    found = refusal(SITE, method, path, query, {**GOOD, **{k.replace("_", "-"): v for k, v in headers.items()}})
    return None if found is None else found.status


def test_a_page_of_its_own_may_ask():
    assert refused() is None
    assert refused("POST", origin=HOME) is None
    assert refused("DELETE", sec_fetch_site="same-origin") is None
    assert refused(host="localhost:8765", origin="http://localhost:8765", method="PUT") is None


@pytest.mark.parametrize(
    "host", ["", "127.0.0.1", "127.0.0.1:80", "evil.example:8765", "127.0.0.1:8765.evil.example", "127.0.0.1.:8765", "[::1]:8765", "0.0.0.0:8765"]
)  # fmt: skip
def test_another_host_is_refused(host):
    assert refused(host=host) == 421
    assert refused("POST", host=host, origin=f"http://{host}") == 421


@pytest.mark.parametrize(
    "cookie", ["", f"{SITE.cookie}=", f"{SITE.cookie}=wrong", f"{SITE.cookie}={SITE.token}x", f"other={SITE.token}", f"policy-parse-8766={SITE.token}"]
)  # fmt: skip
def test_another_token_is_refused(cookie):
    assert refused(cookie=cookie) == 403
    assert refused(path="/", query="token=wrong", cookie=cookie) == 403
    assert refused(path="/", query=f"token={SITE.token}&token={SITE.token}", cookie=cookie) == 403
    assert refused(path="/", query=f"token={SITE.token}", cookie=cookie) is None


def test_the_token_in_an_address_opens_the_first_page_and_nothing_else():
    for method, path in (("GET", "/plans"), ("POST", "/plans"), ("POST", "/"), ("GET", "/plans/x/review")):
        assert refused(method, path, f"token={SITE.token}", cookie="", origin=HOME) == 403


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "https://127.0.0.1:8765", "http://127.0.0.1:8766", "http://127.0.0.1", "http://localhost:8765", ""]
)  # fmt: skip
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_changes_anything_comes_from_its_own_page(method, origin):
    assert refused(method, origin=origin) == 403
    assert refused(method, origin=origin, sec_fetch_site="same-origin") == 403


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_what_changes_anything_says_where_it_comes_from(method):
    assert refused(method) == 403
    assert refused(method, sec_fetch_site="none") == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
def test_other_sites_may_lead_to_the_first_address_alone(site):
    assert refused(sec_fetch_site=site) == 403
    assert refused(path="/", sec_fetch_site=site, sec_fetch_mode="navigate") == 403
    assert refused("POST", origin=HOME, sec_fetch_site=site) == 403
    with_token = f"token={SITE.token}"
    assert refused(path="/", query=with_token, sec_fetch_site=site, sec_fetch_mode="navigate") is None
    assert refused(path="/", query=with_token, sec_fetch_site=site, sec_fetch_mode="no-cors") == 403


@pytest.mark.parametrize("method", ["OPTIONS", "PATCH", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods_are_refused(method):
    assert refused(method, origin=HOME) == 405


def test_tokens_are_new_and_long():
    tokens = {Site.at(1).token for _ in range(100)}
    assert len(tokens) == 100
    assert min(map(len, tokens)) >= 43


def test_refusals_reach_the_browser_as_sentences_and_change_nothing(visit, one_process):
    visitor = visit()
    client = visitor.client
    for headers, status, words in (
        ({**OWN, "host": "evil.example:8765"}, 421, "wrong host"),
        ({**OWN, "cookie": f"{SITE.cookie}=wrong"}, 403, "no token"),
        ({"origin": "http://evil.example"}, 403, "another site"),
        ({"sec-fetch-site": "cross-site"}, 403, "another site"),
        ({}, 403, "another site"),
    ):
        answer = client.post("/plans", content=b"1.x", headers=headers)
        assert (answer.status_code, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")
        assert words in answer.text
    assert client.get("/plans").json() == []
    assert client.post("/end", headers={"origin": "http://evil.example"}).status_code == 403


def test_the_cookie_is_for_this_site_alone(visit, one_process):
    answer = visit().client.get(f"/?token={SITE.token}")
    assert set(answer.headers["set-cookie"].split("; ")) == {
        f"{SITE.cookie}={SITE.token}",
        "HttpOnly",
        "Path=/",
        "SameSite=strict",
    }


@pytest.mark.parametrize("path", ["/", "/plans", "/static/home.js", "/static/nothing", "/nothing", "/favicon.ico"])
def test_every_answer_keeps_to_itself(visit, one_process, path):
    headers = visit().client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    for name, value in (
        ("x-content-type-options", "nosniff"), ("referrer-policy", "no-referrer"), ("cache-control", "no-store"),
        ("cross-origin-resource-policy", "same-origin"), ("cross-origin-opener-policy", "same-origin"), ("x-frame-options", "DENY"),
    ):  # fmt: skip
        assert headers[name] == value
    assert "access-control-allow-origin" not in headers
