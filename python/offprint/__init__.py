"""Turns articles into typeset PDF, accessible EPUB 3 and clean DOCX, in memory.

    import offprint

    epub = offprint.convert(text, "epub", theme="pocket")
    article = offprint.read(page, name="page.html")
    article.title, article.authors, article.removed
    pdf = article.to("pdf", paper="a5")

Options are those of the command line by their long names, with ``_`` for ``-`` (``for_`` ends in one, as Python
wants it; ``format`` is what the command line calls ``--from``): ``True`` for a switch, a list for what may be repeated. No file and no
variable of the environment counts beside them, but ``SOURCE_DATE_EPOCH``. The bytes are those that the
command line writes.

``offprint.arrow`` converts tables, for Ray Data, Spark and everything else that speaks Arrow.
"""

from ._offprint import (
    VERSION as __version__,
    Fault,
    OffprintError,
    OptionError,
    ReadError,
    RenderError,
    TookTooLong,
)
from .article import Article, Heading, Message, Removed
from .converter import Conversion, Converter, convert, read

__all__ = [
    "Article",
    "Conversion",
    "Converter",
    "Fault",
    "Heading",
    "Message",
    "OffprintError",
    "OptionError",
    "ReadError",
    "Removed",
    "RenderError",
    "TookTooLong",
    "__version__",
    "convert",
    "read",
]
