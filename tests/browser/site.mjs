// The built site as a person meets it: served as plain files from a sub-folder, in a browser that
// is watched for requests, errors and violations of the content-security policy.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** The folder of the built site. */
export const DIST = process.env.DIST ?? fileURLToPath(new URL("../../dist", import.meta.url));
const FOLDER = "/un/sous-dossier/";
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** The day all tests take place. */
export const TODAY = new Date("2026-11-21T10:00:00");

/** How long something on the page is waited for: these machines may be slow, never that slow. */
const PATIENCE = 15_000;

/** Serves `dist` from a sub-folder; `change` may replace the answer for a file. */
export async function serve(change = () => null) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!path.startsWith(FOLDER)) return response.writeHead(404).end();
    const name = normalize(path.slice(FOLDER.length)) || ".";
    const file = name === "." ? "index.html" : name;
    const changed = change(file);
    if (changed) {
      const type = changed.type ? { "content-type": changed.type } : {};
      return response.writeHead(changed.status, type).end(changed.body);
    }
    try {
      const bytes = await readFile(join(DIST, file));
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      response.writeHead(200, { "content-type": type, "content-length": bytes.length }).end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${server.address().port}${FOLDER}`;
  return {
    url,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

export function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      "--disable-quic",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      ...more,
    ],
  });
}

/** Waits until the worker that keeps the files has them all. */
export async function settled(page) {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const { active } = registration;
    if (active.state === "activated") return;
    await new Promise((resolve) => active.addEventListener("statechange", resolve));
  });
  await page.waitForLoadState("networkidle");
}

/** What the browser keeps of the site, storage by storage. */
export function kept(page) {
  return page.evaluate(async () => {
    const caches = [];
    for (const name of await window.caches.keys()) {
      for (const request of await (await window.caches.open(name)).keys()) {
        caches.push(request.url.split("?__WB_REVISION__=")[0]);
      }
    }
    return {
      cookies: document.cookie,
      local: Object.keys(localStorage),
      session: Object.keys(sessionStorage),
      databases: (await indexedDB.databases()).map((one) => one.name),
      caches,
    };
  });
}

/**
 * A watched page on the site. `problems` lists whatever should not have happened. The worker that
 * keeps files for the next visit is left out, unless it is asked for (`serviceWorkers: "allow"`).
 */
export async function visit(browser, url, options = {}) {
  const { width = 1280, height = 900, ready = true, serviceWorkers = "block", ...rest } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: "fr-FR",
    serviceWorkers,
    ...rest,
  });
  await context.clock.setFixedTime(TODAY);
  const problems = [];
  const requests = [];
  let loaded = false;
  context.on("request", (request) => {
    requests.push(request.url());
    if (loaded) problems.push(`request after loading: ${request.url()}`);
    if (!request.url().startsWith(new URL(url).origin)) problems.push(`request elsewhere: ${request.url()}`);
  });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error") problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  await page.goto(url);
  if (ready) await page.locator("#titre").waitFor();
  return {
    context,
    page,
    problems,
    requests,
    /** From here on no request may leave, and none could. */
    async cut() {
      loaded = true;
      await context.setOffline(true);
    },
    close: () => context.close(),
  };
}
