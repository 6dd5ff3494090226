"""django-storages' S3 storage, as footage needs it."""

from typing import Any

from boto3.s3.transfer import TransferConfig  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]
from storages.backends.s3 import S3Storage

CONNECTS_WITHIN_S, ANSWERS_WITHIN_S = 3, 20
TRIES = 2
WHOLE_BELOW_BYTES = 1 << 30
"""In one request: what comes whole or not at all leaves no parts that nobody sees."""


class FootageStorage(S3Storage):  # type: ignore[misc]
    """A bucket that does not answer holds nobody up for long. Checksums of its protocol are left
    out, as not all makers know them: what was stored is read again and compared."""

    def __init__(self, **given: Any) -> None:
        config = Config(
            s3={"addressing_style": "path" if given.get("endpoint_url") else "auto"},
            connect_timeout=CONNECTS_WITHIN_S,
            read_timeout=ANSWERS_WITHIN_S,
            retries={"total_max_attempts": TRIES, "mode": "standard"},
            request_checksum_calculation="when_required",
            response_checksum_validation="when_required",
        )
        transfer = TransferConfig(multipart_threshold=WHOLE_BELOW_BYTES, use_threads=False)
        super().__init__(client_config=config, transfer_config=transfer, **given)
