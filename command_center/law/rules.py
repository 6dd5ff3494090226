"""The rules that this product is built to keep: their basis, and how far it is confirmed."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from command_center.law.confirmation import Confirmation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TEXT, SECONDARY = Confirmation.TEXT, Confirmation.SECONDARY
BILL, MEMORY = Confirmation.BILL, Confirmation.MEMORY


@dataclass(frozen=True, slots=True)
class Rule:
    """`place`: the name of the address where it is seen to; empty where it lies in the whole."""

    number: int
    title: "StrOrPromise"
    basis: str
    confirmation: Confirmation
    kept: "StrOrPromise"
    place: str = ""


RULES = [
    Rule(
        1,
        _("Eight kinds of event, and only these"),
        "Décret n° 2023-828, art. 3",
        TEXT,
        _("A closed list; the database refuses any other."),
        "orders",
    ),
    Rule(
        2,
        _("A prefect's order covers the camera, the kind and the instant"),
        "Décret n° 2023-828, art. 13",
        MEMORY,
        _("Asked before each frame, at the door of alerts, and by the database."),
        "orders",
    ),
    Rule(
        3,
        _("One month at most; a renewal is a new act"),
        "Loi n° 2023-380, art. 10, VII",
        MEMORY,
        _("Counted by the calendar of the venue; a longer order is refused."),
        "orders",
    ),
    Rule(
        4,
        _("Suspended or ended at any time"),
        "Loi n° 2023-380, art. 10, VIII",
        BILL,
        _("Stop keys for an order and for everything; the delay is measured and kept."),
        "stops",
    ),
    Rule(
        5,
        _("No analysis without a regime in force"),
        "Loi n° 2023-380, art. 10; 2025-878 DC; Loi n° 2026-201, art. 47",
        SECONDARY,
        _("Dated regimes that lapse by themselves; none is extended by itself."),
        "regimes",
    ),
    Rule(
        6,
        _("No biometrics"),
        "Décret n° 2023-828, art. 2",
        TEXT,
        _("Absent from the product; a model that knows faces or plates is refused."),
        "models",
    ),
    Rule(
        7,
        _("No linking with other files"),
        "Décret n° 2023-828, art. 2",
        TEXT,
        _("No look-up in another system exists."),
    ),
    Rule(
        8,
        _("A signal decides nothing"),
        "Décret n° 2023-828, art. 2",
        TEXT,
        _("An alert draws attention; every follow-up carries a person."),
        "wall",
    ),
    Rule(
        9,
        _("A person confirms or removes the doubt"),
        "Décret n° 2023-828, art. 2, 18",
        TEXT,
        _("Verdict with agent, cause and follow-up; what waits is always counted."),
        "wall",
    ),
    Rule(
        10,
        _("Designated, authorised and trained agents only"),
        "Décret n° 2023-828, art. 18",
        TEXT,
        _("Designation and two trainings; their end closes open pictures."),
        "people",
    ),
    Rule(
        11,
        _("Registers of follow-up and of persons with access"),
        "Loi n° 2023-380, art. 10, VIII",
        MEMORY,
        _("Derived from what happened; nobody writes them."),
        "registers",
    ),
    Rule(
        12,
        _("The prefect is told each week"),
        "Loi n° 2023-380, art. 10, VIII",
        BILL,
        _("A report composed by itself, reviewed and frozen by a person."),
        "reports",
    ),
    Rule(
        13,
        _("Log of operations"),
        "CSI, art. R253-5",
        TEXT,
        _("The journal is being built: changes of set-up have versions, looks have none yet."),
    ),
    Rule(
        14,
        _("Logs are kept for their time, and no longer"),
        "CSI, art. R253-5",
        SECONDARY,
        _("Two classes with limits that can be corrected."),
        "retention",
    ),
    Rule(
        15,
        _("Images one month at most, erased automatically"),
        "CSI, art. L252-5, R253-4",
        TEXT,
        _("A calendar month, by the database; each erasure has a certificate."),
        "retention",
    ),
    Rule(
        16,
        _("Extracts for proceedings"),
        "CSI, art. R253-4",
        TEXT,
        _("A hold has a procedure, a reference, an authority and an end."),
        "retention",
    ),
    Rule(
        17,
        _("Training samples are kept apart"),
        "Loi n° 2023-380, art. 10, IX",
        BILL,
        _("A class of their own, twelve months at most; the product makes none."),
        "retention",
    ),
    Rule(
        18,
        _("The public is informed"),
        "Loi n° 2023-380, art. 10, III; CSI, art. R253-6",
        BILL,
        _("No order starts before its notice, or an exemption with a reason."),
        "notices",
    ),
    Rule(
        19,
        _("Rights of persons"),
        "CSI, art. R253-6",
        TEXT,
        _("A desk with deadlines, reasoned refusals and the way to the CNIL."),
        "rights_requests",
    ),
    Rule(
        20,
        _("Homes are masked, sound is never read"),
        "CSI, art. L251-3, R253-1",
        TEXT,
        _("Masks are burnt in before anything is shown, kept or analysed."),
        "cameras",
    ),
    Rule(
        21,
        _("Inspection"),
        "CSI, art. L253-3, R254-1",
        TEXT,
        _("Everything can be taken away as CSV, JSON and PDF."),
        "registers",
    ),
    Rule(
        22,
        _("Performance and bias are known"),
        "Loi n° 2023-380, art. 10, VI",
        MEMORY,
        _("Precision by camera, kind, model and light, from verdicts and blind samples."),
        "evaluation",
    ),
    Rule(
        23,
        _("The configuration can be traced"),
        "Loi n° 2023-380, art. 10",
        MEMORY,
        _("Every change is a version; an alert names those it came from."),
        "cameras",
    ),
    Rule(
        24,
        _("Certified versions only"),
        "Décret n° 2023-828, art. 14",
        TEXT,
        _("Under an order that names a certificate, nothing else runs."),
        "certificates",
    ),
]
