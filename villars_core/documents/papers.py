"""A document that leaves with a message: its bytes as they were kept, for whoever may read them."""

from collections.abc import Callable, Mapping
from typing import Any

from villars_core.documents.queries import content_for_actor
from villars_core.work import Work

PAPER = "document"


def document_paper(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Return the bytes of the document that `facts` names. Raises NotFound for one that the reader may not see."""
    content = content_for_actor(work, int(facts["document"]))
    return lambda: content
