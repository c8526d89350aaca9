"""A folder over HTTP as a real host sends it: compressed, with kept-alive connections, with headers where asked."""

from __future__ import annotations

import gzip
import threading
from contextlib import contextmanager
from functools import cache
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

COMPRESSED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt", ".webmanifest", ".map"}


@cache
def gzipped(path: Path) -> bytes:
    """A file as it travels: text is compressed, everything else is compressed already."""
    content = path.read_bytes()
    return gzip.compress(content, 9, mtime=0) if path.suffix in COMPRESSED else content


def file_at(folder: Path, url_path: str) -> Path | None:
    """The file that a host answers an address with; None where there is none."""
    path = (folder / url_path.lstrip("/")).resolve()
    if not path.is_relative_to(folder.resolve()):
        return None
    if path.is_dir():
        path = path / "index.html"
    return path if path.is_file() else None


@contextmanager
def served(folder: Path, headers: Mapping[str, str] | None = None) -> Iterator[str]:
    """The address of a folder while it is served, without a slash at the end."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = file_at(folder, self.path.partition("?")[0].partition("#")[0])
            status = HTTPStatus.OK if path else HTTPStatus.NOT_FOUND
            path = path or file_at(folder, "404.html")
            body = gzipped(path) if path else b"not found"
            self.send_response(status)
            self.send_header("Content-Type", (guess_type(path.name)[0] if path else None) or "application/octet-stream")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "max-age=600")
            if path and path.suffix in COMPRESSED:
                self.send_header("Content-Encoding", "gzip")
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_HEAD = do_GET  # noqa: N815  # the name that the library looks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """A browser that hangs up is no fault of the site."""

    server = Server(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
