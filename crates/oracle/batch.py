"""Times OpenFisca-France on a file of documents in the format of its /calculate, JSON lines to JSON lines.

All documents are one vectorised simulation, the fastest it can do, with nothing to find in the past: benefits received
before are zero. Loading the engine is left out. Prints one JSON object, in seconds of processor.
"""

import json
import resource
import sys
import time

import steady

TIMES = 3


def asked(document):
    """The variables and the month that a document asks for, taken out of it."""
    names, month = [], None
    for family in document["familles"].values():
        for name, values in list(family.items()):
            if isinstance(values, dict) and None in values.values():
                month = next(iter(values))
                names.append(name)
                del family[name]
    return names, month


def answer(lines):
    documents = [json.loads(line) for line in lines]
    names, month = [asked(document) for document in documents][0]
    batch = steady.Batch(documents)
    simulation = batch.simulation()
    before = [steady.shift(month, -count) for count in range(1, steady.PAST + 1)]
    for name in ("rsa", "contrat_engagement_jeune"):
        steady.pin(simulation, name, None, before)
    for name in (name for names in steady.OTHERS for name in names):
        steady.pin(simulation, name, None, [*before, month])
    for name in names:
        for document, value in zip(documents, simulation.calculate(name, month).tolist()):
            for family in document["familles"].values():
                family[name] = {month: round(value, 2)}
    return "\n".join(json.dumps(document) for document in documents)


def timed(lines):
    begun = time.process_time()
    answer(lines)
    return time.process_time() - begun


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = file.readlines()
    timed(lines[:1])
    one = sorted(timed(lines[index : index + 1]) for index in range(TIMES))[TIMES // 2]
    batch = min(timed(lines) for _ in range(TIMES))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"batch": batch, "one": one, "memory": memory}))
