"""What a model may be able to recognise: a closed list, checked whenever a model is loaded.

The processing may use no biometric identification, no facial recognition and no linking with
other files (Décret n° 2023-828, article 2), and looks for eight events only (article 3). A model
that can find faces or licence plates is therefore refused, even if nobody asks it to.
"""

from collections.abc import Iterable
from pathlib import Path

from detection.detectors import ModelRefused


def _names(listed: str) -> frozenset[str]:
    return frozenset(listed.split(","))


COCO = _names(
    "person,bicycle,car,motorcycle,airplane,bus,train,truck,boat,traffic light,fire hydrant,"
    "stop sign,parking meter,bench,bird,cat,dog,horse,sheep,cow,elephant,bear,zebra,giraffe,"
    "backpack,umbrella,handbag,tie,suitcase,frisbee,skis,snowboard,sports ball,kite,"
    "baseball bat,baseball glove,skateboard,surfboard,tennis racket,bottle,wine glass,cup,fork,"
    "knife,spoon,bowl,banana,apple,sandwich,orange,broccoli,carrot,hot dog,pizza,donut,cake,"
    "chair,couch,potted plant,bed,dining table,toilet,tv,laptop,mouse,remote,keyboard,"
    "cell phone,microwave,oven,toaster,sink,refrigerator,book,clock,vase,scissors,teddy bear,"
    "hair drier,toothbrush"
)
"""The 80 classes of COCO (Lin et al. 2014, arXiv 1405.0312), as Ultralytics spells them."""

WEAPONS = _names(
    "weapon,gun,firearm,handgun,pistol,revolver,rifle,shotgun,long gun,machine gun,"
    "submachine gun,machete,dagger,sword,axe,hatchet,crossbow,bow,grenade,baton,"
    "brass knuckles,taser"
)
"""Names given to the weapons of article R311-2 of the Code de la sécurité intérieure."""

FIRES = frozenset({"fire", "flame", "smoke"})
PEOPLE = frozenset({"people", "pedestrian", "human", "crowd", "person down", "fallen person"})
VEHICLES = _names(
    "vehicle,van,motorbike,moped,scooter,bike,tram,tractor,trailer,ambulance,fire truck,"
    "emergency vehicle"
)
OBJECTS = _names("bag,luggage,baggage,briefcase,box,parcel,package,trolley,stroller")

ALLOWED = COCO | WEAPONS | FIRES | PEOPLE | VEHICLES | OBJECTS
"""Closed: a class is added here, in the source, after its lawfulness has been looked at."""

SHOWN = 5
"""Of the refused classes, in a message that must fit into a banner."""


def refuse_unlawful(names: Iterable[str], path: Path) -> None:
    """Raise `ModelRefused` if the model at `path` has a class that is not in `ALLOWED`.

    Capitals, underscores and hyphens do not count: `Fire_Truck` is `fire truck`.
    """
    unlawful = sorted({name for name in names if _spelling(name) not in ALLOWED})
    if unlawful:
        more = f" and {len(unlawful) - SHOWN} more" if len(unlawful) > SHOWN else ""
        raise ModelRefused(
            f"{path}: the model recognises {', '.join(f'“{name}”' for name in unlawful[:SHOWN])}"
            f"{more}, which is "
            "not on the list of allowed classes (no biometrics, and eight events only: Décret "
            "n° 2023-828, articles 2 and 3). Use a model without that class."
        )


def _spelling(name: str) -> str:
    return " ".join(name.casefold().replace("_", " ").replace("-", " ").split())
