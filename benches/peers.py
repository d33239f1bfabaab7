"""The programs that Offprint is measured against: which are here, and how each is called."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PEERS = ROOT / ".judges" / "peers"

# Small programs for peers that are Python modules. Arguments: input, output.
TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
FULGUR = (
    "import sys, pyfulgur as f; "
    "f.Engine(page_size=f.PageSize.A4).render_html_to_file(open(sys.argv[1]).read(), sys.argv[2])"
)


def set_up_peers():
    """The Python environment with the peers, made anew when the requirements change."""
    wanted = (HERE / "requirements.txt").read_text()
    stamp = PEERS / "stamp"
    if stamp.exists() and stamp.read_text() == wanted:
        return
    print("setting up peers in .judges/peers", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", PEERS], check=True)
    pip = [PEERS / "bin" / "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*pip, "-r", HERE / "requirements.txt"], check=True)
    stamp.write_text(wanted)


def install_crowbook():
    subprocess.run(["cargo", "install", "--locked", "--root", PEERS, "crowbook"], check=True)


def pandoc_path():
    found = sorted(PEERS.glob("lib/python3*/site-packages/pypandoc/files/pandoc"))
    return found[0] if found else None


def typst_command():
    """A `typst` for pandoc to call: the Python module under the command's name."""
    command = PEERS / "bin" / "typst"
    command.write_text(
        f"#!{PEERS}/bin/python\n"
        "# Written by benches/compare: `typst compile [options] INPUT OUTPUT`.\n"
        "import sys, typst\n"
        "source, output = sys.argv[-2:]\n"
        "typst.compile(sys.stdin.buffer.read() if source == '-' else source, output=output)\n"
    )
    command.chmod(0o755)
    return command


def offprint_path():
    """The release binary, built if it is not there."""
    path = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release" / "offprint"
    if not path.exists():
        subprocess.run(["cargo", "build", "--release", "--locked"], cwd=ROOT, check=True)
    return path


def find(name):
    """A command on the path, or among the peers."""
    return shutil.which(name, path=f"{PEERS}/bin{os.pathsep}{os.environ['PATH']}")


def works(command):
    return subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0


class Programs:
    """Which programs are here, and how each is called."""

    def __init__(self):
        self.offprint = offprint_path()
        self.python = PEERS / "bin" / "python"
        self.pandoc = pandoc_path()
        self.missing = []
        self.weasyprint = self.module("weasyprint", "WeasyPrint")
        self.typst = self.module("typst", "typst")
        self.fulgur = self.module("pyfulgur", "fulgur")
        self.lualatex = self.command("lualatex", "LuaLaTeX (for pandoc)")
        self.crowbook = self.command("crowbook", "crowbook (--install compiles it)")
        self.calibre = self.command("ebook-convert", "Calibre (ebook-convert)")
        if self.typst:
            typst_command()

    def module(self, name, label):
        here = works([self.python, "-c", f"import {name}"])
        if not here:
            self.missing.append(label)
        return here

    def command(self, name, label):
        path = find(name)
        if not path:
            self.missing.append(label)
        return path

    def prepare(self, article, folder):
        """The forms of an article that some programs want instead of Markdown."""
        article.typst, article.html = folder / "article.typ", folder / "article.html"
        base = [self.pandoc, article.path, "--standalone"]
        subprocess.run([*base, "--to", "typst", "--output", article.typst], check=True)
        subprocess.run(
            [*base, "--to", "html", "--embed-resources", "--css", HERE / "print.css",
             "--metadata", f"pagetitle={article.path.stem}", "--output", article.html],
            check=True,
        )

    def commands(self, format, article, out):
        """(program, command) for each program that makes this format; `out` is the file to make."""
        pandoc = [self.pandoc, article.path, "--standalone", "--output", out]
        yield "Offprint", [self.offprint, "--quiet", "-t", format, "-o", out, article.path]
        if format == "pdf":
            if self.typst:
                yield "pandoc + typst", [*pandoc, "--pdf-engine", PEERS / "bin" / "typst"]
                yield "typst", [self.python, "-c", TYPST, article.typst, out]
            if self.lualatex:
                yield "pandoc + LuaLaTeX", [*pandoc, "--pdf-engine", "lualatex"]
            if self.fulgur:
                yield "fulgur", [self.python, "-c", FULGUR, article.html, out]
            if self.weasyprint:
                yield "WeasyPrint", [self.python, "-m", "weasyprint", article.html, out]
        else:
            yield "pandoc", pandoc
            if self.crowbook and format == "epub":
                yield "crowbook", [self.crowbook, "--single", article.path, "--to", "epub", "--output", out]
            if self.calibre:
                yield "Calibre", [self.calibre, article.path, out]
