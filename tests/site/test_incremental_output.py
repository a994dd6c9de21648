"""A build replaces the published folder safely, whatever is there before, runs at the same time, or kills it."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from signal import SIGKILL

import pytest

from build_folder import RefusedError, build_folder
from builds import ROOT, build, built, bytes_of, copy_of_toy, run
from incremental_output import MANIFEST
from killed import NEW, OLD, publish
from os_errors import advice


def pages_in(site: Path) -> dict[str, str]:
    """Return the text of every file of a site except the manifest, by path."""
    return {name: data.decode() for name, data in bytes_of(site).items() if name != MANIFEST}


def verifies(site: Path) -> bool:
    """Return whether there is a manifest, and every file matches its hash there."""
    check = ["sha256sum", "--check", "--status", MANIFEST]
    return subprocess.run(check, cwd=site, capture_output=True, check=False).returncode == 0


def modes_of(site: Path) -> dict[str, int]:
    """Return the mode of a site's folder and of everything below it, by path."""
    return {path.relative_to(site).as_posix(): path.stat().st_mode for path in (site, *site.rglob("*"))}


@contextmanager
def umask(mask: int) -> Iterator[None]:
    """Set another umask during a block."""
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


@pytest.mark.parametrize(
    "there",
    [
        {},
        OLD,
        {"about": "a file where a folder belongs"},
        {"index.html/page.html": "a folder where a file belongs", "assets/style.css/x": "another"},
        {f"{MANIFEST}/x": "a folder in place of the manifest"},
        {"About/index.html": "the same name on some systems", "INDEX.html": "too"},
    ],
    ids=["nothing", "an earlier build", "a file", "a folder", "no manifest", "another case"],
)
def test_a_build_replaces_any_existing_files(there: dict[str, str], tmp_path: Path) -> None:
    for name, text in there.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, "utf-8")
    publish(tmp_path / "site", NEW)
    assert pages_in(tmp_path / "site") == NEW
    assert verifies(tmp_path / "site")
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_removes_empty_folders_links_and_pipes_but_not_hidden_files(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    (site / "sub" / "sub").mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "kept.html").write_text("not of this site", "utf-8")
    (site / "about").symlink_to(elsewhere)
    (site / "stale").symlink_to(elsewhere)
    os.mkfifo(site / "index.html")
    (site / ".well-known").mkdir()
    (site / ".well-known" / "security.txt").write_text("hidden", "utf-8")
    publish(site, NEW)
    assert pages_in(site) == {**NEW, ".well-known/security.txt": "hidden"}
    assert not (site / "sub").exists()
    assert not (site / "stale").is_symlink()
    assert pages_in(elsewhere) == {"kept.html": "not of this site"}


def test_a_repeated_build_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path / "site", NEW)
    before = {path: path.stat() for path in (tmp_path / "site").rglob("*")}
    publish(tmp_path / "site", NEW)
    assert {path: path.stat()[:9] for path in before} == {path: stat[:9] for path, stat in before.items()}


def test_names_of_any_kind_can_be_verified(tmp_path: Path) -> None:
    publish(
        tmp_path / "site", {"assets/a\\b.svg": "1", "assets/c\nd.svg": "2", "assets/\udcff.svg": "3", "é.html": "4"}
    )
    assert verifies(tmp_path / "site")


@pytest.mark.parametrize("clash", [False, True], ids=["other files", "a file where a folder belongs"])
def test_a_build_killed_at_any_step_never_looks_complete_and_the_next_one_repairs_it(
    clash: bool, tmp_path: Path
) -> None:
    old = OLD | ({"new": "old"} if clash else {})
    publish(tmp_path / "old", old)
    outcomes = []
    for number in range(100):
        place = tmp_path / f"{number}"
        shutil.copytree(tmp_path / "old", place / "site")
        result = run(
            ROOT / "tests" / "support" / "killed.py", place / "site", str(number), PYTHONPATH=str(ROOT / "hooks")
        )
        pages = pages_in(place / "site")
        outcomes.append("old" if pages == old else "new" if pages == NEW else "mixed")
        assert not verifies(place / "site") or outcomes[-1] != "mixed"
        publish(place / "site", NEW)
        assert pages_in(place / "site") == NEW
        assert verifies(place / "site")
        assert [path.name for path in place.iterdir()] == ["site"]
        if result.returncode != -SIGKILL:
            break
    assert (result.returncode, result.stderr) == (0, "")
    assert list(dict.fromkeys(outcomes)) == ["old", "mixed", "new"]


def test_only_one_build_at_a_time_may_write_a_folder(tmp_path: Path) -> None:
    publish(tmp_path / "site", OLD)
    with build_folder(tmp_path / "site", ()):
        with pytest.raises(RefusedError, match="another build is at work"):
            publish(tmp_path / "site", NEW)
        publish(tmp_path / "other", NEW)
    assert pages_in(tmp_path / "site") == OLD
    publish(tmp_path / "site", NEW)
    assert pages_in(tmp_path / "site") == NEW


def test_a_first_build_that_fails_leaves_no_folder(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), build_folder(tmp_path / "site", ()):
        raise ZeroDivisionError
    assert [*tmp_path.iterdir()] == []


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EBUSY, errno.EACCES, errno.EROFS], ids=errno.errorcode.get)
def test_a_build_works_inside_the_site_if_it_cannot_move_files_into_it(
    number: int, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def rename(source: Path, target: Path) -> None:
        raise OSError(number, os.strerror(number), str(source), None, str(target))

    monkeypatch.setattr(os, "rename", rename)
    publish(tmp_path / "site", OLD)
    with build_folder(tmp_path / "site", ()) as new:
        assert new.parent == tmp_path / "site"
        assert new.name.startswith(".")
    (tmp_path / "site" / ".site.build-a1b2c3d4" / "of a killed build").mkdir(parents=True)
    publish(tmp_path / "site", NEW)
    assert pages_in(tmp_path / "site") == NEW
    assert verifies(tmp_path / "site")
    assert not list((tmp_path / "site").glob(".*"))


def test_files_are_copied_into_a_file_system_mounted_below_the_site(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    mounted = tmp_path / "site" / "assets"
    replace = os.replace

    def within(path: os.PathLike[str]) -> bool:
        return mounted in Path(path).parents

    def replaced(source: Path, target: Path) -> None:
        if within(source) != within(target):
            raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))
        replace(source, target)

    publish(tmp_path / "site", OLD)
    monkeypatch.setattr(os, "replace", replaced)
    new = {**NEW, "assets/fonts/font.woff2": "new"}
    publish(tmp_path / "site", new)
    assert pages_in(tmp_path / "site") == new


@pytest.mark.parametrize(
    "source", ["", "docs", "mkdocs.yml"], ids=["the folder itself", "a folder in it", "a file in it"]
)
def test_a_symlink_to_the_sources_is_an_error(source: str, tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").touch()
    with pytest.raises(RefusedError, match="the site would replace"), build_folder(tmp_path, [str(tmp_path / source)]):
        pass


def test_a_site_without_write_permission_is_reported_before_anything_changes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    publish(tmp_path / "site", OLD)
    # The system's answer is simulated, since the superuser may write everywhere.
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path).name != "deep" or mode == os.R_OK)
    with pytest.raises(PermissionError, match="gone/deep"):
        publish(tmp_path / "site", NEW)
    assert pages_in(tmp_path / "site") == OLD
    assert verifies(tmp_path / "site")


@pytest.mark.parametrize(("first", "second"), [(0o077, 0o022), (0o022, 0o077), (0o022, 0o002)])
def test_files_and_folders_get_the_modes_of_this_build(first: int, second: int, tmp_path: Path) -> None:
    with umask(first):
        publish(tmp_path / "site", OLD)
        publish(tmp_path / "site", NEW)
    with umask(second):
        publish(tmp_path / "site", NEW)
        publish(tmp_path / "fresh", NEW)
    assert modes_of(tmp_path / "site") == modes_of(tmp_path / "fresh")
    assert verifies(tmp_path / "site")


def test_special_mode_bits_of_folders_are_preserved(tmp_path: Path) -> None:
    publish(tmp_path / "site", OLD)
    (tmp_path / "site" / "about").chmod(0o2700)
    publish(tmp_path / "site", OLD)
    assert (tmp_path / "site" / "about").stat().st_mode & 0o7777 == 0o2755


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            OSError(errno.ENOSPC, "No space left on device"),
            "No space left on device. Make room on the disk, then try again.",
        ),
        (
            PermissionError(errno.EACCES, "Permission denied", "site/a\nb"),
            r"Permission denied: 'site/a\nb'. Give your account access to it, then try again.",
        ),
        (OSError(errno.EBADF, "Bad file descriptor"), ""),
        (OSError("no number"), ""),
        (ValueError("no error of the system"), ""),
    ],
)
def test_system_errors_come_with_advice(error: Exception, said: str) -> None:
    assert advice(error) == said


def with_hook(root: Path, code: str) -> Path:
    """Add a hook to a copy of the toy, before all others."""
    (root / "hooks" / "odd.py").write_text(code, "utf-8")
    config = root / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("hooks: [", "hooks: [hooks/odd.py, "), "utf-8")
    return root


@pytest.mark.parametrize(
    "code",
    [
        "def on_env(env, config, files): raise OSError(28, 'No space left on device')",
        "def on_post_page(output, page, config): raise OSError(28, 'No space left on device')",
        "def on_post_build(config): raise OSError(28, 'No space left on device')",
        "def on_config(config): raise PermissionError(13, 'Permission denied', 'data/cops.yaml')",
    ],
)
def test_a_full_disk_or_missing_permission_is_one_line_and_leaves_the_last_site(code: str, tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    site = built(root, tmp_path / "site", config="toy.yml")
    before = bytes_of(site)
    result = build(with_hook(root, code), site, config="toy.yml")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr + result.stdout
    said = [line for line in (result.stderr + result.stdout).splitlines() if line and not line.startswith("INFO")]
    assert [line[:47] for line in said] == ["Nothing was built; the last site is untouched. "]
    assert said[0].endswith(", then try again.")
    assert bytes_of(site) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["root", "site"]


def test_the_second_of_two_builds_at_once_ends_with_an_error(tmp_path: Path) -> None:
    root, site = copy_of_toy(tmp_path / "root"), tmp_path / "site"
    ready, go = tmp_path / "ready", tmp_path / "go"
    os.mkfifo(ready)
    os.mkfifo(go)
    waiting = f"def on_env(env, config, files): open({str(ready)!r}, 'w').close(); open({str(go)!r}).close()"
    waits = with_hook(copy_of_toy(tmp_path / "waits"), waiting)
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(waits / "toy.yml"), "-d", str(site)]
    with subprocess.Popen(command, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}) as first:
        ready.open().close()  # in the middle of its build
        second = build(root, site, config="toy.yml")
        go.open("w").close()
    assert first.returncode == 0
    assert second.returncode == 1
    assert f"another build is at work on {site}. Wait until it has ended." in second.stderr + second.stdout
    assert verifies(site)
    assert (site / "index.html").is_file()


def test_a_killed_build_blocks_no_other_and_leaves_nothing(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    site = built(root, tmp_path / "site", config="toy.yml")
    before = bytes_of(site)
    killed = with_hook(
        copy_of_toy(tmp_path / "killed"), "import os\ndef on_env(env, config, files): os.kill(os.getpid(), 9)"
    )
    assert build(killed, site, config="toy.yml").returncode == -SIGKILL
    assert bytes_of(site) == before
    assert verifies(site)
    assert len([path for path in tmp_path.iterdir() if path.name.startswith(".site.build-")]) == 1
    assert bytes_of(built(root, site, config="toy.yml")) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["killed", "root", "site"]


def test_a_symlinked_site_is_written_at_its_target(tmp_path: Path) -> None:
    root, link, target = copy_of_toy(tmp_path / "root"), tmp_path / "site", tmp_path / "srv" / "www"
    link.symlink_to(target)
    for _ in range(2):
        built(root, link, config="toy.yml")
        assert link.is_symlink()
        assert verifies(target)
    assert [path.name for path in target.parent.iterdir()] == ["www"]


def test_a_site_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("words", "utf-8")
    result = build(copy_of_toy(tmp_path / "root"), tmp_path / "site", config="toy.yml")
    assert result.returncode == 1
    assert "Rename or remove what stands there, then try again." in result.stderr + result.stdout
    assert "Traceback" not in result.stderr
    assert (tmp_path / "site").read_text("utf-8") == "words"


def test_a_site_with_another_umask_becomes_readable(tmp_path: Path) -> None:
    root = copy_of_toy(tmp_path / "root")
    for mask in (0o077, 0o022):
        with umask(mask):
            site = built(root, tmp_path / "site", config="toy.yml")
    assert {mode & 0o777 for mode in modes_of(site).values()} == {0o755, 0o644}


def test_the_site_can_be_deployed_with_mkdocs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    root, remote = copy_of_toy(tmp_path / "root"), tmp_path / "remote"

    def git(*arguments: str | Path) -> str:
        command = ["git", *map(str, arguments)]
        return subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout

    git("init", "-q", "--bare", remote)
    git("init", "-q")
    git("config", "user.name", "Editor")
    git("config", "user.email", "editor@mla.example")
    git("remote", "add", "origin", remote)
    monkeypatch.chdir(root)  # MkDocs creates the branch in the current folder's repository
    result = run("-m", "mkdocs", "gh-deploy", "-f", "toy.yml", "-d", tmp_path / "site")
    assert result.returncode == 0, result.stderr
    published = git("--git-dir", remote, "ls-tree", "-r", "--name-only", "-z", "gh-pages").split("\0")
    assert sorted(filter(None, published)) == sorted({*bytes_of(tmp_path / "site"), ".nojekyll"})
    manifest = (tmp_path / "site" / MANIFEST).read_text("utf-8")
    assert git("--git-dir", remote, "show", f"gh-pages:{MANIFEST}") == manifest
