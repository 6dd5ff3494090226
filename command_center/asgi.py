"""HTTP and WebSockets, served by Daphne."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "command_center.settings")
http = get_asgi_application()

from channels.auth import AuthMiddlewareStack  # noqa: E402  (needs the loaded apps)
from channels.routing import ProtocolTypeRouter, URLRouter  # noqa: E402
from channels.security.websocket import AllowedHostsOriginValidator  # noqa: E402

from command_center.body_limit import limit_bodies  # noqa: E402
from command_center.proxies import behind_proxies  # noqa: E402
from command_center.urls import websocket_urlpatterns  # noqa: E402

limit_bodies()
application = ProtocolTypeRouter(
    {
        "http": behind_proxies(http),
        "websocket": AllowedHostsOriginValidator(
            behind_proxies(AuthMiddlewareStack(URLRouter(websocket_urlpatterns)))
        ),
    }
)
