// The three households of reference (`tests/cases`), as their people answer the site.

import { readFile } from "node:fs/promises";
import { beginBy, births, next, pick, choose, type, tick, rest } from "./form.mjs";

/** Each household: who answers what, page after page, up to the results; what is to be done once it is begun. */
export const FOYERS = {
  async marseille(page, begun) {
    await alone(page, begun);
    await dwelling(page, { postcode: "13001", rent: "450", kind: "Locataire d'un logement vide" });
    await rest(page, "Rien du tout");
    await next(page);
    await pick(page, /épargne/, "Non");
    await next(page);
  },

  async lyon(page, begun) {
    await beginBy(page, { click: true, begun });
    await page.getByRole("button", { name: "Ajouter un conjoint" }).click();
    await page.getByRole("button", { name: "Ajouter un enfant" }).click();
    await page.getByRole("button", { name: "Ajouter un enfant" }).click();
    await births(page, ["10/03/1988", "20/07/1989", "05/02/2016", "12/09/2019"]);
    await next(page);
    await rest(page, "Personne");
    await choose(page, /^Vous : quelle est votre situation/, "Emploi salarié");
    await choose(page, /^Votre conjoint : quelle est votre situation/, "Autre situation");
    await next(page);
    await pick(page, /^Vous : quelle est votre nationalité/, "Française");
    await pick(page, /^Votre conjoint : quelle est votre nationalité/, "Française");
    await next(page);
    await dwelling(page, { postcode: "69003", rent: "750", kind: "Locataire d'un logement vide" });
    await tick(page, "Salaires, vous");
    await type(page, "Salaires, vous", "900");
    await rest(page, "Rien d'autre");
    await rest(page, "Rien du tout");
    await next(page);
    await pick(page, /épargne/, "Non");
    await next(page);
  },

  async village(page, begun) {
    await beginBy(page, { click: true, begun });
    await births(page, ["18/04/2003"]);
    await next(page);
    await pick(page, /grossesse/, "Oui");
    await type(page, "Jour", "15");
    await type(page, "Mois", "2");
    await type(page, "Année", "2027");
    await choose(page, /situation aujourd'hui/, "Autre situation");
    await next(page);
    await pick(page, /nationalité/, "Française");
    await next(page);
    await dwelling(page, {
      postcode: "23250",
      rent: "300",
      kind: "Locataire d'un meublé, ou chambre d'hôtel au mois",
    });
    await rest(page, "Rien du tout");
    await next(page);
    await pick(page, /épargne/, "Non");
    await next(page);
  },
};

/** Someone alone, up to the page on housing. */
export async function alone(page, begun) {
  await beginBy(page, { click: true, begun });
  await births(page, ["01/05/1990"]);
  await next(page);
  await pick(page, /grossesse/, "Non");
  await choose(page, /situation aujourd'hui/, "Recherche d'emploi");
  await next(page);
  await pick(page, /nationalité/, "Française");
  await next(page);
}

/** The page on housing, for a tenant of a private landlord outside any agreement with the State. */
export async function dwelling(page, { postcode, zone, rent, kind }) {
  if (zone) await page.getByRole("radio", { name: zone }).check();
  else await type(page, "Code postal", postcode);
  await choose(page, /êtes-vous logé/, kind);
  await type(page, /payez-vous de loyer/, rent);
  await pick(page, /À qui louez-vous/, "Un propriétaire privé, logement non conventionné");
  await rest(page, "Aucune de ces situations");
  await next(page);
}

/** What the derivation by hand expects, by the name of the right in the rules. */
export async function expected(name) {
  const text = await readFile(new URL(`../cases/${name}.md`, import.meta.url), "utf8");
  const lines = text.matchAll(/^- attendu « (.+) » = ([\d ]+)(,\d\d)?$/gm);
  return Object.fromEntries([...lines].map(([, right, euros, cents = ",00"]) => [right, euros + cents]));
}
