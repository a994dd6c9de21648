"""The fast build writes the same bytes as a plain one, leaves unchanged files alone, and can be removed."""

from __future__ import annotations

import gc
import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from mkdocs.structure.nav import Navigation

import fast_build as quick
import serve_cache as preview
import template_cache as compiled
from builds import HOST, ROOT, build, built, bytes_of, copy_of_site, copy_of_toy, run
from copsite.html.shell_cache import CHECKS, Shells, Values
from copsite.markdown.text import Heading
from copsite.render import templating as layout
from copsite.render.context import Page, RenderedPage, render_page
from copsite.render.pages import pages_of as made_by
from mkdocs_pages import GeneratedPage
from test_golden import CATALOG, toy
from test_hostile_text import catalog, unchecked

gc.enable()  # which importing fast_build has disabled

MANIFEST = "files.sha256"
PLACES = {"root": f"{HOST}/", "path": f"{HOST}/cops/", "none": "", "without TLS": "http://cops.mla.example/"}
OLD = 1_000_000_000


def many() -> str:
    """Return the toy's catalog with sixty more communities, of all kinds and in every topic."""
    text = CATALOG
    head, _, kinds = text.partition("\ncommunities:")
    assert kinds
    entry = """
  - id: more-{n}
    name: More {n}
    summary: Members of community {n} compare what they do with what they meant to do, and write it down.
    purpose: Number {n} of many, which are here so that the theme's page is filled in and not only checked.
    suits: Anyone who works with the matter of community {n}, in any kind of library.
    topics: [{topic}]
    status: {status}
    since: 2025-01-01
    confirmed: {{date: 2025-06-01, by: facilitator}}
    {more}
"""
    topics = [line.split(":")[0].strip() for line in head.partition("topics:")[2].splitlines()[1:3]]
    meets = "{title: Call & talk %d, starts: 2026-12-03 14:00, minutes: 45, where: Online}"
    more = (f"channels: [{{list: more-%d, open_to: anyone}}]\n    meetings: [{meets}]", "formerly: [was-%d]")
    entries = (
        entry.format(
            n=n, topic=topics[n % 2], status=("active", "forming")[n % 2], more=more[n % 2].replace("%d", str(n))
        )
        for n in range(60)
    )
    return text + "".join(entries)


def slow(root: Path) -> Path:
    """Remove the fast build from a copy of the project."""
    config = root / "mkdocs.yml"
    text = config.read_text("utf-8")
    assert "hooks/fast_build.py, " in text
    config.write_text(text.replace("hooks/fast_build.py, ", ""), "utf-8")
    return root


def pages_of(site: Path) -> dict[str, bytes]:
    """Return every file of a site except the manifest, by path."""
    return {name: data for name, data in bytes_of(site).items() if name != MANIFEST}


def toy_with(text: str, to: Path) -> Path:
    """Copy the toy with another catalog, whose lists are twice on its overview."""
    root = unchecked(copy_of_toy(to))
    for n in range(9, 19, 2) if "id: more-9" in text else ():
        (root / "docs" / "cops" / f"more-{n}.md").write_text(f"Number {n}, *in its own words*.\n", "utf-8")
    overview, lists = root / "docs" / "index.md", "\n\nAll [lists](#list:bookbinding):\n\n{{ open_lists() }}\n"
    overview.write_text(overview.read_text("utf-8") + 2 * lists + "\n## After\n\nThem.\n", "utf-8")
    (root / "data" / "cops.yaml").write_text(text, "utf-8")
    return root


@pytest.mark.parametrize(("kind", "place"), [*(("many", place) for place in PLACES), ("hostile", "path")])
def test_fast_and_plain_builds_write_the_same_bytes(kind: str, place: str, tmp_path: Path) -> None:
    root, url = toy_with(many() if kind == "many" else catalog(), tmp_path / "root"), PLACES[place]
    quick = built(root, tmp_path / "quick", config="toy.yml", SITE_URL=url)
    full = built(slow(root), tmp_path / "full", config="toy.yml", SITE_URL=url)
    assert pages_of(quick) == bytes_of(full)


def test_fast_and_plain_builds_of_the_sample_are_the_same(site: Path, tmp_path: Path) -> None:
    root = slow(copy_of_site(tmp_path / "root"))
    assert pages_of(site) == bytes_of(built(root, tmp_path / "full", SITE_URL=f"{HOST}/cops/"))


def test_an_exact_fast_build_logs_nothing(tmp_path: Path) -> None:
    result = build(toy_with(many(), tmp_path / "root"), tmp_path / "site", config="toy.yml")
    assert result.returncode == 0
    assert "the slow way" not in result.stderr


def test_an_unknown_theme_is_reported_and_gives_the_same_bytes(tmp_path: Path) -> None:
    root = toy_with(many(), tmp_path / "root")
    page = root / "docs" / ".overrides" / "main.html"
    strange = "{% block hero %}{{ page.file.src_uri if page }}{% endblock %}"
    page.write_text(page.read_text("utf-8") + strange, "utf-8")
    result = build(root, tmp_path / "quick", config="toy.yml")
    assert result.returncode == 0, result.stderr
    assert "they are made the slow way" in result.stderr
    assert pages_of(tmp_path / "quick") == bytes_of(built(slow(root), tmp_path / "full", config="toy.yml"))


def test_a_shell_is_used_only_while_it_is_exact() -> None:
    told: list[str] = []
    shells = Shells(lambda: told.append("differs"))
    rendered: list[str] = []

    def page(shape: str, title: str) -> str:
        def render(values: Values) -> str:
            rendered.append(values["title"])
            # A theme whose output for one shape depends on more than the title.
            return f"<b>{values['title']}</b>" + (title if shape == "odd" else "")

        values = {"title": title}
        return shells.page(shape, values, lambda: render(values), render)

    assert [page("even", title) for title in "abcdef"] == [f"<b>{title}</b>" for title in "abcdef"]
    assert len(rendered) == CHECKS + 1
    assert told == []
    assert [page("odd", title) for title in "abcdef"] == [f"<b>{title}</b>{title}" for title in "abcdef"]
    assert told == ["differs"]


def test_the_only_page_of_a_shape_is_rendered_once() -> None:
    def shell(values: Values) -> str:
        raise AssertionError

    shells = Shells(lambda: None)
    assert [shells.page(shape, {}, lambda: "page", shell) for shape in "abc"] == ["page"] * 3


def test_pages_that_differ_in_meetings_have_one_shape_and_others_do_not() -> None:
    def shape(*headings: Heading) -> object:
        page: Any = GeneratedPage.__new__(GeneratedPage)
        page.core = Page("cops/teens.md", "Teens", "", "", dict)
        page.parent, page.meta, page.content = None, {}, "<h1>Teens</h1>"
        page.file = SimpleNamespace(url="cops/teens/")
        page.canonical_url = page.edit_url = ""
        page.show(headings)
        menu = quick.Menu(Navigation([], []))
        return menu.shape(page, menu.values(page))

    calls = [Heading(3, f"meeting:{id}", text) for id, text in (("call", "Call"), ("q-and-a", "Q & A"))]
    whole = Heading(2, "meetings", "Meetings")
    assert shape(whole, calls[0]) == shape(whole, calls[1])
    assert shape(whole, calls[0]) != shape(whole, *calls)
    assert shape(whole) != shape(Heading(2, "meetings", "Meetings it had"))


def test_unchanged_files_keep_their_modification_time(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    site = built(root, tmp_path / "site", config="toy.yml")
    before = bytes_of(site)
    for name in before:
        os.utime(site / name, (OLD, OLD))
    (site / "stale").mkdir()
    (site / "stale" / "index.html").write_text("what an earlier catalog made", "utf-8")
    (site / ".kept").write_text("by whoever publishes the site", "utf-8")
    data = root / "data" / "cops.yaml"
    data.write_text(data.read_text("utf-8").replace("name: Bookbinding", "name: Binding", 1), "utf-8")
    after = bytes_of(built(root, site, config="toy.yml"))
    assert after.keys() - before.keys() == {".kept"}
    assert before.keys() - after.keys() == set()
    changed = {name for name in before if after[name] != before[name]}
    assert {"cops/bookbinding/index.html", "cops/index.html", MANIFEST} <= changed
    assert "cops/maps/join/index.html" not in changed
    assert {name for name in before if (site / name).stat().st_mtime != OLD} == changed
    assert not (site / "stale").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root", "site"]


def test_the_manifest_lists_every_file_with_its_hash(site: Path) -> None:
    files = {name: sha256(data).hexdigest() for name, data in pages_of(site).items()}
    lines = (site / MANIFEST).read_text("utf-8").splitlines()
    assert lines == [f"{files[name]}  {name}" for name in sorted(files)]
    assert shutil.which("sha256sum")
    checked = subprocess.run(["sha256sum", "--check", "--quiet", MANIFEST], cwd=site, check=False)  # noqa: S607 - the system's own
    assert checked.returncode == 0


def test_a_broken_link_leaves_the_last_site(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    site = built(root, tmp_path / "site", config="toy.yml")
    before = bytes_of(site)
    page = root / "docs" / "index.md"
    page.write_text(page.read_text("utf-8") + "\n[x](nothing.md)\n", "utf-8")
    assert build(root, site, config="toy.yml").returncode == 1
    assert bytes_of(site) == before


def test_the_preview_renders_only_changed_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    kept, laid = preview.PageCache(), list[str]()

    def counted(template: str, uri: str, values: Mapping[str, object]) -> RenderedPage:
        laid.append(uri)
        return render_page(template, uri, values)

    monkeypatch.setattr(preview, "render_page", counted)
    text = many()
    renamed = text.replace("name: More 7\n", "name: Much more 7\n")
    assert renamed != text
    outcomes = []
    for written in (text, text, renamed, text):
        facts = toy(written).facts
        kept.begin("")
        laid.clear()
        again = {page.uri: kept.render(page) for page in made_by(facts)}
        assert again == {page.uri: page.render() for page in made_by(facts)}
        outcomes.append({*laid})
    every, none, some, same = outcomes
    assert (len(every), none) == (len(again), set())
    assert some == same
    # Only the community's own pages and those that name it are rendered; the others are the same.
    assert {"cops/more-7.md", "cops/more-7/join.md", "cops/index.md"} <= some
    assert len(some) < 20


def test_the_preview_renders_everything_after_larger_changes() -> None:
    text = CATALOG
    roles = text.partition("\nroles:\n")[2].partition("\ncommunities:")[0]
    first, *others = re.split(r"^(?=  [a-z-]+:$)", roles, flags=re.MULTILINE)[1:]
    turned = text.replace(roles, "".join([*others, "\n", first]).strip("\n"))
    kept = preview.PageCache()
    for written in (text, turned):
        site = toy(written)
        kept.begin(preview._dependencies(site))
        pages = {page.uri: kept.render(page) for page in made_by(site.facts)}
        assert pages == {page.uri: page.render() for page in made_by(site.facts)}
    assert [*site.facts.catalog.roles] != [*toy(text).facts.catalog.roles]
    kept.begin("another template")
    assert kept.last == {}


@pytest.mark.parametrize(
    ("file", "text", "changed"),
    [
        ("mkdocs.yml", "", ""),
        ("docs/.overrides/main.html", "This is sample data", "All is sample data"),
        ("hooks/copsite/render/templates/parts.html", "This page is made", "This page was made"),
        ("hooks/copsite/render/templating.py", "trim_blocks=True", "trim_blocks=False"),
        ("mkdocs.yml", "hooks/pdf.py]", "hooks/pdf.py, hooks/trim.py]"),
    ],
    ids=["nothing", "a template of the theme", "one of ours", "how ours are compiled", "how the theme's are"],
)
def test_compiled_templates_are_cached_until_they_change(file: str, text: str, changed: str, tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    (root / "hooks" / "trim.py").write_text("def on_env(env, config, files): env.trim_blocks = True", "utf-8")
    built(root, tmp_path / "first", config="toy.yml")
    kept = sorted((root / ".cache" / "templates").iterdir())
    assert len(kept) > 40
    for path in kept:
        os.utime(path, (OLD, OLD))
    (root / file).write_text((root / file).read_text("utf-8").replace(text, changed), "utf-8")
    second = bytes_of(built(root, tmp_path / "second", config="toy.yml"))
    made = {path for path in (root / ".cache" / "templates").iterdir() if path.stat().st_mtime != OLD}
    assert (made == set()) == (text == changed)
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(" hooks/template_cache.py,", ""), "utf-8")
    shutil.rmtree(root / ".cache")
    assert second == bytes_of(built(root, tmp_path / "third", config="toy.yml"))
    assert not (root / ".cache").exists()


@pytest.mark.parametrize("place", [".cache", ".cache/templates"])
def test_a_build_works_without_a_writable_cache(place: str, tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    (root / place).parent.mkdir(exist_ok=True)
    (root / place).write_text("no folder", "utf-8")
    assert (built(root, tmp_path / "site", config="toy.yml") / "index.html").is_file()


@pytest.mark.parametrize("length", [0, 30, 400])  # nothing; within Jinja's header of a template; within its code
def test_an_unreadable_cache_is_rebuilt(length: int, tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    first = bytes_of(built(root, tmp_path / "first", config="toy.yml"))
    kept = bytes_of(root / ".cache")
    for name, data in kept.items():
        (root / ".cache" / name).write_bytes(data[:length])
    assert first == bytes_of(built(root, tmp_path / "second", config="toy.yml"))
    assert kept == bytes_of(root / ".cache")


def test_only_the_preview_checks_templates_for_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layout.templates, "auto_reload", None)
    for command, looks in (("serve", True), ("build", False)):
        compiled.on_startup(command, dirty=False)
        assert layout.templates.auto_reload is looks


def test_pages_are_rendered_in_batches_and_each_is_returned_once() -> None:
    laid: list[str] = []

    def render(page: Page) -> RenderedPage:
        laid.append(page.uri)
        return RenderedPage(page.uri, (), ())

    pages = [Page(f"{number}.md", "", "", "", dict) for number in range(quick.BATCH + 1)]
    batches = quick.Batches(pages, render)
    assert batches.render(pages[0]).html == "0.md"
    assert laid == [page.uri for page in pages[:-1]]
    assert [batches.render(page).html for page in reversed(pages[1:])] == [page.uri for page in reversed(pages[1:])]
    assert laid == [page.uri for page in pages]


@pytest.mark.parametrize(("command", "enabled"), [("build", False), ("serve", True)])
def test_only_a_single_build_disables_the_garbage_collector(command: str, enabled: bool) -> None:
    program = f"import gc, fast_build; fast_build.on_startup({command!r}, False); print(gc.isenabled())"
    said = run("-c", program, PYTHONPATH=str(ROOT / "hooks"))
    assert said.stdout == f"{enabled}\n", said.stderr
