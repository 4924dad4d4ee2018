// A second visit without any network, a new version that waits for its turn, and plain HTTP, where
// browsers keep nothing.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { FOYERS } from "./foyers.mjs";
import { beginBy, births, worth } from "./form.mjs";
import { DIST, launch, serve, settled, visit } from "./site.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

test("une seconde visite marche sans réseau, jusqu'au montant", async () => {
  const site = await serve();
  const { context, page, problems, close } = await visit(browser, site.url, { serviceWorkers: "allow" });
  await settled(page);
  await page.close();
  // There is nobody to answer any more.
  await site.close();
  const again = await context.newPage();
  await again.goto(site.url);
  await again.locator("#titre").waitFor();
  await FOYERS.marseille(again);
  assert.equal(await worth(again, "Aide au logement"), "308,00 € par mois");
  await again.goto(`${site.url}aides/france/rsa.html`);
  await again.getByRole("heading", { level: 1, name: /RSA/ }).waitFor();
  assert.deepEqual(problems, []);
  await close();
});

test("une première visite, une fois gardée, se passe du réseau, phrases comprises", async () => {
  const site = await serve();
  const { page, problems, close } = await visit(browser, site.url, { serviceWorkers: "allow", width: 360 });
  await settled(page);
  // Nothing of a household was begun: what explains results comes from what is kept.
  await site.close();
  await FOYERS.marseille(page);
  assert.equal(await worth(page, "Aide au logement"), "308,00 € par mois");
  await page.getByRole("link", { name: /^Voir le calcul.*logement/ }).click();
  await page.getByRole("heading", { name: /étape par étape/ }).waitFor();
  assert.equal(await page.getByText("ne sont pas encore arrivées").count(), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("un fichier gardé qui n'est pas le bon n'est pas gardé du tout", async () => {
  const style = (file) => /^pages-.*\.css$/.test(file);
  const site = await serve((file) =>
    style(file) ? { status: 200, type: "text/css", body: "body { display: none }" } : null,
  );
  const { page, close } = await visit(browser, site.url, { serviceWorkers: "allow" });
  const state = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    const worker = registration?.installing ?? registration?.waiting ?? registration?.active;
    if (!worker) return "redundant";
    await new Promise((resolve) => {
      const look = () => (worker.state === "redundant" || worker.state === "activated") && resolve();
      worker.addEventListener("statechange", look);
      look();
    });
    return worker.state;
  });
  assert.equal(state, "redundant");
  assert.equal(await page.locator("#titre").isVisible(), true, "the site itself works");
  await close();
  await site.close();
});

test("une nouvelle version se propose, et ne fait perdre aucune réponse", async (test) => {
  const worker = await readFile(`${DIST}/worker.js`, "utf8");
  let newer = false;
  const site = await serve((file) =>
    newer && file === "worker.js"
      ? { status: 200, type: "text/javascript", body: `${worker}\n// newer` }
      : null,
  );
  test.after(site.close);
  const { context, page, problems, close } = await visit(browser, site.url, { serviceWorkers: "allow" });
  await settled(page);
  const notice = (page) => page.getByRole("region", { name: "Nouvelle version" });
  assert.equal(await notice(page).isVisible(), false, "the first version is not announced");
  newer = true;
  const second = await context.newPage();
  await page.close();
  await second.goto(site.url);
  await notice(second).waitFor();
  await notice(second).getByRole("button", { name: "Plus tard" }).click();
  assert.equal(await notice(second).isVisible(), false);

  await second.reload();
  await notice(second).waitFor();
  await beginBy(second, { click: true });
  await births(second, ["01/05/1990"]);
  await notice(second).getByRole("button", { name: "L'ouvrir maintenant" }).click();
  await second.getByText("Vos réponses seraient perdues").waitFor();
  assert.equal(await second.getByLabel("Année").first().inputValue(), "1990", "the answers are there");

  // Without answers to lose, the new version opens.
  const third = await context.newPage();
  await third.goto(site.url);
  await notice(third).waitFor();
  const reloaded = third.waitForEvent("load");
  await notice(third).getByRole("button", { name: "L'ouvrir maintenant" }).click();
  await reloaded;
  await third.locator("#titre").waitFor();
  assert.equal(await notice(third).isVisible(), false);
  assert.deepEqual(problems, []);
  await close();
});

test("sans HTTPS, rien n'est gardé et tout le reste marche", async () => {
  const site = await serve();
  // A name other than localhost is no secure place to a browser.
  const plain = await launch(["--host-resolver-rules=MAP au-clair.test 127.0.0.1"]);
  const url = site.url.replace("127.0.0.1", "au-clair.test");
  const { page, problems, close } = await visit(plain, url, { serviceWorkers: "allow" });
  assert.equal(await page.evaluate(() => window.isSecureContext), false);
  await FOYERS.marseille(page);
  assert.equal(await worth(page, "Aide au logement"), "308,00 € par mois");
  assert.deepEqual(problems, []);
  await close();
  await plain.close();
  await site.close();
});

test("le site s'installe : son manifeste est complet", async () => {
  const manifest = JSON.parse(await readFile(`${DIST}/au-clair.webmanifest`, "utf8"));
  assert.equal(manifest.start_url, "./");
  for (const size of ["192x192", "512x512"]) {
    const icon = manifest.icons.find((one) => one.sizes === size);
    const bytes = await readFile(`${DIST}/${icon.src}`);
    // The width stands at the 16th byte of a PNG.
    assert.equal(`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, size);
  }
  assert.ok(manifest.icons.some((icon) => icon.purpose === "maskable"));
});
