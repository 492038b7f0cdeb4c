"""The cells of files for spreadsheets: what people typed is a text there, whatever it begins with."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def inert(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    flat = " ".join(text.split())
    return f"'{flat}" if text.startswith(_FORMULA) or flat.startswith(_FORMULA) else flat
