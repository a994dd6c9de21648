"""Errors of the operating system that a user can fix, each with advice."""

from __future__ import annotations

import errno
import os

_FULL = "Make room on the disk"
_RIGHTS = "Give your account access to it"
_KIND = "Rename or remove what stands there"

_REMEDIES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: "Raise the limit on the size of files",
    errno.EACCES: _RIGHTS,
    errno.EPERM: _RIGHTS,
    errno.EROFS: "Make it writable, or build elsewhere with `-d`",
    errno.EEXIST: _KIND,
    errno.ENOTDIR: _KIND,
    errno.EISDIR: _KIND,
    errno.ENOTEMPTY: _KIND,
    errno.EBUSY: "Close or unmount it",
    errno.ELOOP: "Remove the link that leads to itself",
    errno.ENAMETOOLONG: "Shorten its name",
}


def advice(error: BaseException | None) -> str:
    """Return in one line what failed, where, and what to do; '' for an error that a user cannot fix."""
    remedy = _REMEDIES.get(error.errno or 0) if isinstance(error, OSError) else None
    if remedy is None or not isinstance(error, OSError):
        return ""
    place = f": {os.fsdecode(error.filename)!r}" if error.filename else ""
    return f"{error.strerror}{place}. {remedy}, then try again."
