"""Search for a file that is neither a catalog nor reported: `make fuzz`; the arguments are libFuzzer's."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["copsite", "yaml"]):
    from builds import ROOT, SAMPLE
    from slipping import judged

SIGNS = (
    "- ",
    ": ",
    "  ",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\\x22",
    "#",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "---\\x0a",
    "...\\x0a",
    "|",
    ">-",
)


def main() -> None:
    """Fuzz from the sample catalog and every invalid one, in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder, "corpus")
        corpus.mkdir()
        for number, seed in enumerate([SAMPLE / "data" / "cops.yaml", *(ROOT / "tests" / "problems").glob("*")]):
            (corpus / f"{number}.yaml").write_bytes(seed.read_bytes())
        signs = Path(folder, "signs.txt")
        signs.write_text("".join(f'"{sign}"\n' for sign in SIGNS), encoding="utf-8")
        atheris.Setup([*sys.argv, f"-dict={signs}", f"-artifact_prefix={ROOT}/", str(corpus)], judged)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
