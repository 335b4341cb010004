"""The process that prints: a page comes in, PDF goes out. It opens no address, whatever the page says.

Nothing in the PDF tells when or where it was made.
"""

from __future__ import annotations

import sys
from hashlib import sha256

GIGABYTES = 2
SECONDS = 50


def main() -> None:
    """Print one page."""
    _bounded()
    html = sys.stdin.buffer.read()
    sys.stdout.buffer.write(printed(html))


def printed(html: bytes) -> bytes:
    """The page as PDF, tagged for screen readers."""
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    page = HTML(string=html.decode(), base_url=None, url_fetcher=URLFetcher(allowed_protocols=()))
    raw: bytes = page.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=sha256(html).digest()[:16])
    return raw


def _bounded() -> None:
    try:
        import resource
    except ImportError:  # not on Windows
        return
    resource.setrlimit(resource.RLIMIT_AS, (GIGABYTES << 30, GIGABYTES << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


if __name__ == "__main__":
    main()
