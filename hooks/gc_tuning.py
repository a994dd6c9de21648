"""Leaves Python's search for garbage out of a build, which makes much and drops little.

`hooks:` names it first, as what the others import is much already, and can do without it.
"""

from __future__ import annotations

import atexit
import gc

gc.disable()
# At its end Python would search all that there is once more, for what goes with the process anyway.
atexit.register(gc.freeze)


def on_startup(command: str, dirty: bool) -> None:
    """Let it be, but seldom, where build follows build and drops what the last one made."""
    if command == "serve":
        gc.set_threshold(500_000, 2, 2)
        gc.enable()
