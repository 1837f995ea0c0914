"""What the components keep on a Doc, declared in one place so that each may be built alone."""

from spacy.tokens import Doc

TUPLES = ("quotations", "quotes", "tags", "sentences", "claims", "defects")


def declare_extensions() -> None:
    """Safe to call again: what already exists is left as it is."""
    for name in TUPLES:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=())
    if not Doc.has_extension("attributed"):
        Doc.set_extension("attributed", default=())
    if not Doc.has_extension("states"):
        Doc.set_extension("states", default=None)


declare_extensions()
