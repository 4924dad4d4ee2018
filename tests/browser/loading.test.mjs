// The page before the site, and when the site cannot come: each says what happens and what to do.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { alone, FOYERS } from "./foyers.mjs";
import { worth } from "./form.mjs";
import { DIST, launch, serve, visit } from "./site.mjs";

const HELP = /3230[\s\S]*09 69 39 00 00/;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** The page as it stands when the site did not come. */
async function stuck(test, change, options = {}) {
  const site = await serve(change);
  test.after(site.close);
  return visit(browser, site.url, { ready: false, ...options });
}

async function named(pattern) {
  const name = (await readdir(DIST)).find((file) => pattern.test(file));
  return { name, bytes: await readFile(`${DIST}/${name}`) };
}

test("sans JavaScript, la page le dit et nomme le téléphone et le guichet", async (test) => {
  const { page, close } = await stuck(test, undefined, { javaScriptEnabled: false });
  const text = await page.locator("#app main").innerText();
  assert.match(text, /JavaScript est désactivé/);
  assert.match(text, HELP);
  await close();
});

test("sans WebAssembly, la page le dit et nomme le téléphone et le guichet", async (test) => {
  const site = await serve();
  test.after(site.close);
  const context = await browser.newContext({ locale: "fr-FR" });
  const page = await context.newPage();
  await page.addInitScript(() => delete window.WebAssembly);
  await page.goto(site.url);
  await page.getByRole("heading", { name: "Le site n'a pas pu démarrer" }).waitFor();
  const text = await page.locator("#app main").innerText();
  assert.match(text, /ne sait pas exécuter WebAssembly/);
  assert.match(text, HELP);
  await context.close();
});

/** The answer for a file as someone on the way changed it: what it says is added, at its end. */
async function tampered(pattern, more = "\n") {
  const { name, bytes } = await named(pattern);
  const types = { js: "text/javascript", css: "text/css", wasm: "application/wasm" };
  const answer = { status: 200, body: Buffer.concat([bytes, Buffer.from(more)]), type: types[name.split(".").at(-1)] };
  return (file) => (file === name ? answer : null);
}

const MARK = "\nglobalThis.tampered = true;";
const isMarked = (page) => page.evaluate(() => globalThis.tampered === true);

for (const [name, prepare] of [
  ["", () => {}],
  // Without HTTPS, the page cannot check by itself: the browser does.
  [", sans HTTPS", () => Object.defineProperty(Crypto.prototype, "subtle", { value: undefined })],
]) {
  test(`le programme modifié en chemin n'est pas exécuté, et la page le dit${name}`, async (test) => {
    const site = await serve(await tampered(/\.wasm$/));
    test.after(site.close);
    const page = await browser.newPage();
    await page.addInitScript(prepare);
    await page.goto(site.url);
    await page.getByRole("heading", { name: "Le site n'a pas pu démarrer" }).waitFor();
    assert.match(await page.locator("#app main").innerText(), HELP);
    assert.equal(await page.locator("#titre").count(), 0);
    await page.close();
  });
}

test("ce qui charge le programme, modifié en chemin, n'est pas exécuté", async (test) => {
  const { page, close } = await stuck(test, await tampered(/^boot.*\.js$/, MARK));
  await page.waitForLoadState("networkidle");
  assert.equal(await isMarked(page), false);
  assert.equal(await page.locator("#titre").count(), 0);
  assert.match(await page.locator("#app main").innerText(), HELP);
  await close();
});

test("une feuille de style modifiée en chemin n'est pas suivie", async (test) => {
  const { page, close } = await stuck(test, await tampered(/^site-.*\.css$/, ".result{display:none}"), { ready: true });
  assert.equal(await page.evaluate(() => document.querySelector("link[href^=site-]").sheet), null);
  await close();
});

for (const [name, pattern, more] of [
  ["ce qui garde les fichiers", /^offline-.*\.js$/, MARK],
  ["la feuille pour le papier", /^print-.*\.css$/, ".result{display:none}"],
]) {
  test(`${name}, modifiée en chemin, ne sert pas ; le calcul se fait`, async (test) => {
    const { page, close } = await stuck(test, await tampered(pattern, more), { ready: true, serviceWorkers: "allow" });
    await FOYERS.marseille(page);
    await page.waitForLoadState("networkidle");
    assert.equal(await isMarked(page), false);
    assert.equal(await page.evaluate(() => document.querySelector("link[media=print]")?.sheet ?? null), null);
    assert.equal(await worth(page, "Revenu de solidarité active (RSA)"), "573,49 € par mois");
    await close();
  });
}

test("phrases et codes postaux modifiés en chemin ne sont pas lus, et la page dit qu'ils manquent", async (test) => {
  const changes = await Promise.all([/^phrases\.fr\.bin$/, /^phrases\.en\.bin$/, /^codes-postaux\.bin$/].map((file) => tampered(file)));
  const change = (file) => changes.map((one) => one(file)).find(Boolean) ?? null;
  const { page, close } = await stuck(test, change, { ready: true });
  await alone(page);
  await page.getByText(/La liste des codes postaux n'a pas pu être chargée/).waitFor();
  await page.goto(`${page.url().split("#")[0]}#/resultats`);
  await page.getByRole("status").filter({ hasText: "ne sont pas encore arrivées" }).waitFor();
  await page.getByRole("button", { name: "English" }).click();
  await page.getByRole("alert").filter({ hasText: "Cette langue n'a pas pu être chargée" }).waitFor();
  await close();
});

test("le chargement nomme l'empreinte de tout ce qui vient après lui", async () => {
  const loader = (await named(/^boot-/)).bytes.toString();
  for (const file of await readdir(DIST)) {
    if (!/\.(bin|wasm)$|^offline/.test(file)) continue;
    const hash = createHash("sha256").update(await readFile(`${DIST}/${file}`)).digest("base64");
    assert.ok(loader.includes(`"${file}"`) && loader.includes(`"sha256-${hash}"`), file);
  }
});

test("tant que le programme arrive, la page dit où il en est", async (test) => {
  const { name, bytes } = await named(/\.wasm$/);
  let arrive;
  const rest = new Promise((resolve) => { arrive = resolve; });
  const half = Math.floor(bytes.length * 0.45);
  const body = async function* () {
    yield bytes.subarray(0, half);
    await rest;
    yield bytes.subarray(half);
  };
  const { page, close } = await stuck(test, (file) => (file === name ? { status: 200, body: body() } : null));
  await page.getByText("Le site se charge : 40 %.").waitFor();
  const bar = page.getByRole("progressbar", { name: "Chargement du site" });
  assert.ok(await bar.isVisible());
  assert.ok(Math.abs((await bar.evaluate((one) => one.value)) - 0.45) < 0.01);
  arrive();
  await page.locator("#titre").waitFor();
  assert.equal(await bar.count(), 0);
  await close();
});

test("un fichier qui n'arrive pas : la page le dit, et l'on peut réessayer", async (test) => {
  const { name } = await named(/\.wasm$/);
  let broken = true;
  const { page, close } = await stuck(test, (file) =>
    file === name && broken ? { status: 503, body: "" } : null,
  );
  await page.getByText("Le fichier principal du site n'est pas arrivé en entier.").waitFor();
  broken = false;
  await page.getByRole("button", { name: "Essayer de nouveau" }).click();
  await page.locator("#titre").waitFor();
  await close();
});

test("une première visite ne demande que les fichiers du site, une fois chacun", async (test) => {
  const site = await serve();
  test.after(site.close);
  const { requests, problems, close } = await visit(browser, site.url);
  assert.equal(new Set(requests).size, requests.length, "nothing is asked for twice");
  assert.deepEqual(problems, []);
  await close();
});

test("la politique de sécurité interdit tout ce qui n'est pas le site", async (test) => {
  const html = await readFile(`${DIST}/index.html`, "utf8");
  const policy = html.match(/Content-Security-Policy" content="([^"]+)"/)?.[1] ?? "";
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /(?<!wasm-)unsafe-|https?:|\*/);
  const site = await serve();
  test.after(site.close);
  const { page, close } = await visit(browser, site.url);
  const left = await page.evaluate(() => fetch("https://example.org/").then(() => true, () => false));
  assert.equal(left, false);
  await close();
});
