/** The one thing of Node that tests here use; the rules themselves are typed without Node or a browser on purpose. */
declare module 'node:crypto' {
  export function createHash(algorithm: 'sha256'): {
    update(text: string, encoding: 'utf8'): { digest(encoding: 'hex'): string };
  };
}

/** Tests may print a table; the rules themselves print nothing. */
declare const console: { log(text: string): void };
