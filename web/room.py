"""What each room of the site works with, and how it answers."""

from __future__ import annotations

from dataclasses import dataclass

from jinja2 import Environment
from starlette.responses import HTMLResponse, Response

from web.briefing.address import here
from web.desk import Desk
from web.site import SiteSettings
from web.urls import Urls


@dataclass(frozen=True, slots=True)
class Room:
    """Each public method of a room answers one address."""

    desk: Desk
    settings: SiteSettings
    urls: Urls
    templates: Environment

    def _html(self, template: str, **context: object) -> HTMLResponse:
        page = self.templates.get_template(template).render(grown=self.desk.grown(), **context)
        return HTMLResponse(page, 422 if here().overruns else 200)

    def _xml(self, template: str, media_type: str, **context: object) -> Response:
        page = self.templates.get_template(template).render(**context)
        return Response(page, media_type=media_type)
