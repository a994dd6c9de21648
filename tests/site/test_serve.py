"""`mkdocs serve` reports problems on every page, and continues to serve and to watch."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from socket import create_server
from threading import Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, expect

from builds import EPOCH, copy_of_toy, run
from copsite.html.problem_notice import box, page, with_box
from markup import markup

GOOD, WRONG = "status: forming", "status: '<b>froming</b>'"
SAID = "`status` cannot be '<b>froming</b>'"
ROUNDS = 60  # to notice a change, of at most SECONDS each
SECONDS = 5


def get(url: str, timeout: float = 60) -> str:
    """Return the page at a URL, even with an error status."""
    try:
        with urlopen(url, timeout=timeout) as answer:  # noqa: S310 - of this machine
            text: bytes = answer.read()
    except HTTPError as error:
        text = error.read()
    return text.decode()


@dataclass(frozen=True)
class Preview:
    """A running preview: its URL, its sources, and its log."""

    url: str
    root: Path
    said: list[str]

    def change(self, file: str, new: Callable[[str], str], wanted: Callable[[str], bool]) -> str:
        """Change a file; return the overview as soon as it is as `wanted`, when the server announces it."""
        path = self.root / file
        text = new(path.read_text("utf-8"))
        path.write_text(text, "utf-8")
        for _ in range(ROUNDS):
            shown = get(self.url)
            if wanted(shown):
                return shown
            (version,) = re.findall(r"livereload\((\d+), \d+\)", shown)
            try:
                get(f"{self.url}livereload/{version}/1", SECONDS)
            except TimeoutError:
                path.write_text(text, "utf-8")  # again, in case the watcher had not started
        raise AssertionError("\n".join(self.said))


@contextmanager
def preview_of(root: Path) -> Iterator[Preview]:
    """Run the preview of the toy on loopback."""
    with create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--livereload", "-f", str(root / "toy.yml"), "-a", place]
    settings = {"SOURCE_DATE_EPOCH": EPOCH, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "PDF": "false"}
    said: list[str] = []
    with subprocess.Popen(command, env={**os.environ, **settings}, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        for line in process.stderr:
            said.append(line.rstrip())
            if "Serving on" in line:
                break
        listener = Thread(target=said.extend, args=(map(str.rstrip, process.stderr),))
        listener.start()
        try:
            assert process.poll() is None, said
            yield Preview(f"http://{place}/", root, said)
        finally:
            process.terminate()
            listener.join()


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Start the preview of a valid site."""
    with preview_of(copy_of_toy(tmp_path_factory.mktemp("sound") / "root")) as preview:
        yield preview


def is_wrong(text: str) -> bool:
    """Return whether a page shows problems."""
    return 'role="alert"' in text


def is_sound(text: str) -> bool:
    """Return whether a page shows no problems."""
    return not is_wrong(text)


def problems(text: str) -> str:
    """Return the text of a page's only alert."""
    (alert,) = [element for element in markup(text).elements if element.attributes.get("role") == "alert"]
    return alert.text


def test_a_preview_that_starts_with_a_problem_shows_it_at_every_url_until_it_is_fixed(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(catalog.read_text("utf-8").replace(GOOD, WRONG), "utf-8")
    with preview_of(root) as preview:
        for address in ("", "cops/maps/", "no/such/page/", "assets/cops.css"):
            text = get(preview.url + address)
            assert SAID in problems(text)
            assert markup(text).one("h1").text == "The site cannot be built yet"
        assert any(SAID in line for line in preview.said)
        text = preview.change("data/cops.yaml", lambda text: text.replace(WRONG, GOOD), is_sound)
        assert markup(text).one("h1").text == "Toy communities"


MISTAKES: list[tuple[str, Callable[[str], str], str]] = [
    # The file, the mistake in it, and the message: from our rules, from MkDocs, and from Jinja.
    ("data/cops.yaml", lambda text: text.replace(GOOD, WRONG), SAID),
    ("docs/index.md", lambda text: text + "\n[x](nothing.md)\n", "nothing.md"),
    ("toy.yml", lambda text: text + "edit_uri: [1]\n", "edit_uri"),
    ("docs/.overrides/main.html", lambda text: text + "{% endif %}", "TemplateSyntaxError: "),
]


@pytest.mark.parametrize(("file", "mistake", "said"), MISTAKES, ids=[file for file, _, _ in MISTAKES])
def test_a_problem_is_shown_on_the_last_valid_pages_until_it_is_fixed(
    sound: Preview, file: str, mistake: Callable[[str], str], said: str
) -> None:
    before, title = (sound.root / file).read_text("utf-8"), "Toy communities"
    text = sound.change(file, mistake, is_wrong)
    assert said in problems(text)
    assert [heading.text for heading in markup(text).all("h1")] == [title]
    assert said in problems(get(f"{sound.url}cops/maps/"))
    lost = get(f"{sound.url}no/such/page/")
    assert said in problems(lost)
    assert "livereload(" in lost
    assert is_sound(get(f"{sound.url}assets/cops.css"))
    assert any(said in line for line in sound.said)
    text = sound.change(file, lambda text: before, is_sound)
    assert [heading.text for heading in markup(text).all("h1")] == [title]


def test_an_open_page_shows_and_hides_the_problems_by_itself(sound: Preview, browser: Browser) -> None:
    with browser.new_context(viewport={"width": 400, "height": 600}) as context:
        page = context.new_page()
        page.goto(f"{sound.url}cops/bookbinding/")
        alert = page.get_by_role("alert", name="Problems")
        expect(alert).to_have_count(0)
        sound.change("data/cops.yaml", lambda text: text.replace(GOOD, WRONG), is_wrong)
        expect(alert).to_contain_text(SAID, timeout=30_000)
        expect(alert).to_be_in_viewport()
        assert alert.locator("b").count() == 0
        page.get_by_text("This is the last good version").click()
        expect(alert.get_by_role("listitem").first).to_be_hidden()
        sound.change("data/cops.yaml", lambda text: text.replace(WRONG, GOOD), is_sound)
        expect(alert).to_have_count(0, timeout=30_000)
        expect(page.locator("h1")).to_have_text("Bookbinding")


def test_a_server_without_livereload_ends_with_the_problems(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    catalog = root / "data" / "cops.yaml"
    catalog.write_text(catalog.read_text("utf-8").replace(GOOD, WRONG), "utf-8")
    result = run("-m", "mkdocs", "serve", "--no-livereload", "-f", root / "toy.yml", "-a", "127.0.0.1:0")
    assert result.returncode == 1
    assert SAID in result.stderr
    assert "Traceback" not in result.stderr


HOSTILE = ["</body><script>alert(1)</script>", "a & b", "\x1b]0;x\x07", "two\nlines", "\u202eturned", '" onclick="x']


def test_problems_are_escaped() -> None:
    for html in (box(HOSTILE), page(HOSTILE), with_box("<body><pre>&lt;/body></pre></body>", HOSTILE)):
        read = markup(html)
        assert [*read.all("script")] == []
        assert not any("onclick" in element.attributes for element in read.elements)
        items = ["".join(item.pieces) for item in read.all("li")]
        assert items == [re.sub("[\x1b\x07\u202e]", "\N{REPLACEMENT CHARACTER}", text) for text in HOSTILE]


@pytest.mark.parametrize("html", ["<body><p></body>\n</html>", "<p>"])
def test_the_problem_notice_is_last_in_the_body(html: str) -> None:
    start, body, end = html.partition("</body>")
    assert with_box(html, ["x"]) == f"{start}{box(['x'])}{body}{end}"
