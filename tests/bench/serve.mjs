/**
 * Serves the page of `cargo xtask bench extract`, and the messages that it reads: `node tests/bench/serve.mjs`.
 *
 *     GET  /…                    the page
 *     ws   /<shape>/<text|bytes> every message of the shape, one a frame; then it closes
 *     POST /report               one line of JSON from the page
 *
 * Prints `{"address":"127.0.0.1:PORT"}`, then the page's lines as they come; ends when it is told to.
 */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
// @ts-expect-error: it comes without types
import { WebSocketServer } from 'ws';
import { messages, shapes } from './messages.mjs';

const PAGES = join(dirname(fileURLToPath(import.meta.url)), '..', 'out', 'bench');
/** @type {Record<string, string>} */
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** @param {string} line */
function print(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * @param {string} path
 * @param {import('node:http').ServerResponse} response
 */
async function sendFile(path, response) {
  const file = join(PAGES, normalize(path === '/' ? '/index.html' : path));
  const isFile = await stat(file).then(
    (entry) => entry.isFile(),
    () => false
  );
  if (!isFile) {
    response.writeHead(404).end();
    return;
  }
  // Isolated from other origins, a page's clock has steps of 5 µs instead of 100.
  response.writeHead(200, {
    'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Embedder-Policy': 'require-corp',
  });
  createReadStream(file).pipe(response);
}

/**
 * @param {{ send(data: string | Buffer): void, close(code: number): void }} socket
 * @param {import('node:http').IncomingMessage} request
 */
function serveMessages(socket, request) {
  const [, shape = '', format] = (request.url ?? '').split('/');
  if (Object.hasOwn(shapes, shape)) {
    for (const message of messages(shape)) {
      socket.send(format === 'bytes' ? Buffer.from(message) : message);
    }
  }
  socket.close(1000);
}

const server = createServer(async (request, response) => {
  const path = new URL(request.url ?? '/', 'http://host').pathname;
  if (request.method === 'POST' && path === '/report') {
    print((await text(request)).replaceAll('\n', ' '));
    response.writeHead(204).end();
  } else {
    await sendFile(path, response);
  }
});

new WebSocketServer({ server, perMessageDeflate: false }).on('connection', serveMessages);

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  print(JSON.stringify({ address: `127.0.0.1:${typeof address === 'object' ? address?.port : ''}` }));
});
