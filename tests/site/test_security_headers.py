"""The header files allow what the pages need, work in a browser, and agree with each other."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, expect

from browsers import search_for
from builds import built, bytes_of, copy_of_toy
from copsite.html.material_fixes import policy
from copsite.html.security_headers import (
    FOR_ANY_SITE,
    FOR_EVER,
    HOST_FILE,
    NGINX_FILE,
    headers,
    host_file,
    named_by_content,
    nginx_file,
)
from kinds import KINDS
from markup import Markup
from servers import Rules, rules_of, serve

HASHES = ("sha256-b", "sha256-a")
KEPT = "assets/stylesheets/main.0123abcd.min.css"

# Recorded by the page itself, since a browser does not log every violation on the console.
NOTE = """document.addEventListener("securitypolicyviolation", event => {
  (window.violations ??= []).push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
});"""


@pytest.fixture(scope="module")
def rules(site: Path) -> Rules:
    """Read the header file of the site that stands below a path."""
    return rules_of((site / HOST_FILE).read_text("utf-8"))


def sources(policy: str, directive: str) -> set[str]:
    """Return the sources that a directive of a policy allows."""
    return set(dict(re.findall(r"([\w-]+) ([^;]+)", policy))[directive].split())


def test_the_policy_allows_exactly_the_inline_scripts_of_all_pages(rules: Rules, pages: dict[str, Markup]) -> None:
    policies = [
        page.one("meta", **{"http-equiv": "Content-Security-Policy"}).attributes["content"] for page in pages.values()
    ]
    header = rules["/cops/*"]["Content-Security-Policy"]
    assert sources(header, "script-src") == {source for one in policies for source in sources(one, "script-src")}
    assert sources(header, "frame-ancestors") == {"'none'"}
    plain = re.sub(r" 'sha256-[^']+'", "", header)
    assert {re.sub(r" 'sha256-[^']+'", "", one) for one in policies} == {plain.removesuffix("; frame-ancestors 'none'")}


def test_every_kind_of_page_works_with_the_headers(browser: Browser, site: Path, rules: Rules) -> None:
    said: list[str] = []
    with serve(site, "/cops/", rules=rules) as url, browser.new_context() as context:
        context.on("console", lambda message: said.append(f"{message.page and message.page.url}: {message.text}"))
        context.on("weberror", lambda error: said.append(str(error.error)))
        context.add_init_script(NOTE)
        page = context.new_page()
        for name, address in KINDS.items():
            answer = page.goto(url + address)
            assert answer, name
            assert answer.headers["content-security-policy"] == rules["/cops/*"]["Content-Security-Policy"], name
            said += page.evaluate("window.violations ?? []")
        page.goto(f"{url}cops/cataloging/join/")
        page.locator("summary", has_text="Copy the message").click()
        page.get_by_role("button", name="Copy To", exact=True).click()
        expect(page.locator(".cop-message").get_by_role("status")).to_have_text("To copied.")
        expect(search_for(page, "cataloging").first).to_have_text("Cataloging")
        said += page.evaluate("window.violations ?? []")
    # A missing page is logged on the console.
    assert [line for line in said if "404 (Not Found)" not in line] == []


def test_no_line_is_longer_than_hosts_accept(site: Path) -> None:
    assert max(map(len, (site / HOST_FILE).read_text("utf-8").splitlines())) <= 2000


def test_immutable_files_exist_and_have_a_hash_in_their_name(site: Path, rules: Rules) -> None:
    kept = [path.removeprefix("/cops/") for path, fields in rules.items() if fields.get("Cache-Control") == FOR_EVER]
    assert len(kept) > 2
    assert kept == named_by_content(name for name in bytes_of(site) if not name.endswith(".map"))
    assert named_by_content([KEPT, "assets/cops.css", "assets/a.min.js", "index.html", f"{KEPT}.map"]) == [KEPT]


def test_headers_file_has_the_headers_of_each_url() -> None:
    rules = rules_of(host_file(HASHES, [KEPT], "/"))
    assert list(rules) == ["/*", f"/{KEPT}", *(f"/{pattern}" for pattern in FOR_ANY_SITE)]
    assert "script-src 'self' 'sha256-a' 'sha256-b';" in rules["/*"]["Content-Security-Policy"]
    assert rules["/*"]["X-Content-Type-Options"] == "nosniff"
    assert rules[f"/{KEPT}"] == {"Cache-Control": FOR_EVER}


def pattern_in(text: str, variable: str = "cops_cache") -> str:
    """Return the pattern of immutable files, or of those for any site, from the nginx file, as nginx reads it."""
    (condition,) = re.findall(
        rf'^if \(\$uri ~ "((?:[^"\\]|\\.)*)"\) \{{ set \${variable} "[^"]*"; \}}$', text, re.M | re.S
    )
    return re.sub(r"\\([\\\"'])", r"\1", condition)


def test_the_nginx_file_has_the_same_headers() -> None:
    text = nginx_file(HASHES, [KEPT], "/cops/")
    every = rules_of(host_file(HASHES, [KEPT], "/cops/"))["/cops/*"]
    assert dict(re.findall(r'^add_header ([\w-]+) "([^"]*)" always;$', text, re.MULTILINE)) == every
    assert "add_header Access-Control-Allow-Origin $cops_origin always;" in text
    pattern = pattern_in(text)
    assert re.match(pattern, f"/cops/{KEPT}")
    assert not re.match(pattern, f"/cops/{KEPT}.map")
    assert not re.match(pattern, f"/cops/{KEPT.replace('.', 'x')}")
    assert "set $cops_cache" not in nginx_file(HASHES, [], "/").partition("\n")[2].partition("\n")[2]


# Each has a special meaning in nginx's quotes, in a pattern, or in a URL.
ODD_NAMES = [
    '"; return 200 "x',
    "it's",
    "a\\",
    "a\\\\",
    "$uri",
    "a b",
    "{};#",
    "*",
    ":x",
    "%22",
    "é",
    "(?i)",
    "new\nline",
]
ODD_PATHS = ["/", "/cops/", '/a"b/', "/caf%C3%A9/", "/a%22;b/", "/$x*/"]


@pytest.mark.parametrize("path", ODD_PATHS)
def test_names_and_paths_are_escaped_in_the_header_files(path: str) -> None:
    names = [KEPT, *(f"assets/{odd}.0123abcd.min.css" for odd in ODD_NAMES)]
    plain = [KEPT, *(f"assets/{n}.0123abcd.min.css" for n in range(len(ODD_NAMES)))]
    rules = rules_of(host_file(HASHES, names, path))
    assert [*rules.values()] == [*rules_of(host_file(HASHES, plain, "/")).values()]
    assert [unquote(address) for address in rules] == [unquote(path) + name for name in ("*", *names, *FOR_ANY_SITE)]
    of_files = [address for address in rules if "Access-Control-Allow-Origin" not in rules[address]]
    assert not any(re.search(r'[\s":$;]|[*].', address) for address in of_files)
    text = nginx_file(HASHES, names, path)
    pattern = pattern_in(text)
    for name in names:
        assert re.fullmatch(pattern, unquote(path) + name), name
        assert not re.fullmatch(pattern, unquote(path) + name + "x"), name
    assert re.fullmatch(pattern_in(text, "cops_origin"), f"{unquote(path)}api/v1/index.json")
    assert not re.fullmatch(pattern_in(text, "cops_origin"), f"{unquote(path)}index.html")


FILES_FOR_ANY_SITE = {
    "api/v1/index.json": True,
    "api/v1/communities/maps.json": True,
    "calendar.ics": True,
    "cops/maps/calendar.ics": True,
    "cops/maps/map-hour.ics": True,
    "news.xml": True,
    "cops/maps/news.xml": True,
    "index.html": False,
    "cops/maps/index.html": False,
    "cops/api/v1/index.json": False,
    "api.json": False,
    "apis/v1/index.json": False,
    "sitemap.xml": False,
    "old-news.xml": False,
    "newsxml": False,
    "calendar.icsx": False,
    "files/notes.ics": False,
    "assets/cops.css": False,
}


@pytest.mark.parametrize("path", ["/", "/cops/", "/api/"])
@pytest.mark.parametrize(("name", "open_"), FILES_FOR_ANY_SITE.items())
def test_scripts_of_any_site_may_read_calendars_feeds_and_data_only(path: str, name: str, open_: bool) -> None:
    rules = rules_of(host_file(HASHES, [KEPT], path))
    values = [
        fields.get("Access-Control-Allow-Origin") for rule, fields in rules.items() if fnmatchcase(path + name, rule)
    ]
    # Hosts join the values of several rules, and browsers reject `*, *`.
    assert [value for value in values if value] == ["*"] * open_
    pattern = pattern_in(nginx_file(HASHES, [KEPT], path), "cops_origin")
    assert bool(re.match(pattern, path + name)) == open_


def test_hosts_accept_the_patterns() -> None:
    # Cloudflare takes one asterisk in a rule.
    assert all(pattern.count("*") <= 1 for pattern in FOR_ANY_SITE)


@pytest.mark.parametrize("place", ["", "http://cops.mla.example/"])
def test_a_site_without_tls_gets_no_hsts(tmp_path: Path, place: str) -> None:
    site = built(copy_of_toy(tmp_path / "root"), tmp_path / "site", config="toy.yml", SITE_URL=place)
    assert not {HOST_FILE, NGINX_FILE} & bytes_of(site).keys()


def test_header_files_are_the_same_if_no_page_is_rewritten(tmp_path: Path) -> None:
    root, site = copy_of_toy(tmp_path / "root"), tmp_path / "site"
    before = bytes_of(built(root, site, config="toy.yml"))
    assert {HOST_FILE, NGINX_FILE} <= before.keys()
    assert bytes_of(built(root, site, config="toy.yml")) == before


# The headers of every response. A weaker value is noticed only here, and on no page.
EVERY_ANSWER = {
    "Content-Security-Policy": f"{policy(['sha256-a', 'sha256-b'])}; frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), clipboard-read=(), display-capture=(), encrypted-media=(), "
        "fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
        "picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), serial=(), usb=(), "
        "xr-spatial-tracking=(), clipboard-write=(self)"
    ),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
}


def test_the_header_files_have_the_names_that_hosts_expect() -> None:
    assert (HOST_FILE, NGINX_FILE) == ("_headers", "nginx-headers.conf")


def test_every_response_has_exactly_these_headers() -> None:
    assert [*headers(HASHES).items()] == [*EVERY_ANSWER.items()]


def test_the_headers_file_has_exactly_these_lines() -> None:
    every = [f"  {name}: {value}" for name, value in EVERY_ANSWER.items()]
    assert host_file(HASHES, [KEPT], "/cops/").splitlines() == [
        "# Made by the build. It belongs at the top of the host.",
        "/cops/*",
        *every,
        f"/cops/{KEPT}",
        "  Cache-Control: public, max-age=31536000, immutable",
        "/cops/api/*",
        "  Access-Control-Allow-Origin: *",
        "/cops/calendar.ics",
        "  Access-Control-Allow-Origin: *",
        "/cops/cops/*.ics",
        "  Access-Control-Allow-Origin: *",
        "/cops/news.xml",
        "  Access-Control-Allow-Origin: *",
        "/cops/cops/*/news.xml",
        "  Access-Control-Allow-Origin: *",
    ]


def test_the_nginx_file_has_exactly_these_lines() -> None:
    assert nginx_file(HASHES, [], "/").splitlines() == [
        "# Made by the build. Include it in `server`, or in `location` where that has an add_header of its own.",
        'set $cops_cache "no-cache";',
        "add_header Cache-Control $cops_cache;",
        'set $cops_origin "";',
        r'if ($uri ~ "^/(api/.*|calendar\\.ics|cops/.*\\.ics|news\\.xml|cops/.*/news\\.xml)$") '
        '{ set $cops_origin "*"; }',
        "add_header Access-Control-Allow-Origin $cops_origin always;",
        *(f'add_header {name} "{value}" always;' for name, value in EVERY_ANSWER.items()),
        "include mime.types;",
        "types { text/calendar ics; }",
    ]
    condition, _ = [line for line in nginx_file(HASHES, [KEPT], "/").splitlines() if line.startswith("if ")]
    assert condition.endswith(' { set $cops_cache "public, max-age=31536000, immutable"; }')


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("assets/stylesheets/main.0123abcd.min.css", True),
        ("assets/javascripts/bundle.89ef4567.min.js", True),
        ("assets/main.0123abcd.min.css.map", False),
        ("assets/main.0123abcd.css", False),
        ("assets/main.0123abcde.min.css", False),
        ("assets/main.0123abc.min.css", False),
        ("assets/main.0123ABCD.min.css", False),
        ("assets/main.0123abcg.min.css", False),
        ("assets/main.0123abcdxmin.css", False),
        ("assets/.0123abcd.min.css", False),
        ("cops/assets/main.0123abcd.min.css", False),
        ("index.html", False),
    ],
)
def test_only_files_with_a_hash_in_their_name_are_immutable(name: str, kept: bool) -> None:
    assert named_by_content([name]) == ([name] if kept else [])


def test_immutable_files_are_sorted() -> None:
    assert named_by_content(["assets/b.0123abcd.min.js", "assets/a.0123abcd.min.js"])[0].startswith("assets/a")
