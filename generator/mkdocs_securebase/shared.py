"""Where the files stand that are not Python: beside this module in an installed wheel, in the repository in a checkout.

The wheel holds them ready in `shared/` (`hatch_build.py` puts them there), so that nobody who installs it needs Node.
In a checkout they are made from `node_modules` and the sources, so that a change shows at once.
"""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
CHECKOUT = HERE.parents[1]
"""The repository; means nothing where the wheel is installed."""
NODE_MODULES = CHECKOUT / "node_modules"
PACKED = HERE / "shared"
"""What the wheel holds: `assets/`, `book-faces/` and `runtime/`."""


def is_packed() -> bool:
    """Whether the ready files of a wheel are used: where no checkout with its tools is around this module."""
    return PACKED.is_dir() and not (NODE_MODULES / "esbuild").is_dir()


def runtime() -> Path:
    """The browser's evaluator: `engine.js` and `src/`."""
    return PACKED / "runtime" if is_packed() else CHECKOUT / "quiz" / "runtime"


def book_faces() -> tuple[Path, ...]:
    """Folders with the faces that the book is set in: the weights that its templates name, and no others."""
    if is_packed():
        return (PACKED / "book-faces",)
    families = NODE_MODULES / "@expo-google-fonts"
    return tuple(families / family / weight for family, weights in _BOOK_FACES.items() for weight in weights)


_BOOK_FACES = {
    "literata": ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold", "700Bold_Italic"),
    "atkinson-hyperlegible-next": ("400Regular", "400Regular_Italic", "500Medium", "600SemiBold", "700Bold"),
}
