"""What a verification finds: the first one first."""

from dataclasses import dataclass, field


@dataclass
class Findings:
    """`wrong`: each names a file. `told`: what holds, in words. `is_unchecked`: nothing could be
    said of the signature."""

    wrong: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    is_unchecked: bool = False
