import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Agreement } from './agreements';
import type { JavaPeer } from './java-peer';

/** What every suite is handed: the Java peer once it runs, and the list of what agreed. */
export interface PeerRun {
  java(): JavaPeer;
  /** An RSA pair made by the peer, private and public half in Base64; one for the run, since making one takes long. */
  pair(): Promise<string[]>;
  agreements: Agreement[];
}

/** A man in the middle of HTTP: hands everything on, after `change` had its way with the answer or the request. */
export interface Middle {
  url: string;
  /** What passed last. */
  seen: { target: string; body: string; answer: string };
  stop(): void;
}

/** Starts one before `target`. */
export async function startMiddle(
  target: string,
  change: { request?(body: string, path: string): string; answer?(text: string): string } = {},
): Promise<Middle> {
  const seen = { target: '', body: '', answer: '' };
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const headers = { 'content-type': request.headers['content-type'] ?? 'application/json' };
    const body = Buffer.concat(chunks).toString();
    seen.target = request.url ?? '';
    seen.body = body;
    const sent = change.request?.(body, seen.target) ?? body;
    const answer = await fetch(target + request.url, { method: 'POST', headers, body: sent });
    seen.answer = await answer.text();
    response.setHeader('content-type', answer.headers.get('content-type') ?? 'application/json');
    response.end(change.answer?.(seen.answer) ?? seen.answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
