"""Times OpenFisca-France on the households of tests/cases, one at a time, as its web API does.

One line per household named: its name, then the median and the ninety-fifth centile, in nanoseconds. What it
computes goes to the error output, to be compared with the amounts kept in tests/cases/*.md.
"""

import sys
import time
import warnings

warnings.filterwarnings("ignore")

import openfisca_france  # noqa: E402
from openfisca_core.simulation_builder import SimulationBuilder  # noqa: E402

MONTH = "2026-11"
# What the rules look back at.
PAST = [f"{year}-{month:02d}" for year in (2024, 2025, 2026) for month in range(1, 13)]
TIMES = 15


def always(value):
    return {month: value for month in PAST}


def household(people, children, home):
    parents = [name for name in people if name not in children]
    return {
        "individus": {
            name: {variable: value if isinstance(value, dict) else always(value) for variable, value in of.items()}
            for name, of in people.items()
        },
        "familles": {
            "f": {
                "parents": parents,
                "enfants": children,
                # The reference quarter of everybody since March 2025.
                "departement_experimentation_rsa": always(True),
                # A first claim: what RSA it computes for the past would put out of count the wages of today.
                "rsa": {month: 0 for month in PAST if month < MONTH},
            }
        },
        "foyers_fiscaux": {"t": {"declarants": parents, "personnes_a_charge": children}},
        "menages": {
            "m": {
                "personne_de_reference": parents[:1],
                "conjoint": parents[1:],
                "enfants": children,
                **{variable: always(value) for variable, value in home.items()},
            }
        },
    }


def born(date):
    return {"ETERNITY": date}


HOUSEHOLDS = {
    "marseille": household(
        {"a": {"date_naissance": born("1990-05-01"), "activite": "chomeur"}},
        [],
        {"statut_occupation_logement": "locataire_vide", "loyer": 450, "zone_apl": "zone_2"},
    ),
    "lyon": household(
        {
            "a": {
                "date_naissance": born("1988-03-10"),
                "activite": "actif",
                "salaire_net": 900,
                "salaire_imposable": 932.876,
            },
            "b": {"date_naissance": born("1989-07-20"), "activite": "inactif"},
            "c": {"date_naissance": born("2016-02-05")},
            "d": {"date_naissance": born("2019-09-12")},
        },
        ["c", "d"],
        {"statut_occupation_logement": "locataire_vide", "loyer": 750, "zone_apl": "zone_2"},
    ),
    "village": household(
        {"a": {"date_naissance": born("2003-04-18"), "activite": "inactif", "enceinte": True}},
        [],
        {
            "statut_occupation_logement": "locataire_meuble",
            "logement_chambre": True,
            "loyer": 300,
            "zone_apl": "zone_3",
        },
    ),
}

system = openfisca_france.FranceTaxBenefitSystem()


def evaluate(situation):
    simulation = SimulationBuilder().build_from_entities(system, situation)
    return {name: float(simulation.calculate(name, MONTH)[0]) for name in ("aide_logement", "rsa")}


for name in sys.argv[1:]:
    situation = HOUSEHOLDS.get(name)
    if situation is None:
        continue
    print(f"{name}: {evaluate(situation)}", file=sys.stderr)
    times = []
    for _ in range(TIMES):
        begun = time.perf_counter_ns()
        evaluate(situation)
        times.append(time.perf_counter_ns() - begun)
    times.sort()
    print(f"{name}\t{times[TIMES // 2]}\t{times[TIMES * 95 // 100]}")
