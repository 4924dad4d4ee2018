// The built site as plain files, served from a sub-folder.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";

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

const COMPRESSED = new Map();

/** What a server that cares sends: made once, as good as can be. */
function brotli(file, bytes) {
  if (!COMPRESSED.has(file)) COMPRESSED.set(file, brotliCompressSync(bytes));
  return COMPRESSED.get(file);
}

/**
 * Serves `dist` from a sub-folder; `change` may replace the answer for a file, or hold it back, and all answers may have
 * more headers. Compressed files may stay with the browser, as docs/heberger.md advises.
 */
export async function serve(change = () => null, { brotli: compress = false, headers: more = {} } = {}) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    if (!path.startsWith(FOLDER)) return response.writeHead(404).end();
    const name = normalize(path.slice(FOLDER.length)) || ".";
    const file = name === "." ? "index.html" : name;
    const changed = await change(file);
    if (changed) {
      const type = changed.type ? { "content-type": changed.type } : {};
      response.writeHead(changed.status, type);
      // A body may come piece by piece.
      return changed.body?.[Symbol.asyncIterator] ? Readable.from(changed.body).pipe(response) : response.end(changed.body);
    }
    try {
      const bytes = await readFile(join(DIST, file));
      const type = TYPES[extname(file)] ?? "application/octet-stream";
      if (compress && !file.endsWith(".png")) {
        const body = brotli(file, bytes);
        const cache = /-[0-9a-f]{16}\./.test(file) ? "public, max-age=31536000, immutable" : "no-cache";
        const headers = { "content-type": type, "content-encoding": "br", "content-length": body.length };
        return response.writeHead(200, { ...headers, "cache-control": cache }).end(body);
      }
      response.writeHead(200, { "content-type": type, "content-length": bytes.length, ...more }).end(bytes);
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

/**
 * What a site answers that vouches for nothing of what the program fetches: by it one sees what the program itself
 * refuses.
 */
export function unsealed(change) {
  const read = (file) => readFile(join(DIST, file), "utf8");
  return async (file) => {
    const changed = await change(file);
    if (changed) return changed;
    const answer = (body, extension) => ({ status: 200, body, type: TYPES[extension] });
    // The page lets any loader run, and the loader does not know what it must fetch.
    if (file === "index.html") return answer((await read(file)).replace(/(src="boot-[^>]*) integrity="[^"]+"/, "$1"), ".html");
    if (file.startsWith("boot-")) {
      const loader = await read(file);
      return answer(loader.replaceAll(/"(codes-postaux|phrases\.\w+)\.bin":"sha256-[^"]+"/g, '"$1.bin":""'), ".js");
    }
    return null;
  };
}
