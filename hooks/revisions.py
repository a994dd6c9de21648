"""The site's files as they are in Git."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from copsite.content.attachments import LARGEST, Attachment, inspect, too_large
from copsite.content.files import CONFIG, DOCS, Kind, State, is_attachment, is_page
from workspace import CATALOG, RESOURCES

# Kinds of a Git tree's entries, by mode; all others are files.
_MODES = {b"120000": Kind.LINK, b"160000": Kind.SUBMODULE}
_FOLDER = b"040000"


class RevisionError(Exception):
    """Git cannot return this revision of the files."""


def files_at(root: Path, revision: str) -> State:
    """Return the state of the files at a Git revision, ignoring attributes; raise `RevisionError` if there is none."""
    commit = _commit(root, revision)
    tree = _git(root, "ls-tree", "-z", commit) + _git(root, "ls-tree", "-r", "-z", commit, "--", "data", "docs")
    blobs: dict[str, bytes] = {}
    attached: dict[str, bytes] = {}
    others: dict[str, Kind] = {}
    for line in tree.split(b"\0")[:-1]:
        facts, _, name = line.partition(b"\t")
        mode, _, blob = facts.split()
        path = os.fsdecode(name)
        is_settings = "/" not in path and path.endswith(".yml")
        if mode not in _MODES and mode != _FOLDER and (path in (CATALOG, RESOURCES) or is_page(path) or is_settings):
            blobs[path] = blob
        elif path.startswith(DOCS) or (path in ("data", "docs", CATALOG, RESOURCES, CONFIG) and mode in _MODES):
            others[path] = _MODES.get(mode, Kind.FILE)
            if others[path] is Kind.FILE and is_attachment(path):
                attached[path] = blob
    texts = dict(zip(blobs, _contents(root, [*blobs.values()]), strict=True))
    return State(texts, others, dict(_attachments_at(root, attached)))


def changed_paths(root: Path, base: str, head: str | None) -> list[str]:
    """Return the files below `root` that differ between two revisions, or between one and the present files."""
    revisions = [_commit(root, revision) for revision in (base, head) if revision is not None]
    names = _git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--relative", *revisions, "--")
    if head is None:
        names += _git(root, "ls-files", "-z", "--others", "--exclude-standard")
    return [os.fsdecode(name) for name in names.split(b"\0")[:-1]]


def uncommitted(root: Path, paths: Iterable[str]) -> list[str]:
    """Return those of the files below `root` whose present content is in no commit; raise `RevisionError` without Git.

    The paths are as Git prints them, from the top of the repository.
    """
    if not (known := [*paths]):
        return []
    # Ignored files are in no commit either.
    options = ("--porcelain", "-z", "--no-renames", "--untracked-files=all", "--ignored=matching")
    told = _git(root, "--literal-pathspecs", "status", *options, "--", *known)
    return [os.fsdecode(line[3:]) for line in told.split(b"\0")[:-1]]


def _attachments_at(root: Path, blobs: Mapping[str, bytes]) -> Iterator[tuple[str, Attachment]]:
    """Yield what each file below docs/files/ shows; only one is in memory at a time."""
    sizes = _git(root, "cat-file", "--batch-check=%(objectsize)", stdin=_lines(blobs.values())).splitlines()
    for (path, blob), size in zip(blobs.items(), sizes, strict=True):
        if size.isdigit() and int(size) > LARGEST:
            yield path, too_large(path, int(size))
        else:
            yield from ((path, inspect(path, data)) for data in _contents(root, [blob]))


def _lines(blobs: Iterable[bytes]) -> bytes:
    return b"".join(blob + b"\n" for blob in blobs)


def _commit(root: Path, revision: str) -> str:
    """Return the id of the commit that a revision names."""
    words = f"Git knows no revision {revision!r}. Write a branch, a tag or a commit, such as 'main'"
    try:
        found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    except RevisionError as error:
        if str(error):
            raise
        if _git(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            words += ". This is a shallow clone, without most of its history: `git fetch --unshallow` gets the rest"
        raise RevisionError(words) from None
    return found.decode().split()[-1]


def _contents(root: Path, blobs: Sequence[bytes]) -> Iterator[bytes]:
    """Yield the content of each blob."""
    data = _git(root, "cat-file", "--batch", stdin=_lines(blobs))
    start = 0
    for blob in blobs:
        end = data.index(b"\n", start)
        *_, size = data[start:end].split()
        if not size.isdigit():
            raise RevisionError(f"this clone lacks {blob.decode()}, a part of its history. Fetch it with `git fetch`")
        yield data[end + 1 : end + 1 + int(size)]
        start = end + 1 + int(size) + 1


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Return the output of a Git command; raise `RevisionError` with its error message."""
    command = ["git", "-C", str(root), *arguments]
    settings = {**os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0"}
    try:
        done = subprocess.run(command, input=stdin, env=settings, capture_output=True, check=False)  # noqa: S603 - no shell
    except FileNotFoundError:
        raise RevisionError("Git is not installed, so earlier states of the files cannot be read") from None
    if done.returncode:
        message = " ".join(done.stderr.decode("utf-8", "replace").split())
        raise RevisionError(message.removeprefix("fatal: ").rstrip("."))
    return done.stdout
