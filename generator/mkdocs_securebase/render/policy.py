"""What a page may load and what it tells others: one policy, for the meta element and for the headers of any host."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CONTENT: Mapping[str, str] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'none'",  # no script of a page fetches anything
    "base-uri": "'none'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "own-scripts",  # search and the self-check, which load scripts on first use
}
"""The Content-Security-Policy that every page carries, directive by directive."""

ONLY_AS_HEADER: Mapping[str, str] = {"frame-ancestors": "'none'"}
"""Directives that browsers ignore in a meta element."""

FEATURES = (
    "accelerometer",
    "autoplay",
    "camera",
    "display-capture",
    "fullscreen",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "screen-wake-lock",
    "usb",
    "xr-spatial-tracking",
)
"""What browsers could let a page do; this guide does none of it."""

REFERRER = "no-referrer"


def meta_policy() -> str:
    """The Content-Security-Policy for a meta element."""
    return _spell(CONTENT)


def headers() -> Mapping[str, str]:
    """Every header that a host should send with each file."""
    return {
        "Content-Security-Policy": _spell({**CONTENT, **ONLY_AS_HEADER}),
        "Referrer-Policy": REFERRER,
        "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES),
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Opener-Policy": "same-origin",
    }


def render_headers_file() -> str:
    """The headers as `_headers`, which several hosts of static sites read."""
    return "/*\n" + "".join(f"  {name}: {value}\n" for name, value in headers().items())


def render_nginx() -> str:
    """The headers for a server block of nginx."""
    return "".join(f'add_header {name} "{value}" always;\n' for name, value in headers().items())


def render_apache() -> str:
    """The headers for Apache, in .htaccess or a virtual host; needs mod_headers."""
    return "".join(f'Header always set {name} "{value}"\n' for name, value in headers().items())


def _spell(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())
