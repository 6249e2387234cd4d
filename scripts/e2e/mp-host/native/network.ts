import http from 'node:http';
import https from 'node:https';

export interface WireRequest {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
  timeoutMs: number;
}

export interface WireAnswer {
  status: number;
  /** In the server's order and spelling. */
  headers: [string, string][];
  body: string;
}

const connections = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true }) };

/** Sends as a phone's own network does: no CORS, no cookies, no redirects followed here. Throws Error('timeout') or the socket's words. */
export function sendOnWire({ url, method, headers, body, timeoutMs }: WireRequest): Promise<WireAnswer> {
  return new Promise((resolve, reject) => {
    const isSecure = url.startsWith('https:');
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = (isSecure ? https : http).request(
      url,
      { method, headers: { ...headers, ...length }, agent: isSecure ? connections.https : connections.http },
      (answer) => {
        const pieces: Buffer[] = [];
        answer.on('data', (piece: Buffer) => pieces.push(piece));
        answer.on('error', reject);
        answer.on('end', () => {
          clearTimeout(timer);
          const named: [string, string][] = [];
          for (let at = 0; at < answer.rawHeaders.length; at += 2) {
            named.push([answer.rawHeaders[at] ?? '', answer.rawHeaders[at + 1] ?? '']);
          }
          resolve({ status: answer.statusCode ?? 0, headers: named, body: Buffer.concat(pieces).toString('utf8') });
        });
      },
    );
    const timer = setTimeout(() => request.destroy(new Error('timeout')), timeoutMs);
    request.on('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
    request.end(body);
  });
}
