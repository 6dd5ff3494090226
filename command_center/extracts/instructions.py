"""What lies in each package for whoever receives it: how to verify it, with and without Vigie.

In both languages at once, and so in no catalogue of translations.
"""

NAME = "how-to-verify.txt"

TEXT = """\
EXTRAIT {number}

Ce dossier contient des enregistrements de vidéoprotection, un manifeste (manifest.json) et sa
signature (manifest.sig). Le manifeste donne l'empreinte SHA-256 de chaque fichier : un seul octet
modifié se voit.

1. La clé. Son empreinte (SHA-256) est {key}.
   Comparez-la avec celle que le service vous a communiquée par une autre voie.

2. Avec Vigie (Python 3.11 et le paquet « cryptography »), sans réseau :

       scripts/verify-export DOSSIER_OU_ZIP --key public-key.pem

   Avec les enregistrements d'origine, s'ils sont encore conservés : --segments DOSSIER.

3. Sans Vigie, avec OpenSSL 3 et les outils usuels :

       openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin \\
           -in manifest.json -sigfile manifest.sig
       sha256sum -c SHA256SUMS

   (SHA256SUMS figure lui-même au manifeste.)

4. Content Credentials (C2PA). Les films en portent, signés par la même clé ; la racine de la chaîne
   est c2pa-root.pem. Elle est propre à cette installation : un lecteur public la dira inconnue.

Les films s'ouvrent avec VLC ou tout navigateur. Ils n'ont pas de son. Chacun commence à l'image clé
qui précède le début demandé ; l'heure de chaque image est dans le fichier .times.csv (UTC).
Sont « as_recorded » au manifeste les films dont les images codées sont celles de la caméra,
sans nouvel encodage.

---------------------------------------------------------------------------------------------------

EXTRACT {number}

This folder holds recordings of video protection, a manifest (manifest.json) and its signature
(manifest.sig). The manifest gives the SHA-256 of each file: a single changed byte is seen.

1. The key. Its SHA-256 is {key}.
   Compare it with the one that the service told you by another way.

2. With Vigie (Python 3.11 and the package "cryptography"), without a network:

       scripts/verify-export FOLDER_OR_ZIP --key public-key.pem

   With the original recordings, while they are still kept: --segments FOLDER.

3. Without Vigie, with OpenSSL 3 and the usual tools:

       openssl pkeyutl -verify -pubin -inkey public-key.pem -rawin \\
           -in manifest.json -sigfile manifest.sig
       sha256sum -c SHA256SUMS

   (SHA256SUMS itself stands in the manifest.)

4. Content credentials (C2PA). The films carry them, signed by the same key; the root of the chain
   is c2pa-root.pem. It is this installation's own: a public reader will call it unknown.

The films open in VLC or any browser. They have no sound. Each begins with the keyframe before the
start that was asked for; the time of each picture is in the file .times.csv (UTC).
Films that the manifest calls "as_recorded" hold the coded pictures of the camera, not encoded
again.
"""


def instructions(number: str, key_sha256: str) -> bytes:
    return TEXT.format(number=number, key=key_sha256).encode()
