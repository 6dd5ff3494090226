"""What this web process has relayed to browsers, as Prometheus counts it."""

from prometheus_client import Counter, Gauge

viewers = Gauge(
    "vigie_relay_viewers", "Browsers that watch a live picture by this process.", registry=None
)
sent_bytes = Counter(
    "vigie_relay_sent_bytes", "Live pictures, boxes and states, sent to browsers.", registry=None
)
