#!/usr/bin/env python3
"""Construit zones.csv (code postal → zone 1, 2 ou 3 des aides au logement).

Zonage de l'arrêté du 17 mars 1978 modifié, France métropolitaine. Bibliothèque standard seulement.

Obtenir les sources (registres publics, versions figées) :
    pip download --no-deps openfisca-france==176.1.8 && unzip openfisca_france-176.1.8-py3-none-any.whl
    npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-decoupage-administratif-6.0.0.tgz
Puis :
    python3 construire.py --zonage openfisca_france/assets/apl/20110914_zonage.csv \\
        --communes package/data/communes.json --csv zones.csv
"""
import argparse
import collections
import csv
import json
import unicodedata

# Corrections au fichier de 2011 : voir SOURCES.md, « Corrections ». Forme : zone → « code nom », un par ligne.
# Zone 2 : communes nommées en zone 2 par l'arrêté (plaquette ministérielle 2013) que le fichier met en zone 3 ;
# celles suivies de « * » sont confirmées une seconde fois par un jeu de données de 2026 indépendant.
CORRECTIONS = {
    "1": """77475 Trilport *""",  # arrêté du 27 mai 2020 (JORFTEXT000041950513), depuis le 1er juillet 2020
    "2": """42005 Andrézieux-Bouthéon *
42022 Bonson *
42053 Châteauneuf
42093 Farnay *
42097 La Fouillouse *
42103 La Grand-Croix *
42110 L'Horme *
42211 Saint-Cyprien *
42242 Saint-Joseph
42259 Saint-Martin-la-Plaine
42271 Saint-Paul-en-Jarez
42323 Veauche *
54138 Cosnes-et-Romain
54261 Herserange
54314 Lexy *
54321 Longlaville
54451 Réhon
54493 Saulnes *
54521 Thil
57038 Audun-le-Tiche
57565 Rédange
57603 Russange
59313 Hordain
59335 Lecelles *
59403 Millonfosse *
59526 Saint-Amand-les-Eaux *
62218 Caucourt
62383 Gouy-sous-Bellonne
62456 Houchin
62500 Lespesses
62502 Lestrem
64260 Hendaye *
76682 Sotteville-sous-le-Val
77432 Saint-Rémy-de-la-Vanne *""",  # 77432 : le fichier la met en zone 1, l'arrêté ne l'y nomme pas
}

# Communes rétablies après le fichier de zonage : elles gardent la zone de la commune dont elles se séparent.
RETABLIES = {"55138": "55298",  # Culey, séparée de Loisey-Culey en 2014
             "76601": "76676"}  # Saint-Lucien, séparée de Sigy-en-Bray en 2017

# Communes nouvelles à cheval sur deux zones et sur deux codes postaux : code postal de chaque ancienne commune
# (La Poste 2016, paquet npm codes-postaux@1.0.3). Ailleurs, l'ancienne commune a le code postal de la nouvelle.
ANCIEN_CODE_POSTAL = {
    "14543": "14980", "14356": "14740", "14670": "14740",  # Rots
    "49167": "49610", "49290": "49320",                    # Les Garennes sur Loire
    "49323": "49480", "49238": "49112",                    # Verrières-en-Anjou
    "54099": "54150", "54341": "54150", "54342": "54790",  # Val de Briey
    "69114": "69400", "69159": "69400", "69101": "69640",  # Porte des Pierres Dorées
    "86115": "86130", "86146": "86380",                    # Jaunay-Marigny
}

# Codes postaux en usage, absents de la base de La Poste reprise par communes.json.
COMPLEMENTS = {"74480": "74208"}  # Plateau d'Assy, à Passy (npm codes-postaux@4.1.2, DGFiP)


def metropole(code):
    return not code.startswith(("97", "98"))


def lire_zonage(chemin):
    """Code de commune (COG 2014) → (zone, nom). « 1bis » est une partie de la zone 1."""
    with open(chemin, encoding="utf-8", newline="") as f:
        zonage = {l["CODGEO"]: (l["Zonage"][0], l["LIBCOM_2014"]) for l in csv.DictReader(f) if metropole(l["CODGEO"])}
    for zone, texte in CORRECTIONS.items():
        for ligne in texte.splitlines():
            code = ligne.split()[0]
            assert zonage[code][0] != zone, f"correction devenue inutile : {ligne}"
            zonage[code] = (zone, zonage[code][1])
    return zonage


def lieux(zonage, communes):
    """Rend les (code postal, zone, nom, code INSEE) de chaque commune actuelle ou, si elle mêle plusieurs
    zones, de chacune des anciennes communes qui la composent."""
    actuelles = {c["code"]: c for c in communes if c["type"] == "commune-actuelle" and metropole(c["code"])}
    devenue = {a: code for code, c in actuelles.items() for a in c.get("anciensCodes", [])}
    parties = collections.defaultdict(list)
    for ancien in sorted(zonage):
        parties[ancien if ancien in actuelles else devenue[ancien]].append(ancien)
    for code, mere in RETABLIES.items():
        if code not in parties:
            zonage[code] = (zonage[mere][0], actuelles[code]["nom"])
            parties[code].append(code)
    sans_zone = sorted(set(actuelles) - set(parties))
    assert not sans_zone, f"communes sans zone : {sans_zone}"

    compte, mixtes, rendus = collections.Counter(), [], []
    for code, commune in actuelles.items():
        zones = sorted({zonage[p][0] for p in parties[code]})
        codes_postaux = commune["codesPostaux"] + [cp for cp, c in COMPLEMENTS.items() if c == code]
        if len(zones) == 1:
            compte[zones[0]] += 1
            rendus += [(cp, zones[0], commune["nom"], code) for cp in codes_postaux]
            continue
        mixtes.append(commune["nom"])
        for p in parties[code]:
            zone, nom = zonage[p]
            for cp in [ANCIEN_CODE_POSTAL[p]] if p in ANCIEN_CODE_POSTAL else codes_postaux:
                rendus.append((cp, zone, f"{commune['nom']} ({nom})", p))
    print("communes actuelles par zone :", dict(sorted(compte.items())))
    print("communes nouvelles à cheval :", len(mixtes), ", ".join(sorted(mixtes)))
    return rendus


def cle(lieu):
    """Ordre alphabétique sans tenir compte des accents ni des majuscules ; le code INSEE départage."""
    _, nom, insee = lieu
    plat = "".join(c for c in unicodedata.normalize("NFD", nom) if not unicodedata.combining(c))
    return plat.lower(), nom, insee


def lignes_csv(rendus):
    """Une ligne (code, zone) si le code postal n'a qu'une zone, sinon une ligne par commune."""
    par_code = collections.defaultdict(set)
    for cp, zone, nom, insee in rendus:
        par_code[cp].add((zone, nom, insee))
    ambigus = 0
    for cp in sorted(par_code):
        zones = {zone for zone, _, _ in par_code[cp]}
        if len(zones) == 1:
            yield (cp, zones.pop())
        else:
            ambigus += 1
            yield from ((cp, *lieu) for lieu in sorted(par_code[cp], key=cle))
    print("codes postaux :", len(par_code), "dont ambigus :", ambigus)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--zonage", required=True, help="20110914_zonage.csv d'openfisca-france")
    arguments.add_argument("--communes", required=True, help="communes.json de @etalab/decoupage-administratif")
    arguments.add_argument("--csv", required=True, help="zones.csv à écrire")
    a = arguments.parse_args()
    with open(a.communes, encoding="utf-8") as f:
        communes = json.load(f)
    lignes = list(lignes_csv(lieux(lire_zonage(a.zonage), communes)))
    with open(a.csv, "w", encoding="utf-8", newline="\n") as f:
        f.write("code_postal;zone;nom;code_insee\n")
        f.writelines(";".join(l) + "\n" for l in lignes)


if __name__ == "__main__":
    main()
