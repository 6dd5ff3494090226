"""Grounds of refusal that an installation begins with."""

from command_center.law.confirmation import Confirmation

NO_OBJECTION = "no_objection"
LIL = "Loi n° 78-17 du 6 janvier 1978"
KNOWN = [
    {
        "code": NO_OBJECTION,
        "french": "Le droit d’opposition ne s’applique pas à ce traitement.",
        "english": "There is no right to object to this processing.",
        "source": f"CSI, art. R253-6 ; {LIL}, art. 110",
        "confirmation": Confirmation.TEXT,
    },
    {
        "code": "proceedings",
        "french": "Y répondre gênerait des enquêtes, des recherches ou des procédures "
        "administratives ou judiciaires.",
        "english": "To grant it would hinder administrative or judicial inquiries, "
        "investigations or proceedings.",
        "source": f"CSI, art. R253-6 ; {LIL}, art. 107",
        "confirmation": Confirmation.MEMORY,
    },
    {
        "code": "prevention",
        "french": "Y répondre nuirait à la prévention ou à la détection d’infractions pénales, "
        "aux enquêtes ou aux poursuites en la matière.",
        "english": "To grant it would harm the prevention or detection of criminal offences, or "
        "their investigation or prosecution.",
        "source": f"CSI, art. R253-6 ; {LIL}, art. 107",
        "confirmation": Confirmation.MEMORY,
    },
    {
        "code": "security",
        "french": "Le refus protège la sécurité publique ou la sécurité nationale.",
        "english": "The refusal protects public or national security.",
        "source": f"CSI, art. R253-6 ; {LIL}, art. 107",
        "confirmation": Confirmation.MEMORY,
    },
    {
        "code": "others",
        "french": "Le refus protège les droits et libertés d’autrui, dont la vie privée des "
        "personnes visibles sur les images.",
        "english": "The refusal protects the rights and freedoms of others, among them the "
        "privacy of people who can be seen in the images.",
        "source": f"{LIL}, art. 107",
        "confirmation": Confirmation.MEMORY,
    },
    {
        "code": "nothing_held",
        "french": "Aucune image ni donnée n’est conservée : le délai de conservation est écoulé, "
        "ou aucune n’a été enregistrée.",
        "english": "No image and no data are held: the time for which they are kept is over, or "
        "none was recorded.",
        "source": "CSI, art. L252-5 et R253-4",
        "confirmation": Confirmation.TEXT,
    },
    {
        "code": "identity",
        "french": "L’identité de la personne qui demande n’est pas établie, bien qu’elle ait été "
        "demandée.",
        "english": "It is not established who asks, although this was asked.",
        "source": f"{LIL} (à vérifier)",
        "confirmation": Confirmation.MEMORY,
    },
    {
        "code": "excessive",
        "french": "La demande est manifestement infondée ou excessive, notamment par son "
        "caractère répétitif.",
        "english": "The request is manifestly unfounded or excessive, in particular because it "
        "is repeated.",
        "source": f"RGPD, art. 12, § 5 ; {LIL} (à vérifier)",
        "confirmation": Confirmation.MEMORY,
    },
]
"""What an installation begins with; whoever knows better enters a correction."""
