"""Asks OpenFisca-France what it finds for documents in the format of its /calculate.

Reads JSON lines, one batch a line: {"month": "2026-02", "outputs": ["rsa", ...], "documents": [...]}. Answers each with
one line: {"outputs": [{"rsa": 0.0, ...}, ...], "others": [{"individus": {"a": {"aah": 0.0}}, "familles": {"f": {...}}}, ...],
"received": [{"aide_logement": 0.0, ...}, ...]}.

All documents of a batch are one vectorised simulation. A first application with an unchanged past: OpenFisca's benefits
read one another in circles, which it breaks where it happens to be; here the order is said, so that what is found does not
depend on what was asked first. First the benefits that the rules beside do not calculate (OTHERS), each received in the past at the
amount found for the month; then those that RSA and prime d'activité count (RECEIVED), likewise; then the outputs, with no
RSA before the month.
"""

import json
import sys
import warnings

import numpy as np

warnings.filterwarnings("ignore")

import openfisca_core  # noqa: E402
import openfisca_france  # noqa: E402
from openfisca_core import periods  # noqa: E402
from openfisca_core.simulations import Simulation  # noqa: E402

SYSTEM = openfisca_france.FranceTaxBenefitSystem()
# In this order: each is asked when those before it are known.
OTHERS = (("asi", "aspa"), ("aah",), ("ass", "caah"), ("aeeh",))
# What RSA and prime d'activité count of the months before: received at the amount found for the month.
RECEIVED = ("aide_logement", "af_base", "cf", "asf", "paje_base")
# How far back any formula reads what was received.
PAST = 40
PERIODS = {}


def period(text):
    if text not in PERIODS:
        PERIODS[text] = periods.period(text)
    return PERIODS[text]


def shift(month, count):
    number = int(month[:4]) * 12 + int(month[5:7]) - 1 + count
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


class Batch:
    """Documents side by side, with where each member of each entity stands."""

    def __init__(self, documents):
        self.documents = documents
        self.ids = {}
        self.members = {}
        self.roles = {}
        self.spans = {}
        people = SYSTEM.person_entity.plural
        self.ids[people] = [(n, id) for n, d in enumerate(documents) for id in d[people]]
        place = {key: index for index, key in enumerate(self.ids[people])}
        for index, (n, id) in enumerate(self.ids[people]):
            for name, values in documents[n][people][id].items():
                self.give(people, name, index, values)
        for entity in SYSTEM.group_entities:
            self.group(entity, place)
        self.inputs = self.arrays()

    def group(self, entity, place):
        """Families, tax households or dwellings; someone in none makes one alone."""
        plural, count = entity.plural, len(place)
        ids, members, roles = [], np.full(count, -1), np.empty(count, dtype=object)
        for n, document in enumerate(self.documents):
            for id, given in document.get(plural, {}).items():
                for role in entity.roles:
                    named = given.get(role.plural or role.key, [])
                    for rank, person in enumerate([named] if isinstance(named, str) else named):
                        index = place[n, person]
                        members[index] = len(ids)
                        roles[index] = role.subroles[rank] if role.subroles else role
                keys = {role.plural or role.key for role in entity.roles}
                for name, values in given.items():
                    if name not in keys:
                        self.give(plural, name, len(ids), values)
                ids.append((n, id))
        for (n, person), index in place.items():
            if members[index] < 0:
                members[index], roles[index] = len(ids), entity.flattened_roles[0]
                ids.append((n, person))
        self.ids[plural], self.members[plural], self.roles[plural] = ids, members, roles

    def give(self, plural, name, index, values):
        """Keeps what is given of a variable: those who give it for the same span stand together."""
        for text, value in values.items():
            if value is not None:
                indices, given = self.spans.setdefault((plural, name, text), ([], []))
                indices.append(index)
                given.append(value)

    def arrays(self):
        """What is given, month by month or year by year: the shorter span says more than the longer."""
        found = {}
        for (plural, name, text), (indices, given) in sorted(self.spans.items(), key=lambda item: length(item[0][2])):
            variable = SYSTEM.get_variable(name, check_existence=True)
            indices, given = np.array(indices), column(variable, given)
            whole = variable.definition_period == "eternity" or text == "ETERNITY"
            parts = [period("eternity")] if whole else period(text).get_subperiods(variable.definition_period)
            cells = []
            for part in parts:
                if (plural, name, part) not in found:
                    # Who gives nothing has nothing: formulas would guess it.
                    empty = variable.default_array(len(self.ids[plural]))
                    found[plural, name, part] = (empty, np.zeros(len(empty), dtype=bool))
                cells.append(found[plural, name, part])
            if len(parts) > 1 and "divide" in getattr(variable.set_input, "__name__", ""):
                known = sum(np.where(known[indices], values[indices], 0) for values, known in cells)
                free = sum((~known[indices]).astype(int) for values, known in cells)
                given = (given - known) / np.maximum(free, 1)
            for values, known in cells:
                free = ~known[indices]
                values[indices[free]] = given[free]
                known[indices] = True
        return {key: values for key, (values, _) in found.items()}

    def simulation(self):
        populations = SYSTEM.instantiate_entities()
        simulation = Simulation(SYSTEM, populations)
        by_plural = {population.entity.plural: population for population in populations.values()}
        for plural, ids in self.ids.items():
            population = by_plural[plural]
            population.count, population.ids = len(ids), [f"{n}|{id}" for n, id in ids]
            if plural in self.members:
                population.members_entity_id = self.members[plural]
                population.members_role = self.roles[plural]
        for (plural, name, part), values in self.inputs.items():
            holder = by_plural[plural].get_holder(name)
            variable = holder.variable
            if variable.end is None or part.unit == "eternity" or part.start.date <= variable.end:
                holder._set(part, values.astype(variable.dtype) if values.dtype.kind == "f" else values)
        return simulation


def length(text):
    """In months; what always holds is longest."""
    return 10**6 if text == "ETERNITY" else period(text).size_in_months


def column(variable, values):
    if getattr(variable, "possible_values", None) is not None:
        index = {choice.name: choice.index for choice in variable.possible_values}
        return np.array([index[value] for value in values])
    if variable.value_type.__name__ == "date":
        return np.array(values, dtype="datetime64[D]")
    if variable.value_type is str:
        return np.array(values, dtype=object)
    return np.array(values, dtype=variable.dtype)


def pin(simulation, name, values, months):
    """What was received those months, unless documents say it."""
    holder = simulation.get_holder(name)
    if values is None:
        values = holder.variable.default_array(holder.population.count)
    for month in months:
        if holder.get_array(period(month)) is None:
            holder._set(period(month), values)


def first_application(batch, month, known):
    """A simulation in which the other benefits found so far were received, and no RSA was."""
    simulation = batch.simulation()
    before = [shift(month, -count) for count in range(1, PAST + 1)]
    pin(simulation, "rsa", None, before)
    pin(simulation, "contrat_engagement_jeune", None, before)
    # The quarter M-4 to M-2, everyone's since March 2025, stands behind this input.
    everyone = np.ones(simulation.get_holder("departement_experimentation_rsa").population.count, dtype=bool)
    pin(simulation, "departement_experimentation_rsa", everyone, [m for m in [*before, month] if m >= "2025-03"])
    for names in OTHERS:
        for name in names:
            pin(simulation, name, known.get(name), [*before, month] if name in known else before)
    unborn(simulation, month)
    return simulation


def unborn(simulation, month):
    """Nobody is a dependent child before being born; OpenFisca counts who has a negative age."""
    birth = simulation.calculate("date_naissance", "ETERNITY")
    for count in range(PAST // 2):
        asked = shift(month, -count)
        later = birth >= np.datetime64(shift(asked, 1) + "-01")
        if later.any():
            own = simulation.calculate("autonomie_financiere", asked)
            simulation.get_holder("autonomie_financiere")._set(period(asked), own | later)


def since_a_birth(simulation, month):
    """How many of the past months follow that of the last birth in each family: family benefits came then."""
    birth = simulation.calculate("date_naissance", "ETERNITY")
    families = simulation.populations["famille"]
    asked = np.datetime64(month)
    months = (asked - birth.astype("datetime64[M]")).astype(int)
    child = simulation.persons.has_role(families.entity.ENFANT) & (months >= 0)
    return families.min(np.where(child, np.maximum(months - 1, 0), PAST))


def correct(simulation, month):
    """Readings that the law does not have, put right so that the rest can be compared.

    CCH R822-15: unemployment without benefit puts out of count the past income of whom it concerns, not of both
    spouses. CCH R822-7: the income of both spouses is that of the twelve months, not of one. CSS R522-2: two incomes are
    those of work, not of unemployment, each of 13.6 % of the ceiling of social security, not of twelve monthly bases.
    """
    families = simulation.populations["famille"]
    parents = simulation.persons.has_role(families.entity.PARENT)
    couple = families.nb_persons(families.entity.PARENT) == 2
    activity = SYSTEM.get_variable("activite").possible_values
    leave = SYSTEM.get_variable("type_conges").possible_values
    since = simulation.calculate("date_debut_chomage", month)
    for count in range(5):
        asked = shift(month, -count)
        two_months_ago = np.datetime64(shift(asked, -2) + "-01")
        without = simulation.calculate("chomage_imposable", asked) == 0
        without |= simulation.calculate("ass", asked) > 0
        idle = (simulation.calculate("activite", asked) == activity.chomeur) & without & (since < two_months_ago)
        idle |= simulation.calculate("type_conges", asked) == leave.conge_parental
        drawn = families.project(simulation.calculate("rsa", shift(asked, -1)) > 0)
        pin(simulation, "aide_logement_condition_neutralisation", (idle | drawn) & parents, [asked])
        year = sum(simulation.calculate("salaire_imposable", shift(asked, -back)) for back in range(2, 14))
        least = 12 * SYSTEM.get_parameters_at_instant(asked + "-01").prestations_sociales.prestations_familiales.bmaf.bmaf
        both = families.sum((year >= least) & parents) == 2
        pin(simulation, "aide_logement_biactivite", both & couple, [asked])
        least = 0.136 * ceiling(int(asked[:4]) - 2)
        both = families.sum((worked(simulation, int(asked[:4]) - 2) >= least) & parents) == 2
        pin(simulation, "biactivite", both & couple, [asked])


def ceiling(year):
    """Of social security, a year."""
    return SYSTEM.get_parameters_at_instant(f"{year}-01-01").prelevements_sociaux.pss.plafond_securite_sociale_annuel


def worked(simulation, year):
    """What each one's work brought a year, once expenses are deducted."""
    pay = simulation.calculate_add("salaire_imposable", str(year))
    whole = simulation.calculate("revenu_assimile_salaire", str(year))
    expenses = whole - simulation.calculate("revenu_assimile_salaire_apres_abattements", str(year))
    return np.maximum(pay - expenses, 0) + simulation.calculate("rpns_imposables", str(year))


def answer(question):
    month, batch = question["month"], Batch(question["documents"])
    known = {}
    for names in OTHERS:
        simulation = first_application(batch, month, known)
        for name in names:
            known[name] = simulation.calculate(name, month)
    simulation = first_application(batch, month, known)
    correct(simulation, month)
    # With what prime d'activité counts them by.
    names = (*RECEIVED, "af", "cf_non_majore_avant_cumul")
    counted = {name: simulation.calculate(name, month) for name in names}
    simulation = first_application(batch, month, known)
    correct(simulation, month)
    since = since_a_birth(simulation, month)
    for name, values in counted.items():
        for count in range(1, PAST + 1):
            held = values if name == "aide_logement" else np.where(count <= since, values, 0)
            pin(simulation, name, held, [shift(month, -count)])
    outputs = [{} for _ in batch.documents]
    received = [{} for _ in batch.documents]
    for name in RECEIVED:
        for (n, _), value in zip(batch.ids["familles"], counted[name].tolist()):
            received[n][name] = round(value, 4)
    for name in question["outputs"]:
        plural = SYSTEM.get_variable(name).entity.plural
        for (n, _), value in zip(batch.ids[plural], simulation.calculate(name, month).tolist()):
            outputs[n][name] = round(value, 4)
    others = [{} for _ in batch.documents]
    for name, values in known.items():
        plural = SYSTEM.get_variable(name).entity.plural
        for (n, id), value in zip(batch.ids[plural], values.tolist()):
            if value > 0:
                others[n].setdefault(plural, {}).setdefault(id, {})[name] = round(value, 4)
    return {"outputs": outputs, "others": others, "received": received}


if __name__ == "__main__":
    versions = {"core": getattr(openfisca_core, "__version__", None)}
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line))), flush=True)
