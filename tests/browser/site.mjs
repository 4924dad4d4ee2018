// The built site as a person meets it: in a browser that is watched for requests, errors and
// violations of the content-security policy.

import { chromium } from "playwright-core";

export { DIST, serve, unsealed } from "./serve.mjs";

/** The day all tests take place. */
export const TODAY = new Date("2026-11-21T10:00:00");

/** How long something on the page is waited for: these machines may be slow, never that slow. */
const PATIENCE = 15_000;

export function launch(more = [], options = {}) {
  return chromium.launch({
    ...options,
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

/** In the page: the day alone is set, and what measures time still does. */
function sameDay(today) {
  window.Date = class extends Date {
    constructor(...given) {
      super(...(given.length > 0 ? given : [today]));
    }
  };
}

/**
 * A watched page on the site. `problems` lists whatever should not have happened. The worker that
 * keeps files for the next visit is left out, unless it is asked for (`serviceWorkers: "allow"`). The
 * clock that sets the day also slows what is timed: `clock: false` leaves it out.
 */
export async function visit(browser, url, options = {}) {
  const { width = 1280, height = 900, ready = true, clock = true, serviceWorkers = "block", ...rest } = options;
  const context = await browser.newContext({
    viewport: { width, height },
    locale: "fr-FR",
    serviceWorkers,
    ...rest,
  });
  await (clock ? context.clock.setFixedTime(TODAY) : context.addInitScript(sameDay, TODAY.getTime()));
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
    /** From here on, once a household is begun, no request may leave, and none could. */
    async cut() {
      // What comes once the program runs is part of the loading (www/offline.js).
      await page.waitForFunction(() => document.querySelector("link[media=print]")?.sheet);
      await page.waitForLoadState("networkidle");
      loaded = true;
      await context.setOffline(true);
    },
    close: () => context.close(),
  };
}
