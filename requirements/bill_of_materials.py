"""What a release consists of: a CycloneDX list of parts (sbom.cdx.json) and a page of their licences, into dist/.

`make dist` runs it in an environment that holds the locked packages. The same environment gives the same bytes.
"""

from __future__ import annotations

import json
import re
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom, BomMetaData
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
OURS = "mkdocs-securebase"
FACES = ("@fontsource/literata", "@fontsource/atkinson-hyperlegible-next",
         "@expo-google-fonts/literata", "@expo-google-fonts/atkinson-hyperlegible-next")  # fmt: skip
"""What of node_modules is in the wheel; esbuild only makes what is in it."""


def main(out: Path) -> None:
    """Write both files into the folder `out`."""
    parts = needed(OURS)
    faces = [json.loads((ROOT / "node_modules" / name / "package.json").read_text("utf-8")) for name in FACES]
    out.mkdir(exist_ok=True)
    (out / "sbom.cdx.json").write_text(render_bom(parts, faces), "utf-8")
    (out / "THIRD-PARTY-LICENCES.md").write_text(render_licences(parts, faces), "utf-8")


def needed(name: str) -> list[Distribution]:
    """A package and all that it needs here, itself first, the others by name."""
    found: dict[str, Distribution] = {}
    waiting = [name]
    while waiting:
        one = distribution(waiting.pop())
        key = normal(one.name)
        if key in found:
            continue
        found[key] = one
        for line in one.requires or ():
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement.name)
    ours = found.pop(normal(name))
    return [ours, *(found[key] for key in sorted(found))]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(part: Distribution) -> str:
    """What its metadata says: an expression, a name, or the last words of a classifier."""
    meta: Any = part.metadata
    said = meta.get("License-Expression") or meta.get("License") or ""
    if said and "\n" not in said and len(said) < 60:
        return str(said)
    classified = [c.split(" :: ")[-1] for c in meta.get_all("Classifier") or () if c.startswith("License :: ")]
    return ", ".join(classified) or "see its licence file"


def render_bom(parts: list[Distribution], faces: list[dict[str, Any]]) -> str:
    """The list of parts as CycloneDX 1.6. Raises ValueError where it breaks the schema."""
    licences = LicenseFactory()
    components = [
        Component(
            name=normal(part.name),
            version=part.version,
            type=ComponentType.LIBRARY,
            purl=PackageURL("pypi", name=normal(part.name), version=part.version),
            bom_ref=f"pypi:{normal(part.name)}",
            licenses=[licences.make_from_string(licence(part))],
        )
        for part in parts
    ]
    components += [
        Component(
            name=face["name"],
            version=face["version"],
            type=ComponentType.FILE,
            purl=PackageURL("npm", *face["name"].split("/"), version=face["version"]),
            bom_ref=f"npm:{face['name']}",
            licenses=[licences.make_from_string("OFL-1.1")],
        )
        for face in faces
    ]
    ours, *others = components
    bom = Bom(components=others, metadata=BomMetaData(component=ours))
    bom.register_dependency(ours, others)
    text = JsonV1Dot6(bom).output_as_string(indent=1)
    data = json.loads(text)
    data["metadata"].pop("timestamp", None)
    data["serialNumber"] = f"urn:uuid:{uuid5(NAMESPACE_URL, f'{OURS}@{ours.version}')}"
    text = json.dumps(data, indent=1, ensure_ascii=False) + "\n"
    if wrong := JsonStrictValidator(SchemaVersion.V1_6).validate_str(text):
        raise ValueError(str(wrong))
    return text


def render_licences(parts: list[Distribution], faces: list[dict[str, Any]]) -> str:
    """A page of what others made, with its licence."""
    rows = [f"| {part.name} | {part.version} | {licence(part)} |" for part in parts[1:]]
    held = [f"| {face['name']} | {face['version']} | OFL-1.1 |" for face in faces]
    return "\n".join(
        [
            "# Third-party licences",
            "",
            f"{OURS} {parts[0].version} itself is under the MIT License.",
            "",
            "## In the wheel",
            "",
            "Faces; their licence files stand beside them.",
            "",
            "| package | version | licence |",
            "| --- | --- | --- |",
            *held,
            "",
            "## Installed with it",
            "",
            "Versions are those of the locked environment in which the release was made.",
            "",
            "| package | version | licence |",
            "| --- | --- | --- |",
            *rows,
            "",
        ]
    )


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "dist"))
