// The three households of reference through the site, with the network cut once they are begun: the
// amounts are those of the derivations by hand, to the cent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FOYERS, expected } from "./foyers.mjs";
import { worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { visit } from "./site.mjs";

/** The rights by the names that people read. */
const TITLES = {
  "aides au logement": "Aide au logement",
  RSA: "Revenu de solidarité active (RSA)",
  "allocations familiales": "Allocations familiales",
  "complément familial": "Complément familial",
  "soutien familial": "Allocation de soutien familial (ASF)",
  "allocation de base": "Allocation de base de la prestation d'accueil du jeune enfant (PAJE)",
  "prime d'activité": "Prime d'activité",
};

for (const [name, answer] of Object.entries(FOYERS)) {
  for (const width of [360, 1280]) {
    test(`${name}, à ${width} px, réseau coupé : les montants au centime`, async () => {
      const { page, problems, cut, close } = await visit(browser, site.url, { width });
      await answer(page, cut);
      const amounts = await expected(name);
      assert.equal(Object.keys(amounts).length, Object.keys(TITLES).length, "every right is derived");
      for (const [right, amount] of Object.entries(amounts)) {
        assert.equal(await worth(page, TITLES[right]), `${amount} € par mois`, right);
      }
      assert.deepEqual(problems, []);
      await close();
    });
  }
}
