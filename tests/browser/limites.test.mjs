// Browsers that refuse something: what is kept, or the program itself. The site says so, and loses nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { FOYERS } from "./foyers.mjs";
import { worth } from "./form.mjs";
import { browser, site } from "./served.mjs";
import { serve, visit } from "./site.mjs";

test("un navigateur qui interdit tout ce qui se garde : le site marche, et refuse avec des mots", async () => {
  const { page, problems, close } = await visit(browser, site.url, { ready: false });
  await page.addInitScript(() => {
    const refuse = () => { throw new DOMException("The operation is insecure.", "SecurityError"); };
    for (const storage of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
      Object.defineProperty(window, storage, { get: refuse });
    }
    Object.defineProperty(document, "cookie", { get: refuse, set: refuse });
  });
  await page.reload();
  await FOYERS.marseille(page);
  assert.equal(await worth(page, "Revenu de solidarité active (RSA)"), "573,49 € par mois");
  await page.getByRole("checkbox", { name: "Garder mes réponses sur cet appareil" }).click();
  await page.getByText(/Ce navigateur refuse de garder vos réponses/).waitFor();
  await page.getByRole("button", { name: "Tout effacer" }).click();
  await page.getByRole("button", { name: "Oui, tout effacer" }).click();
  await page.getByRole("button", { name: "Commencer" }).waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("un en-tête qui interdit WebAssembly : la page le dit, et à qui téléphoner", async (context) => {
  const site = await serve(() => null, { headers: { "content-security-policy": "script-src 'self'" } });
  context.after(site.close);
  const { page, close } = await visit(browser, site.url, { ready: false });
  await page.getByRole("heading", { name: "Le site n'a pas pu démarrer" }).waitFor();
  const words = await page.locator("#app main").innerText();
  assert.match(words, /ne démarre pas dans ce navigateur/);
  assert.match(words, /3230/);
  await close();
});
