"""Pages of settings, from their declaration."""

from __future__ import annotations

from collections.abc import Iterator

from editor.core.settings.models import Section, SettingsModel
from editor.ui.rooms.help.page import HelpPage, HelpRow, HelpSource, HelpTable

KIND = "Settings"
ORDER = 70


def pages(_source: HelpSource) -> Iterator[HelpPage]:
    """One page a section, with a row for each setting."""
    for name, field in SettingsModel.model_fields.items():
        section = field.annotation
        if not (isinstance(section, type) and issubclass(section, Section)):
            continue
        rows = tuple(
            HelpRow(str(each.title), str(each.description), anchor=key) for key, each in section.model_fields.items()
        )
        title = str(field.title)
        text = " ".join((section.__doc__ or "").split())
        yield HelpPage(
            f"settings:{name}",
            "Settings",
            title,
            "gear",
            (text,),
            (HelpTable("Settings", rows),),
            (("run:app.settings", "Open the settings"),),
        )
