"""Keeps templates as code from build to build, as Python keeps its modules. `hooks:` can do without it."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from importlib import metadata
from inspect import getsource
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from copsite import layout

FOLDER = ".cache/templates"  # beside mkdocs.yml


def on_startup(command: str, dirty: bool) -> None:
    """Let a build look at each of our own templates once, and not again for each page."""
    layout.templates.auto_reload = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Keep the code of our own templates; the shortcodes in chapters are about to be filled in by some."""
    folder = Path(config.config_file_path).parent / FOLDER
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):  # as where the files are only lent
        return
    # Jinja tells whether a template has changed, but not whether it would be compiled in another way now.
    made_by = (metadata.version("jinja2"), metadata.version("mkdocs"), getsource(layout))
    way = sha256(repr(made_by).encode()).hexdigest()[:16]
    layout.templates.bytecode_cache = FileSystemBytecodeCache(str(folder), f"{way}-%s")


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep the code of the theme's."""
    env.bytecode_cache = layout.templates.bytecode_cache
