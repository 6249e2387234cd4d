import { resolvePath } from '../program';
import type { Inner } from './globals';

type Factory = (...names: unknown[]) => void;
type Definition = { factory: Factory; exports: unknown; isRun: boolean };

/**
 * The compiled scripts, each one a module: the server wraps `x.js` as `__define("x.js", function (require, module, exports, …) {…})`.
 * A script is loaded when it is first required (lazyCodeLoading), one of a subpackage only once its package is open.
 */
export class Modules {
  readonly #known = new Map<string, Definition>();
  readonly #names: unknown[];

  /** @param names what stands behind `require, module, exports` in the wrapper, in its order (wrappedNames of the server) */
  constructor(
    readonly inner: Inner,
    readonly base: string,
    names: unknown[],
    readonly mayLoad: (file: string) => string | undefined,
  ) {
    this.#names = names;
    Object.defineProperty(globalThis, '__define', {
      value: (file: string, factory: Factory) => {
        this.#known.set(file, { factory, exports: {}, isRun: false });
      },
    });
  }

  /** Runs a file of the program (once) and hands back its exports; throws for a file that is not there. */
  run(file: string): unknown {
    let found = this.#known.get(file);
    if (!found) {
      const refused = this.mayLoad(file);
      if (refused) throw new Error(refused);
      this.inner.load(this.base + file);
      found = this.#known.get(file);
      if (!found) throw new Error(`module '${file}' is not defined`);
    }
    if (found.isRun) return found.exports;
    found.isRun = true;
    const module = { exports: found.exports };
    found.factory((request: string) => this.run(besides(file, request)), module, module.exports, ...this.#names);
    found.exports = module.exports;
    return found.exports;
  }
}

/** The file that `request` names from within `file`; `.js` may be left out. */
export function besides(file: string, request: string): string {
  const path = resolvePath(file, request);
  return path.endsWith('.js') ? path : `${path}.js`;
}
