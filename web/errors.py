"""What can go wrong with a request, each with its status and words that help the reader on."""

from __future__ import annotations

from collections.abc import Mapping

from web.language import N_, _


class SiteError(Exception):
    """A request that the site cannot answer."""

    status = 500
    heading = N_("Sorry, there is a problem with this page")

    def __init__(self, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.detail = detail
        self.said_on_a_page = detail
        """The same for a reader who filled in a form."""
        self.headers = dict(headers or {})


class NotFound(SiteError):
    """Nothing stands at this address."""

    status = 404
    heading = N_("Page not found")


class OnlyPosted(SiteError):
    """An address for programs that is not read as a page is."""

    status = 405
    heading = N_("This page cannot be asked for in that way")

    def __init__(self) -> None:
        super().__init__(
            "This address is for assistants, which ask by POST over the Model Context Protocol. "
            "The page /api tells how to connect one.",
            {"Allow": "POST"},
        )


class ForeignSite(SiteError):
    """A web page of another site asks through its reader's browser."""

    status = 403
    heading = N_("This cannot be asked for from here")


class Gone(SiteError):
    """What stood at this address was taken down."""

    status = 410
    heading = N_("This has been taken down")

    def __init__(self, detail: str, still_held: str = "") -> None:
        """``still_held``: the id of the document, where a version of it is still shown."""
        super().__init__(detail, {"Cache-Control": "no-cache"})
        self.still_held = still_held


class BadParameter(SiteError):
    """A parameter with a value that means nothing to us."""

    status = 422
    heading = N_("There is a problem with what was asked for")

    def __init__(self, parameter: str, value: str, remedy: str, said: str = "") -> None:
        """``said`` is the whole of it for a page, where ``remedy`` names what only programs know."""
        self.parameter = parameter
        self.value = value
        shown = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
        super().__init__(f'Parameter "{parameter}" has the value "{shown}". {remedy}')
        field = _(_FIELDS[parameter]) if parameter in _FIELDS else f"“{parameter}”"
        problem = _("“%(value)s” cannot be used as %(field)s.", value=shown, field=field)
        self.said_on_a_page = said or f"{problem} {remedy}"


class NoArchive(SiteError):
    """The site runs, but nobody has indexed an archive for it yet."""

    status = 503
    heading = N_("The archive is not ready yet")

    def __init__(self) -> None:
        super().__init__(
            _(
                "No documents have been indexed yet. Index a folder of documents, then start the site "
                "again."
            ),
            {"Retry-After": "600"},
        )


class Busy(SiteError):
    """More is asked for at once than can be answered soon."""

    status = 503
    heading = N_("Sorry, the service is busy")

    def __init__(self, detail: str, seconds: int) -> None:
        """``seconds``: after which it is worth asking again."""
        super().__init__(detail, {"Retry-After": str(seconds)})


class ArchiveRenewed(SiteError):
    """A new index came into service while one answer was being put together."""

    status = 503
    heading = N_("The archive has just been renewed")

    def __init__(self) -> None:
        super().__init__(
            _(
                "New documents came into the archive while the list was being made. Ask for it again."
            ),
            {"Retry-After": "1"},
        )


class TooMany(SiteError):
    """One client asked for more than its share."""

    status = 429
    heading = N_("Too many requests")

    def __init__(self) -> None:
        super().__init__(_(DETAILS[429]), {"Retry-After": "60"})


HEADINGS = {
    400: BadParameter.heading,
    404: NotFound.heading,
    410: Gone.heading,
    405: OnlyPosted.heading,
    422: BadParameter.heading,
    429: TooMany.heading,
    500: SiteError.heading,
    503: Busy.heading,
}

DETAILS = {
    400: N_("The address could not be understood."),
    404: N_("Nothing stands at this address. If you typed it, check that it is complete."),
    405: N_("Pages of this site are read, not written to."),
    422: N_("The address could not be understood."),
    429: N_("Many requests came from your network in a short time. Wait a minute, then try again."),
    500: N_("It is a fault of ours, and has been noted. Try again in a few minutes."),
    503: N_(
        "More people are searching than the service can answer at once. Try again in a minute."
    ),
}

_FIELDS = {
    "from": N_("the first date"),
    "to": N_("the last date"),
    "year": N_("a year"),
    "page": N_("a page’s number"),
    "version": N_("a version"),
    "pick": N_("passages of a briefing"),
    "note": N_("notes of a briefing"),
    "briefing.title": N_("the title of a briefing"),
    "briefing.by": N_("the order of a briefing"),
}
"""What a reader calls a parameter."""

SHOWN = 100
"""Characters of a wrong value that an error repeats: enough to recognise it by."""
