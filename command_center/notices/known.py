"""What an installation says of the law until someone who has read the texts corrects it."""

from command_center.law.confirmation import Confirmation
from command_center.notices.statement import Stated, StatementKey, Stating, corrected

PURPOSES = Stated(
    StatementKey.PURPOSES,
    "Assurer la sécurité d’une manifestation particulièrement exposée à des risques d’actes de "
    "terrorisme ou d’atteintes graves à la sécurité des personnes : le système signale en temps "
    "réel des événements prédéterminés à des agents.",
    "To keep safe an event that is particularly exposed to acts of terrorism or to serious harm "
    "to people: the system points out predetermined events to agents, as they happen.",
    "Loi n° 2023-380 du 19 mai 2023, art. 10 ; décret n° 2023-828, art. 1er à 3",
    Confirmation.SECONDARY,
)
NEVER = Stated(
    StatementKey.NEVER,
    "Aucune reconnaissance faciale, aucune donnée biométrique, aucune identification.\n"
    "Aucun rapprochement avec un autre fichier.\n"
    "Aucune décision automatique : un signalement attire l’attention, une personne décide.\n"
    "Aucun son.",
    "No face recognition, no biometric data, no identification.\n"
    "No linking with any other file.\n"
    "No automatic decision: a signal draws attention, a person decides.\n"
    "No sound.",
    "Décret n° 2023-828, art. 2 ; CSI, art. R253-1",
    Confirmation.TEXT,
)
RETENTION = Stated(
    StatementKey.RETENTION,
    "Les images sont conservées un mois au plus, puis effacées automatiquement, sauf procédure "
    "en cours.",
    "Images are kept for one month at most, then erased automatically, unless proceedings are "
    "under way.",
    "CSI, art. L252-5 et R253-4",
    Confirmation.TEXT,
)
RECIPIENTS = Stated(
    StatementKey.RECIPIENTS,
    "Les agents habilités et formés du service responsable ; les autorités judiciaires ou "
    "administratives dans le cadre d’une procédure.",
    "The designated and trained agents of the service responsible; judicial or administrative "
    "authorities within proceedings.",
    "Décret n° 2023-828, art. 18 ; CSI, art. R253-4",
    Confirmation.MEMORY,
)
RIGHTS = Stated(
    StatementKey.RIGHTS,
    "Vous pouvez demander l’accès à vos données et aux images, leur rectification, leur "
    "effacement et la limitation de leur traitement.",
    "You may ask for access to your data and to the images, for their rectification, their "
    "erasure, and the restriction of their processing.",
    "CSI, art. R253-6 ; loi n° 78-17 du 6 janvier 1978, art. 104 à 106",
    Confirmation.TEXT,
)
NO_OBJECTION = Stated(
    StatementKey.NO_OBJECTION,
    "« Le droit d’opposition ne s’applique pas » à ce traitement : il sert la sécurité publique, "
    "et la loi l’écarte (CSI, art. R253-6 ; loi n° 78-17, art. 110).",
    "There is no right to object (“Le droit d’opposition ne s’applique pas”): the processing "
    "serves public safety, and the law excludes it (CSI, art. R253-6; loi n° 78-17, art. 110).",
    "CSI, art. R253-6 ; loi n° 78-17 du 6 janvier 1978, art. 110",
    Confirmation.MEMORY,
)
COMPLAINT = Stated(
    StatementKey.COMPLAINT,
    "CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07 — https://www.cnil.fr/fr/plaintes",
    "CNIL, 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, France — "
    "https://www.cnil.fr/en/plaintes",
    "Loi n° 78-17 du 6 janvier 1978, art. 8 et 108",
    Confirmation.MEMORY,
)
COURT = Stated(
    StatementKey.COURT,
    "Le tribunal administratif peut être saisi dans les deux mois qui suivent la réponse "
    "(www.telerecours.fr).",
    "The administrative court can be asked within two months of the answer (www.telerecours.fr).",
    "Code de justice administrative, art. R421-1",
    Confirmation.MEMORY,
)

KNOWN: Stating = {
    one.key: one
    for one in (
        *(PURPOSES, NEVER, RETENTION, RECIPIENTS),
        *(RIGHTS, NO_OBJECTION, COMPLAINT, COURT),
    )
}


def statements() -> Stating:
    """As they stand, corrections included: one question to the database."""
    return corrected(KNOWN)
