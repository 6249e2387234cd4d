/** What the worker itself needs from the browser; taken before the program's first line, and out of its reach afterwards. */
export interface Inner {
  post(text: string): void;
  onText(listen: (text: string) => void): void;
  onFault(listen: (text: string, isRejection: boolean) => void): void;
  /** Loads classic scripts at once, like the containers' own injector. */
  load(url: string): void;
  now(): number;
}

/**
 * The names that a script of a mini-program finds: the language itself, timers and the console. The containers give no more than that
 * (WeChat's JavascriptCore has neither URL nor TextEncoder, performance, atob or MessageChannel; Intl is missing on older Androids; eval and
 * `new Function` are forbidden: the worker's content security policy sees to `new Function`).
 */
const KEPT = new Set([
  ...[
    'Object',
    'Function',
    'Array',
    'Number',
    'Boolean',
    'String',
    'Symbol',
    'Date',
    'Promise',
    'RegExp',
    'Math',
    'JSON',
  ],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['Infinity', 'NaN', 'undefined', 'globalThis', 'parseFloat', 'parseInt', 'isFinite', 'isNaN', 'BigInt'],
  ...['decodeURI', 'decodeURIComponent', 'encodeURI', 'encodeURIComponent', 'escape', 'unescape'],
  ...['ArrayBuffer', 'DataView', 'Int8Array', 'Uint8Array', 'Uint8ClampedArray', 'Int16Array', 'Uint16Array'],
  ...[
    'Int32Array',
    'Uint32Array',
    'Float32Array',
    'Float64Array',
    'Map',
    'Set',
    'WeakMap',
    'WeakSet',
    'Proxy',
    'Reflect',
  ],
  ...['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'console'],
]);

/** Names that no real container offers and that the compiled program is not allowed to lean on; the test asks for each. */
export const ABSENT = [
  'window',
  'document',
  'self',
  'eval',
  'location',
  'navigator',
  'fetch',
  'XMLHttpRequest',
  'WebSocket',
]
  .concat([
    'localStorage',
    'indexedDB',
    'importScripts',
    'postMessage',
    'URL',
    'TextEncoder',
    'performance',
    'MessageChannel',
  ])
  .concat(['requestAnimationFrame', 'queueMicrotask', 'structuredClone', 'crypto', 'atob', 'Intl', 'AbortController']);

interface WorkerScope {
  postMessage(text: string): void;
  importScripts(url: string): void;
  addEventListener(type: string, listen: (event: never) => void): void;
  performance: { now(): number };
}

/** Takes what the host needs and deletes everything else from the global object, once. */
export function stripGlobals(): Inner {
  const scope = globalThis as unknown as WorkerScope;
  const post = scope.postMessage.bind(scope);
  const load = scope.importScripts.bind(scope);
  const listenTo = scope.addEventListener.bind(scope);
  const clock = scope.performance;
  const nowOf = clock.now.bind(clock);
  for (
    let holder: object | null = scope;
    holder && holder !== Object.prototype;
    holder = Object.getPrototypeOf(holder)
  ) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (!KEPT.has(name) && name !== 'constructor') Reflect.deleteProperty(holder, name);
    }
  }
  return {
    post,
    load,
    now: nowOf,
    onText: (listen) => listenTo('message', (event: { data: string }) => listen(event.data)),
    onFault: (listen) => {
      listenTo('error', (event: { error?: unknown; message: string; preventDefault(): void }) => {
        event.preventDefault();
        listen(textOf(event.error ?? event.message), false);
      });
      listenTo('unhandledrejection', (event: { reason: unknown; preventDefault(): void }) => {
        event.preventDefault();
        listen(textOf(event.reason), true);
      });
    },
  };
}

/** An error with its stack, anything else as JSON. */
export function textOf(value: unknown): string {
  if (value instanceof Error)
    return value.stack?.includes(value.message) ? value.stack : `${value}\n${value.stack ?? ''}`;
  if (typeof value === 'string') return value;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return String(value);
  }
}
