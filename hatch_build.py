"""Compiles the catalogues when the wheel is built, or in place when the project is installed for editing."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface):  # type: ignore[type-arg]
    """Writes one .mo beside each .po; a wheel carries them as villars_core/locales."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile every catalogue; `version` is "standard" for a wheel and "editable" for a checkout."""
        for compiled in compile_all(Path(self.root) / "locales"):
            if version == "standard":
                build_data["force_include"][str(compiled)] = f"villars_core/{compiled.relative_to(self.root).as_posix()}"


def compile_all(locales: Path) -> list[Path]:
    """Compile each `<language>/LC_MESSAGES/*.po` below the folder and return the files written."""
    return [_compiled(source) for source in sorted(locales.glob("*/LC_MESSAGES/*.po"))]


def _compiled(source: Path) -> Path:
    target = source.with_suffix(".mo")
    with source.open("rb") as words:
        catalogue = read_po(words, locale=source.parent.parent.name)
    with target.open("wb") as compiled:
        write_mo(compiled, catalogue)
    return target
