"""Cache compiled Jinja templates between builds in `.cache/templates`, which can be deleted. Optional."""

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
# Constructor arguments that are not in the cache key: irrelevant, or read from another attribute below.
_IGNORED = {"loader", "cache_size", "auto_reload", "bytecode_cache", "enable_async", "extensions"}


class TemplateCache(BytecodeCache):
    """The compiled templates of an environment, in a file each; one that cannot be read or written is compiled again.

    An option of Jinja that is neither a constructor argument nor read here would be missing from the key; one without
    an attribute of its name raises `AttributeError`.
    """

    def __init__(self, config: MkDocsConfig, environment: Environment) -> None:
        self.folder = Path(config.config_file_path).parent / FOLDER
        options = sorted(signature(Environment).parameters.keys() - _IGNORED)
        compiler = (MAGIC_NUMBER, version("jinja2"), environment.code_generator_class)
        features = (sorted(environment.extensions), environment.is_async)
        self.compiled_by = repr((compiler, features, [getattr(environment, option) for option in options]))

    def get_source_checksum(self, source: str) -> str:
        """Return a hash of the source and the compile options, which Jinja's own key ignores."""
        return super().get_source_checksum(f"{self.compiled_by}\n{source}")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the compiled template, if there is one."""
        with suppress(OSError, EOFError, UnpicklingError):
            bucket.bytecode_from_string((self.folder / bucket.key).read_bytes())

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Store the compiled template in place of its last version."""
        # Atomically: another build may read it, and the disk may be full.
        new = self.folder / f"{bucket.key}.{os.getpid()}"
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            try:
                new.write_bytes(bucket.bytecode_to_string())
                new.replace(self.folder / bucket.key)
            finally:
                new.unlink(missing_ok=True)


def on_startup(command: str, dirty: bool) -> None:
    """Check the core's templates for changes under `mkdocs serve` only, not for each page of a build."""
    templates.auto_reload = command == "serve"


@event_priority(200)  # before `mkdocs_hooks` loads the site, which renders shortcodes
def on_config(config: MkDocsConfig) -> None:
    """Cache the core's templates."""
    templates.bytecode_cache = TemplateCache(config, templates)


@event_priority(-100)  # after the hooks that change the environment
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Cache the theme's templates."""
    env.bytecode_cache = TemplateCache(config, env)
