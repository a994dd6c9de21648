"""Leaves Python's search for garbage out of a build, which makes much and drops little.

`hooks:` names it first, as what the others import is much already, and can do without it.
"""

from __future__ import annotations

import atexit
import gc

from mkdocs.config.defaults import MkDocsConfig

gc.disable()
# At its end Python would search all that there is once more, for what goes with the process anyway.
atexit.register(gc.freeze)

_commands: list[str] = []


def on_startup(command: str, dirty: bool) -> None:
    """Learn whether builds will follow each other."""
    _commands.append(command)


def on_config(config: MkDocsConfig) -> None:
    """Leave it out of the next build, too."""
    gc.disable()


def on_post_build(config: MkDocsConfig) -> None:
    """Let what a build of the preview dropped be collected before the next."""
    if _commands[-1:] == ["serve"]:
        gc.enable()
