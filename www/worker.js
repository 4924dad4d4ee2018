// Keeps the site's own files, and nothing else: a second visit needs no network. It knows no answer,
// and asks for no file but those of its list, which the build writes: each with its hash, so that
// what arrives otherwise is not kept.

import { cleanupOutdatedCaches, precacheAndRoute } from "workbox-precaching";

cleanupOutdatedCaches();
precacheAndRoute(FILES, { ignoreURLParametersMatching: [] });

// The page of a first visit is served by it too: once all is kept, the network may go.
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

// A new version waits until the person asks for it, or until no page of the old one is open.
addEventListener("message", ({ data }) => {
  if (data === "take over") skipWaiting();
});
