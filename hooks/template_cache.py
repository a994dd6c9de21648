"""Keeps templates as code from build to build, in a folder that may be deleted. `hooks:` can do without it."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib.metadata import version
from importlib.util import MAGIC_NUMBER
from inspect import signature
from pathlib import Path
from pickle import UnpicklingError

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import Files

from copsite.render.templating import templates

FOLDER = ".cache/templates"  # beside mkdocs.yml
# What an environment is made with, and what code does not depend on or is asked for by another name.
_NO_MATTER = {"loader", "cache_size", "auto_reload", "bytecode_cache", "enable_async", "extensions"}


class Kept(BytecodeCache):
    """The code of an environment's templates, a file each. What cannot be read or written is compiled each time."""

    def __init__(self, config: MkDocsConfig, environment: Environment) -> None:
        self.folder = Path(config.config_file_path).parent / FOLDER
        options = sorted(signature(Environment).parameters.keys() - _NO_MATTER)
        made_by = (MAGIC_NUMBER, version("jinja2"), environment.code_generator_class)
        made_for = (sorted(environment.extensions), environment.is_async)
        self.way = repr((made_by, made_for, [getattr(environment, option) for option in options]))

    def get_source_checksum(self, source: str) -> str:
        """Tell a template's text, and the way in which it is compiled, of which Jinja itself tells nothing."""
        return super().get_source_checksum(f"{self.way}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give the code, where it is there."""
        with suppress(OSError, EOFError, UnpicklingError):
            bucket.bytecode_from_string((self.folder / bucket.key).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code, in the place of what was kept of the template before."""
        # At once or not at all: another build may read it, and a disk may be full.
        new = self.folder / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                new.write_bytes(bucket.bytecode_to_string())
                new.replace(self.folder / bucket.key)
            finally:
                new.unlink(missing_ok=True)


def on_startup(command: str, dirty: bool) -> None:
    """Let a build look at each of our own templates once, and not again for each page."""
    templates.auto_reload = command == "serve"


@event_priority(200)  # before the site is read, which renders the shortcodes in its pages
def on_config(config: MkDocsConfig) -> None:
    """Keep the code of our own templates; the shortcodes in chapters are about to be filled in by some."""
    templates.bytecode_cache = Kept(config, templates)


@event_priority(-100)  # when nothing changes the environment any more
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep the code of the theme's."""
    env.bytecode_cache = Kept(config, env)
